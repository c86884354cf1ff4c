using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Clean.ConcurrentCollections;

/// <summary>Concurrent collections, each used by operations that are whole in themselves.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, int> PerTopic = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<string> Recent = new();
    private static readonly ConcurrentBag<byte[]> Buffers = new();
    private readonly ConcurrentStack<int> _numbers = new();

    public async Task<int> Handle(SNSEvent evt, ILambdaContext context)
    {
        var sum = 0;
        foreach (var record in evt.Records)
        {
            sum += PerTopic.AddOrUpdate(record.Sns.TopicArn, 1, static (_, n) => n + 1);
            Recent.Enqueue(record.Sns.MessageId);
            while (Recent.TryDequeue(out var id))
            {
                context.Logger.LogInformation(id);
            }

            var buffer = Buffers.TryTake(out var taken) ? taken : new byte[256];
            buffer[0] = (byte)sum;
            await Task.Yield();
            Buffers.Add(buffer);

            _numbers.Push(sum);
            if (_numbers.TryPop(out var top))
            {
                sum -= top;
            }
        }

        foreach (var (topic, count) in PerTopic)
        {
            if (count > 1_000_000)
            {
                PerTopic.TryUpdate(topic, 0, count);
                PerTopic.TryRemove(new KeyValuePair<string, int>(topic, 0));
            }
        }

        return sum + PerTopic.Values.Max();
    }
}
