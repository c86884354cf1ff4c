using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.SharedFilters;

/// <summary>An attribute is one object for all requests of its action.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AuditAttribute : ActionFilterAttribute
{
    private string? _user;

    public string Category { get; set; } = "general";

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        _user = context.HttpContext.User.Identity?.Name; //! LMI1006
        context.HttpContext.Items["category"] = Category;
    }

    public override void OnActionExecuted(ActionExecutedContext context)
    {
        context.HttpContext.Items["audited"] = _user;
    }
}

/// <summary>Registered as a singleton, and used as a service filter.</summary>
public sealed class RejectionFilter : IAsyncActionFilter
{
    private readonly List<string> _rejected = [];
    private readonly List<string> _guarded = [];

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        if (!context.ModelState.IsValid)
        {
            _rejected.Add(context.HttpContext.TraceIdentifier); //! LMI1001
            lock (_guarded)
            {
                _guarded.Add(context.HttpContext.TraceIdentifier);
            }

            context.Result = new BadRequestResult();
            return;
        }

        await next();
    }
}

/// <summary>The same shape, made for each request.</summary>
public sealed class TraceFilter : IAsyncActionFilter
{
    private readonly List<string> _seen = [];

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        _seen.Add(context.HttpContext.TraceIdentifier);
        await next();
    }
}

[ApiController]
[Audit(Category = "payments")]
public class PaymentsController : ControllerBase
{
    [HttpGet("/payments")]
    [ServiceFilter(typeof(RejectionFilter))]
    [ServiceFilter(typeof(TraceFilter))]
    public int Get() => 1;
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
        builder.Services.AddSingleton<RejectionFilter>();
        builder.Services.AddTransient<TraceFilter>();
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();
    }
}
