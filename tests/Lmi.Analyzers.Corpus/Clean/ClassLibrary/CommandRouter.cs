using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.CommandRouter;

/// <summary>A table of delegates filled by an initializer; the delegates write only to what they are given.</summary>
public class Function
{
    private static readonly Dictionary<string, Func<APIGatewayProxyRequest, APIGatewayProxyResponse, Task>> Routes = new()
    {
        ["/ping"] = static (_, response) =>
        {
            response.Body = "pong";
            return Task.CompletedTask;
        },
        ["/echo"] = static async (request, response) =>
        {
            await Task.Yield();
            response.Body = request.Body;
            response.Headers["Content-Type"] = "text/plain";
        },
        ["/who"] = Who,
    };

    private readonly IReadOnlyDictionary<string, string> _headers = new Dictionary<string, string> { ["X-Frame-Options"] = "DENY" };

    public async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var response = new APIGatewayProxyResponse { StatusCode = 200 };
        if (!Routes.TryGetValue(request.Path, out var route))
        {
            response.StatusCode = 404;
            return response;
        }

        await route(request, response);
        foreach (var (name, value) in _headers)
        {
            response.Headers[name] = value;
        }

        response.Headers.Add("X-Request", context.AwsRequestId);
        return response;
    }

    private static Task Who(APIGatewayProxyRequest request, APIGatewayProxyResponse response)
    {
        response.Body = request.RequestContext.Identity.User;
        return Task.CompletedTask;
    }
}
