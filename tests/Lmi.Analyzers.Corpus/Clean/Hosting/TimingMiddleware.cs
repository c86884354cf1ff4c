using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.TimingMiddleware;

/// <summary>Conventional middleware is one object: what it keeps is set by the constructor or counted atomically.</summary>
public sealed class TimingMiddleware
{
    private readonly RequestDelegate _next;
    private readonly HashSet<string> _skip = [];
    private long _slow;

    public TimingMiddleware(RequestDelegate next)
    {
        _next = next;
        _skip.Add("/health");
    }

    public async Task InvokeAsync(HttpContext context)
    {
        if (_skip.Contains(context.Request.Path))
        {
            await _next(context);
            return;
        }

        var watch = Stopwatch.StartNew();
        context.Items["watch"] = watch;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Elapsed"] = watch.ElapsedMilliseconds.ToString();
            return Task.CompletedTask;
        });
        await _next(context);
        if (watch.ElapsedMilliseconds > 500)
        {
            Interlocked.Increment(ref _slow);
        }
    }
}

/// <summary>A factory-made middleware, registered as transient: an object for each request.</summary>
public sealed class AuditMiddleware : IMiddleware
{
    private string _path = "";
    private int _status;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        _path = context.Request.Path;
        await next(context);
        _status = context.Response.StatusCode;
        context.Items["audit"] = _path + _status;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
        builder.Services.AddTransient<AuditMiddleware>();
        var app = builder.Build();
        app.UseMiddleware<TimingMiddleware>();
        app.UseMiddleware<AuditMiddleware>();
        app.Run();
    }
}
