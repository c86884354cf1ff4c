// stand-in for the package Amazon.Lambda.AspNetCoreServer: its names and signatures, no behaviour.
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.ApplicationLoadBalancerEvents;
using Amazon.Lambda.AspNetCoreServer.Internal;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Hosting;

namespace Amazon.Lambda.AspNetCoreServer.Internal
{
    public class InvokeFeatures : FeatureCollection
    {
    }
}

namespace Amazon.Lambda.AspNetCoreServer
{
    public enum StartupMode
    {
        Constructor,
        FirstRequest,
    }

    public enum ResponseContentEncoding
    {
        Default = 0,
        Base64,
    }

    public abstract class AbstractAspNetCoreFunction
    {
        public const string LAMBDA_CONTEXT = "LambdaContext";
        public const string LAMBDA_REQUEST_OBJECT = "LambdaRequestObject";
    }

    public abstract class AbstractAspNetCoreFunction<TREQUEST, TRESPONSE> : AbstractAspNetCoreFunction
    {
        protected AbstractAspNetCoreFunction()
        {
        }

        protected AbstractAspNetCoreFunction(StartupMode startupMode)
        {
        }

        protected AbstractAspNetCoreFunction(IServiceProvider hostedServices)
        {
        }

        public ResponseContentEncoding DefaultResponseContentEncoding { get; set; } = ResponseContentEncoding.Default;
        public bool IncludeUnhandledExceptionDetailInResponse { get; set; }
        public virtual bool EnableResponseStreaming { get; set; }

        public void RegisterResponseContentEncodingForContentType(string contentType, ResponseContentEncoding encoding)
        {
        }

        public virtual Task<TRESPONSE> FunctionHandlerAsync(TREQUEST request, ILambdaContext lambdaContext) => Task.FromResult<TRESPONSE>(default!);

        protected void Start()
        {
        }

        protected virtual void Init(IWebHostBuilder builder)
        {
        }

        protected virtual void Init(IHostBuilder builder)
        {
        }

        protected virtual IHostBuilder CreateHostBuilder() => new HostBuilder();

        protected virtual IEnumerable<HttpRequestMessage> GetBeforeSnapshotRequests() => [];

        protected virtual void PostCreateHost(IHost webHost)
        {
        }

        protected virtual void PostMarshallItemsFeatureFeature(IItemsFeature aspNetCoreItemFeature, TREQUEST lambdaRequest, ILambdaContext lambdaContext)
        {
        }

        protected virtual void PostMarshallHttpAuthenticationFeature(IHttpAuthenticationFeature aspNetCoreHttpAuthenticationFeature, TREQUEST lambdaRequest, ILambdaContext lambdaContext)
        {
        }

        protected virtual void PostMarshallRequestFeature(IHttpRequestFeature aspNetCoreRequestFeature, TREQUEST lambdaRequest, ILambdaContext lambdaContext)
        {
        }

        protected virtual void PostMarshallConnectionFeature(IHttpConnectionFeature aspNetCoreConnectionFeature, TREQUEST lambdaRequest, ILambdaContext lambdaContext)
        {
        }

        protected virtual void PostMarshallTlsConnectionFeature(ITlsConnectionFeature aspNetCoreConnectionFeature, TREQUEST lambdaRequest, ILambdaContext lambdaContext)
        {
        }

        protected virtual void PostMarshallResponseFeature(IHttpResponseFeature aspNetCoreResponseFeature, TRESPONSE lambdaResponse, ILambdaContext lambdaContext)
        {
        }

        protected abstract void MarshallRequest(InvokeFeatures features, TREQUEST lambdaRequest, ILambdaContext lambdaContext);

        protected abstract TRESPONSE MarshallResponse(IHttpResponseFeature responseFeatures, ILambdaContext lambdaContext, int statusCodeIfNotSet = 200);
    }

    public abstract class APIGatewayProxyFunction : AbstractAspNetCoreFunction<APIGatewayProxyRequest, APIGatewayProxyResponse>
    {
        protected APIGatewayProxyFunction()
        {
        }

        protected APIGatewayProxyFunction(StartupMode startupMode)
            : base(startupMode)
        {
        }

        protected APIGatewayProxyFunction(IServiceProvider hostedServices)
            : base(hostedServices)
        {
        }

        protected override void MarshallRequest(InvokeFeatures features, APIGatewayProxyRequest apiGatewayRequest, ILambdaContext lambdaContext)
        {
        }

        protected override APIGatewayProxyResponse MarshallResponse(IHttpResponseFeature responseFeatures, ILambdaContext lambdaContext, int statusCodeIfNotSet = 200) => new();

        protected virtual string ParseHttpPath(APIGatewayProxyRequest apiGatewayRequest) => apiGatewayRequest.Path;

        protected virtual string ParseHttpMethod(APIGatewayProxyRequest apiGatewayRequest) => apiGatewayRequest.HttpMethod;
    }

    public abstract class APIGatewayProxyFunction<TStartup> : APIGatewayProxyFunction
        where TStartup : class
    {
        protected APIGatewayProxyFunction()
        {
        }

        protected APIGatewayProxyFunction(StartupMode startupMode)
            : base(startupMode)
        {
        }

        protected override void Init(IWebHostBuilder builder)
        {
        }
    }

    public abstract class APIGatewayWebsocketApiProxyFunction : APIGatewayProxyFunction
    {
    }

    public abstract class APIGatewayWebsocketApiProxyFunction<TStartup> : APIGatewayWebsocketApiProxyFunction
        where TStartup : class
    {
        protected override void Init(IWebHostBuilder builder)
        {
        }
    }

    public abstract class APIGatewayHttpApiV2ProxyFunction : AbstractAspNetCoreFunction<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>
    {
        protected APIGatewayHttpApiV2ProxyFunction()
        {
        }

        protected APIGatewayHttpApiV2ProxyFunction(StartupMode startupMode)
            : base(startupMode)
        {
        }

        protected override void MarshallRequest(InvokeFeatures features, APIGatewayHttpApiV2ProxyRequest apiGatewayRequest, ILambdaContext lambdaContext)
        {
        }

        protected override APIGatewayHttpApiV2ProxyResponse MarshallResponse(IHttpResponseFeature responseFeatures, ILambdaContext lambdaContext, int statusCodeIfNotSet = 200) => new();
    }

    public abstract class APIGatewayHttpApiV2ProxyFunction<TStartup> : APIGatewayHttpApiV2ProxyFunction
        where TStartup : class
    {
        protected override void Init(IWebHostBuilder builder)
        {
        }
    }

    public abstract class ApplicationLoadBalancerFunction : AbstractAspNetCoreFunction<ApplicationLoadBalancerRequest, ApplicationLoadBalancerResponse>
    {
        protected override void MarshallRequest(InvokeFeatures features, ApplicationLoadBalancerRequest lambdaRequest, ILambdaContext lambdaContext)
        {
        }

        protected override ApplicationLoadBalancerResponse MarshallResponse(IHttpResponseFeature responseFeatures, ILambdaContext lambdaContext, int statusCodeIfNotSet = 200) => new();
    }

    public abstract class ApplicationLoadBalancerFunction<TStartup> : ApplicationLoadBalancerFunction
        where TStartup : class
    {
        protected override void Init(IWebHostBuilder builder)
        {
        }
    }
}
