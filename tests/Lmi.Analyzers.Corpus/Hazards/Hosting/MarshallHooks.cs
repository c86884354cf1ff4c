using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Corpus.Hazards.MarshallHooks;

/// <summary>The hooks of a request run concurrently on one function object; Init runs once on it.</summary>
public class LambdaEntryPoint : APIGatewayHttpApiV2ProxyFunction
{
    private readonly Dictionary<string, int> _paths = [];
    private readonly List<string> _hosts = [];
    private ILambdaContext? _context;
    private int _requests;
    private int _safeRequests;
    private string _stage = "";

    protected override void Init(IWebHostBuilder builder)
    {
        _stage = "prod";
        _hosts.Add("example.org");
        _paths["/"] = 0;
    }

    protected override void PostMarshallRequestFeature(IHttpRequestFeature aspNetCoreRequestFeature, APIGatewayHttpApiV2ProxyRequest lambdaRequest, ILambdaContext lambdaContext)
    {
        _context = lambdaContext; //! LMI1006
        _paths[lambdaRequest.RawPath] = 1; //! LMI1001
        aspNetCoreRequestFeature.Headers["X-Stage"] = _stage + _hosts.Count;
    }

    protected override void PostMarshallItemsFeatureFeature(IItemsFeature aspNetCoreItemFeature, APIGatewayHttpApiV2ProxyRequest lambdaRequest, ILambdaContext lambdaContext)
    {
        aspNetCoreItemFeature.Items["context"] = lambdaContext;
        Interlocked.Increment(ref _safeRequests);
    }

    public override async Task<APIGatewayHttpApiV2ProxyResponse> FunctionHandlerAsync(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext lambdaContext)
    {
        _requests += 1; //! LMI1002
        var response = await base.FunctionHandlerAsync(request, lambdaContext);
        response.Headers["X-Request"] = _context?.AwsRequestId ?? "";
        return response;
    }
}
