using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.FiltersPerRequest;

/// <summary>A filter that keeps its state in the request, and a scoped one that keeps it in itself.</summary>
public sealed class StampAttribute : ActionFilterAttribute
{
    public string Header { get; set; } = "X-Stamp";

    public override void OnActionExecuting(ActionExecutingContext context)
        => context.HttpContext.Items[this] = DateTime.UtcNow;

    public override void OnActionExecuted(ActionExecutedContext context)
    {
        if (context.HttpContext.Items[this] is DateTime started)
        {
            context.HttpContext.Response.Headers[Header] = (DateTime.UtcNow - started).ToString();
        }
    }
}

public sealed class AuditFilter : IAsyncActionFilter
{
    private int _arguments;
    private string? _user;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        _user = context.HttpContext.User.Identity?.Name;
        _arguments += context.ActionArguments.Count;
        var done = await next();
        done.HttpContext.Response.Headers["X-Audit"] = $"{_user}:{_arguments}";
    }
}

public sealed class PositiveAmount : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var amount = context.GetArgument<int>(0);
        if (amount <= 0)
        {
            return Results.BadRequest();
        }

        context.Arguments[0] = amount * 100;
        return await next(context);
    }
}

[Route("orders")]
[ServiceFilter(typeof(AuditFilter))]
public sealed class OrdersController : ControllerBase
{
    [HttpGet]
    [Stamp(Header = "X-Took")]
    public int Count() => 3;
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddScoped<AuditFilter>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/pay", (int amount) => amount).AddEndpointFilter<PositiveAmount>();
        app.Run();
    }
}
