using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.TaskLocalTotals;

/// <summary>One invocation that is parallel in itself: results by index, a local channel, a local concurrent bag.</summary>
public class Function
{
    public async Task<int> Handle(SQSEvent batch, ILambdaContext context)
    {
        var lengths = new int[batch.Records.Count];
        var failed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, lengths.Length), async (i, token) =>
        {
            await Task.Delay(1, token);
            lengths[i] = batch.Records[i].Body.Length;
            if (lengths[i] == 0)
            {
                failed.Add(batch.Records[i].MessageId);
            }
        });

        var channel = Channel.CreateUnbounded<int>();
        var reading = SumAsync(channel.Reader);
        foreach (var length in lengths)
        {
            await channel.Writer.WriteAsync(length);
        }

        channel.Writer.Complete();
        var sum = await reading;
        var tasks = new List<Task<int>>();
        for (var i = 0; i < 3; i++)
        {
            tasks.Add(Task.Run(() => sum * 2));
        }

        var doubled = await Task.WhenAll(tasks);
        return doubled.Sum() + failed.Count;
    }

    private static async Task<int> SumAsync(ChannelReader<int> reader)
    {
        var sum = 0;
        await foreach (var length in reader.ReadAllAsync(CancellationToken.None))
        {
            sum += length;
        }

        return sum;
    }
}
