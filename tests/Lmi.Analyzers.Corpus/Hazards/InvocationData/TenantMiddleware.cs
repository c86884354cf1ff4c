using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.TenantMiddleware;

/// <summary>One singleton holds "the" tenant; the twins hold it in an AsyncLocal and in a service of the request.</summary>
public sealed class TenantHolder
{
    private static readonly AsyncLocal<string?> s_safe = new();

    public string Tenant { get; set; } = "";

    public string? SafeTenant
    {
        get => s_safe.Value;
        set => s_safe.Value = value;
    }
}

public sealed class RequestTenant
{
    public string Tenant { get; set; } = "";
}

public sealed class TenantMiddleware(RequestDelegate next, TenantHolder holder)
{
    private string? _lastPath;

    public async Task InvokeAsync(HttpContext context, RequestTenant own)
    {
        var tenant = context.Request.Headers["X-Tenant"].ToString();
        holder.Tenant = tenant; //! LMI1006
        holder.SafeTenant = tenant;
        own.Tenant = tenant;
        _lastPath = context.Request.Path.Value; //! LMI1006
        await next(context);
        context.Response.Headers["X-Path"] = _lastPath;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<TenantHolder>();
        builder.Services.AddScoped<RequestTenant>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.UseMiddleware<TenantMiddleware>();
        app.MapGet("/", (TenantHolder holder, RequestTenant own) => holder.Tenant + own.Tenant + holder.SafeTenant);
        app.Run();
    }
}
