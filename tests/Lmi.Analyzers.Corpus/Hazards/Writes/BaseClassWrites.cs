using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Corpus.Hazards.BaseClassWrites;

/// <summary>The hooks of an ASP.NET Core function run for every request, on the one function object and its base.</summary>
public abstract class MeteredFunction : APIGatewayHttpApiV2ProxyFunction
{
    protected int Marshalled;
    private int _safeMarshalled;
    private TimeSpan _slowest;

    protected override void PostMarshallRequestFeature(IHttpRequestFeature aspNetCoreRequestFeature, APIGatewayHttpApiV2ProxyRequest lambdaRequest, ILambdaContext lambdaContext)
    {
        aspNetCoreRequestFeature.Path = aspNetCoreRequestFeature.Path.TrimEnd('/');
        Interlocked.Increment(ref _safeMarshalled);
        Measure(TimeSpan.FromTicks(Environment.TickCount64 % 7));
    }

    private void Measure(TimeSpan took)
    {
        if (took > _slowest)
        {
            _slowest = took; //! LMI1002
        }
    }
}

public class EntryPoint : MeteredFunction
{
    private bool _initialized;

    public override async Task<APIGatewayHttpApiV2ProxyResponse> FunctionHandlerAsync(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext lambdaContext)
    {
        var response = await base.FunctionHandlerAsync(request, lambdaContext);
        response.StatusCode += _initialized ? 0 : 1;
        Marshalled++; //! LMI1002
        return response;
    }

    protected override void PostCreateHost(Microsoft.Extensions.Hosting.IHost webHost)
    {
        _initialized = true;
        Marshalled = 0;
    }
}
