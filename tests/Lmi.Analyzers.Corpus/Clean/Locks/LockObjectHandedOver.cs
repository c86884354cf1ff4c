using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Clean.LockObjectHandedOver;

/// <summary>One lock object for a collection that two objects share, handed to both constructors.</summary>
public sealed class Recorder(object gate, Dictionary<string, long> sizes)
{
    public void Record(string bucket, long size)
    {
        lock (gate)
        {
            sizes[bucket] = sizes.GetValueOrDefault(bucket) + size;
        }
    }
}

public sealed class Reporter(object gate, Dictionary<string, long> sizes)
{
    public long Drain()
    {
        lock (gate)
        {
            var sum = 0L;
            foreach (var size in sizes.Values)
            {
                sum += size;
            }

            sizes.Clear();
            return sum;
        }
    }
}

public static class Program
{
    public static async Task Main()
    {
        var gate = new object();
        var sizes = new Dictionary<string, long>();
        var recorder = new Recorder(gate, sizes);
        var reporter = new Reporter(gate, sizes);

        await LambdaBootstrapBuilder.Create<S3Event, long>(
            (evt, context) =>
            {
                foreach (var record in evt.Records)
                {
                    recorder.Record(record.S3.Bucket.Name, record.S3.Object.Size);
                }

                return reporter.Drain();
            },
            new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }
}
