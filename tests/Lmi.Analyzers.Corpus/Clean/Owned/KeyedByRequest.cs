using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.KeyedByRequest;

/// <summary>State of an invocation in a shared dictionary, under its own request id, and removed at its end.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, RequestState> Active = new();
    private static long s_sequence;

    public async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var key = context.AwsRequestId + "#" + Interlocked.Increment(ref s_sequence);
        Active[key] = new RequestState(request.Path, request.Body.Length);
        try
        {
            await StepAsync(key);
            var state = Active[key];
            return new APIGatewayProxyResponse { StatusCode = 200, Body = state.Path + state.Length };
        }
        finally
        {
            Active.TryRemove(key, out _);
        }
    }

    private static async Task StepAsync(string key)
    {
        await Task.Delay(1);
        Active.AddOrUpdate(key, static _ => new RequestState("", 0), static (_, old) => old with { Length = old.Length + 1 });
    }

    private sealed record RequestState(string Path, int Length);
}
