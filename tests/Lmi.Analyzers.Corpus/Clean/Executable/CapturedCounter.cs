using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.CapturedCounter;

/// <summary>Captured locals that invocations change, each through Interlocked.</summary>
public static class Program
{
    private static async Task Main(string[] args)
    {
        var invocations = 0;
        long bytes = 0;
        var announced = 0;

        await LambdaBootstrapBuilder.Create<SQSEvent>(
            async (batch, context) =>
            {
                var own = 0L;
                foreach (var record in batch.Records)
                {
                    own += record.Body.Length;
                    await Task.Yield();
                }

                var number = Interlocked.Increment(ref invocations);
                var total = Interlocked.Add(ref bytes, own);
                if (Interlocked.CompareExchange(ref announced, 1, 0) == 0)
                {
                    context.Logger.LogInformation("first");
                }

                context.Logger.LogInformation($"{number}: {own} of {total}");
            },
            new CamelCaseLambdaJsonSerializer())
            .Build()
            .RunAsync();

        LambdaLogger.Log($"{invocations} invocations");
        invocations = 0;
    }
}
