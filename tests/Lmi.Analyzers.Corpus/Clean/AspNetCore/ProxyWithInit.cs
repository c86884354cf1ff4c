using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.ProxyWithInit;

/// <summary>Fields are set by Init and PostCreateHost, which run once; the hooks of a request read them.</summary>
public class LambdaEntryPoint : APIGatewayProxyFunction
{
    private readonly Dictionary<string, string> _rewrites = [];
    private string _stage = "";
    private IHost? _host;
    private int _requests;

    protected override void Init(IWebHostBuilder builder)
    {
        _stage = Environment.GetEnvironmentVariable("STAGE") ?? "dev";
        _rewrites["/old"] = "/new";
        builder.UseSetting("stage", _stage);
    }

    protected override void Init(IHostBuilder builder) => _rewrites.Add("/older", "/new");

    protected override void PostCreateHost(IHost webHost) => _host = webHost;

    protected override void PostMarshallRequestFeature(IHttpRequestFeature aspNetCoreRequestFeature, APIGatewayProxyRequest lambdaRequest, ILambdaContext lambdaContext)
    {
        if (_rewrites.TryGetValue(aspNetCoreRequestFeature.Path, out var target))
        {
            aspNetCoreRequestFeature.Path = target;
        }

        aspNetCoreRequestFeature.Headers["X-Stage"] = _stage;
        aspNetCoreRequestFeature.Headers["X-Request"] = lambdaContext.AwsRequestId;
        Interlocked.Increment(ref _requests);
    }

    protected override void PostMarshallResponseFeature(IHttpResponseFeature aspNetCoreResponseFeature, APIGatewayProxyResponse lambdaResponse, ILambdaContext lambdaContext)
    {
        lambdaResponse.Headers["X-Host"] = _host == null ? "none" : _stage;
        lambdaResponse.Headers["X-Count"] = Volatile.Read(ref _requests).ToString();
    }
}
