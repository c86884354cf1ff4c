using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.LazyInitializerWithLock;

/// <summary>LazyInitializer with a lock object runs its factory once.</summary>
public class Function
{
    private static Dictionary<string, int>? s_priorities;
    private static bool s_ready;
    private static object? s_sync;
    private string? _prefix;
    private object? _prefixLock;

    public int Handle(SQSEvent batch, ILambdaContext context)
    {
        var priorities = LazyInitializer.EnsureInitialized(ref s_priorities, ref s_ready, ref s_sync, static () =>
        {
            var map = new Dictionary<string, int>();
            map["urgent"] = 9;
            map["later"] = 1;
            return map;
        });

        var prefix = LazyInitializer.EnsureInitialized(ref _prefix, ref _prefixLock, static () => "p" + 1);
        var sum = prefix.Length;
        foreach (var record in batch.Records)
        {
            sum += priorities!.TryGetValue(record.Body, out var priority) ? priority : 0;
        }

        return sum;
    }
}
