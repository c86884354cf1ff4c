using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Hazards.CapturedInMain;

/// <summary>Locals of Main, captured by the handler, live as long as the process.</summary>
public static class Program
{
    public static async Task Main()
    {
        var known = new SortedDictionary<string, long>();
        var pending = new Queue<string>();
        var safe = new ConcurrentQueue<string>();
        known["warm"] = 0; // before the first invocation

        async Task<int> HandleAsync(S3Event evt, ILambdaContext context)
        {
            var keys = new Queue<string>();
            foreach (var record in evt.Records)
            {
                known[record.S3.Object.Key] = record.S3.Object.Size; //! LMI1001
                safe.Enqueue(record.S3.Object.Key);
                keys.Enqueue(record.S3.Object.Key);
                Later(record.S3.Object.ETag);
            }

            await Task.Yield();
            return keys.Count;
        }

        void Later(string tag) => pending.Enqueue(tag); //! LMI1001

        await LambdaBootstrapBuilder.Create<S3Event, int>(HandleAsync, new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }
}
