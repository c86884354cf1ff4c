using System.Diagnostics;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Corpus.Clean.HttpApiItems;

/// <summary>What belongs to a request goes into its items, not into fields of the function class.</summary>
public class LambdaEntryPoint : APIGatewayHttpApiV2ProxyFunction
{
    private const string Started = "started";

    public LambdaEntryPoint()
        : base(StartupMode.Constructor)
    {
        RegisterResponseContentEncodingForContentType("application/pdf", ResponseContentEncoding.Base64);
        IncludeUnhandledExceptionDetailInResponse = false;
    }

    protected override void Init(IWebHostBuilder builder)
    {
        builder.Configure(static app => app.Run(static async context =>
        {
            context.Response.StatusCode = 200;
            await context.Response.WriteAsync("hello " + context.Items["tenant"]);
        }));
    }

    public override async Task<APIGatewayHttpApiV2ProxyResponse> FunctionHandlerAsync(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext lambdaContext)
    {
        var watch = Stopwatch.StartNew();
        request.Headers[Started] = watch.ElapsedMilliseconds.ToString();
        var response = await base.FunctionHandlerAsync(request, lambdaContext) ?? new APIGatewayHttpApiV2ProxyResponse();
        response.Headers["Server-Timing"] = "total;dur=" + watch.ElapsedMilliseconds;
        return response;
    }

    protected override void PostMarshallItemsFeatureFeature(IItemsFeature aspNetCoreItemFeature, APIGatewayHttpApiV2ProxyRequest lambdaRequest, ILambdaContext lambdaContext)
    {
        aspNetCoreItemFeature.Items["tenant"] = lambdaRequest.RequestContext.DomainName;
        aspNetCoreItemFeature.Items["context"] = lambdaContext;
    }
}
