using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Hazards.GenericStatics;

/// <summary>A static field of a generic class is shared by all users of one closed type.</summary>
public static class Cache<TKey, TValue>
    where TKey : notnull
{
    private static readonly Dictionary<TKey, TValue> Values = [];
    private static readonly object Gate = new();
    private static readonly Dictionary<TKey, TValue> GuardedValues = [];
    private static long s_puts;
    private static long s_safePuts;

    public static void Put(TKey key, TValue value)
    {
        Values[key] = value; //! LMI1001
        s_puts++; //! LMI1002
    }

    public static void PutGuarded(TKey key, TValue value)
    {
        lock (Gate)
        {
            GuardedValues[key] = value;
        }

        Interlocked.Increment(ref s_safePuts);
    }
}

public class Function
{
    public async Task<int> Handle(SNSEvent evt, ILambdaContext context)
    {
        foreach (var record in evt.Records)
        {
            Cache<string, int>.Put(record.Sns.MessageId, record.Sns.Message.Length);
            Cache<string, int>.PutGuarded(record.Sns.MessageId, record.Sns.Message.Length);
            await Task.Yield();
        }

        return evt.Records.Count;
    }
}
