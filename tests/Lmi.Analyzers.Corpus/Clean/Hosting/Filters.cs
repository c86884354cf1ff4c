using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.Filters;

/// <summary>Filters that keep nothing of a request: they write to its context only.</summary>
public sealed class ApiKeyFilter : IEndpointFilter
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _rejected;

    public ApiKeyFilter()
    {
        foreach (var key in (Environment.GetEnvironmentVariable("KEYS") ?? "").Split(','))
        {
            _keys.Add(key);
        }
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var key = context.HttpContext.Request.Headers["X-Key"].ToString();
        if (!_keys.Contains(key))
        {
            Interlocked.Increment(ref _rejected);
            return Results.Unauthorized();
        }

        context.HttpContext.Items["key"] = key;
        if (context.Arguments.Count > 0 && context.Arguments[0] is string text)
        {
            context.Arguments[0] = text.Trim();
        }

        return await next(context);
    }
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CultureFilterAttribute : ActionFilterAttribute
{
    public string Default { get; set; } = "en";

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        var culture = context.HttpContext.Request.Query["culture"].ToString();
        if (culture.Length == 0)
        {
            culture = Default;
        }

        context.ActionArguments["culture"] = culture;
    }
}

[CultureFilter(Default = "de")]
public class TextsController : Controller
{
    public IActionResult Index(string culture)
    {
        ViewData["culture"] = culture;
        return Ok(culture);
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapGet("/upper/{text}", (string text) => text.ToUpperInvariant()).AddEndpointFilter<ApiKeyFilter>();
        app.MapGet("/lower/{text}", (string text) => text).AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            return result is string s ? s.ToLowerInvariant() : result;
        });
        app.MapControllers();
        app.Run();
    }
}
