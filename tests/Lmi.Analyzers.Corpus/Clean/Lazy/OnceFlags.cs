using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.OnceFlags;

/// <summary>Exactly one invocation passes a flag that is taken atomically; what it alone writes is no race between writers.</summary>
public class Function
{
    private static int s_cold = 1;
    private static int s_hooked;
    private int _announced;

    public async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var response = new APIGatewayProxyResponse { StatusCode = 200 };
        if (Interlocked.Exchange(ref s_cold, 0) == 1)
        {
            response.Body = "cold";
        }

        if (Interlocked.CompareExchange(ref s_hooked, 1, 0) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => LambdaLogger.Log("bye");
        }

        if (Interlocked.Increment(ref _announced) == 1)
        {
            context.Logger.LogInformation("first request of this object");
            await Task.Yield();
        }

        return response;
    }
}
