using System;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;

namespace WebApi;

/// <summary>Conventional middleware: one object for all requests.</summary>
public class TraceMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["X-Trace"] = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"); // LMI4002: never set on Managed Instances
        context.Response.Headers["X-Trace-Now"] = LambdaTraceProvider.CurrentTraceId;
        await next(context);
    }
}
