using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.MarshallCallbacks;

/// <summary>The callbacks of the hosting options run for each request: they write to the request's features.</summary>
public static class Program
{
    private static int s_requests;

    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var trusted = new HashSet<string>();
        trusted.Add("internal.example");

        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, options =>
        {
            options.Serializer = new DefaultLambdaJsonSerializer();
            options.DefaultResponseContentEncoding = ResponseContentEncoding.Default;
            options.RegisterResponseContentEncodingForContentType("image/png", ResponseContentEncoding.Base64);
            trusted.Add(Environment.GetEnvironmentVariable("HOST") ?? "localhost");

            options.PostMarshallRequestFeature = (feature, request, context) =>
            {
                var number = Interlocked.Increment(ref s_requests);
                feature.Headers["X-Number"] = number.ToString();
                if (request is APIGatewayHttpApiV2ProxyRequest { RequestContext.DomainName: var domain } && trusted.Contains(domain))
                {
                    feature.Headers["X-Trusted"] = "true";
                }
            };
            options.PostMarshallItemsFeature = static (items, request, context) => items.Items["request-id"] = context.AwsRequestId;
        });

        var app = builder.Build();
        app.MapGet("/", () => s_requests);
        app.Run();
    }
}
