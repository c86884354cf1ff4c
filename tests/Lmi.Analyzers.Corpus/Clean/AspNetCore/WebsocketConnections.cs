using System.Collections.Concurrent;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Hosting;

namespace Corpus.Clean.WebsocketConnections;

/// <summary>Connections by id in a concurrent dictionary, each operation whole in itself.</summary>
public class SocketFunction : APIGatewayWebsocketApiProxyFunction
{
    private readonly ConcurrentDictionary<string, int> _messages = new();

    public override async Task<APIGatewayProxyResponse> FunctionHandlerAsync(APIGatewayProxyRequest request, ILambdaContext lambdaContext)
    {
        var id = request.RequestContext.ConnectionId;
        var path = ParseHttpPath(request);
        switch (path)
        {
            case "$connect":
                _messages.TryAdd(id, 0);
                break;
            case "$disconnect":
                _messages.TryRemove(id, out _);
                break;
            default:
                _messages.AddOrUpdate(id, 1, static (_, n) => n + 1);
                break;
        }

        var response = await base.FunctionHandlerAsync(request, lambdaContext);
        return response;
    }

    protected override void Init(IWebHostBuilder builder)
    {
    }

    protected override string ParseHttpPath(APIGatewayProxyRequest apiGatewayRequest)
    {
        var path = apiGatewayRequest.Path;
        if (path.Length == 0)
        {
            path = "$default";
        }

        return path;
    }
}
