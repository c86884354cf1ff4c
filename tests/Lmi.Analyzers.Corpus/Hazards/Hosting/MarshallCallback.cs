using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.MarshallCallback;

/// <summary>The callbacks of the hosting options run for each request, the configuration around them once.</summary>
public static class Program
{
    private static ILambdaContext? s_context;
    private static readonly AsyncLocal<ILambdaContext?> Ambient = new();

    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var seen = new List<string>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, options =>
        {
            seen.Add("configured");
            options.IncludeUnhandledExceptionDetailInResponse = true;
            options.PostMarshallRequestFeature = (feature, request, context) =>
            {
                s_context = context; //! LMI1006
                Ambient.Value = context;
                feature.Headers["X-Request"] = context.AwsRequestId;
            };
            options.PostMarshallItemsFeature = (items, request, context) =>
            {
                seen.Add(context.AwsRequestId); //! LMI1001
                items.Items["id"] = context.AwsRequestId;
            };
        });
        var app = builder.Build();
        app.MapGet("/", () => s_context?.AwsRequestId + Ambient.Value?.AwsRequestId);
        app.Run();
    }
}
