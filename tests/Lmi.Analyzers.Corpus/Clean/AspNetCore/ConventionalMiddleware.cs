using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.ConventionalMiddleware;

/// <summary>One object for all requests: it counts atomically, and keeps the tenant in an AsyncLocal and in the request's items.</summary>
public sealed class TenantMiddleware
{
    private static readonly AsyncLocal<string?> s_tenant = new();
    private readonly RequestDelegate _next;
    private readonly HashSet<string> _blocked;
    private int _inFlight;
    private long _milliseconds;

    public TenantMiddleware(RequestDelegate next)
    {
        _next = next;
        _blocked = [];
        _blocked.Add("none");
    }

    public static string? Current => s_tenant.Value;

    public async Task InvokeAsync(HttpContext context, RequestLog log)
    {
        var tenant = context.Request.Headers["X-Tenant"].ToString();
        if (_blocked.Contains(tenant))
        {
            context.Response.StatusCode = 403;
            return;
        }

        s_tenant.Value = tenant;
        context.Items["tenant"] = tenant;
        var watch = Stopwatch.StartNew();
        log.Started = Interlocked.Increment(ref _inFlight);
        log.Lines.Add(tenant);
        try
        {
            await _next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            Interlocked.Add(ref _milliseconds, watch.ElapsedMilliseconds);
        }
    }
}

/// <summary>Scoped: one for each request.</summary>
public sealed class RequestLog
{
    public int Started { get; set; }
    public List<string> Lines { get; } = [];
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddScoped<RequestLog>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, options =>
        {
            options.IncludeUnhandledExceptionDetailInResponse = true;
            options.PostMarshallRequestFeature = (feature, request, context) => feature.Path = feature.Path.ToLowerInvariant();
        });
        var app = builder.Build();
        app.UseMiddleware<TenantMiddleware>();
        app.MapGet("/tenant", () => TenantMiddleware.Current);
        app.Run();
    }
}
