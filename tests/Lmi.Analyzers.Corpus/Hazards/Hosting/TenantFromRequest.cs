using System.Collections.Generic;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.TenantFromRequest;

/// <summary>A singleton that middleware fills from the request: the next request overwrites it.</summary>
public sealed class CurrentTenant
{
    public string Name { get; set; } = "";
    public ClaimsPrincipal? User { get; private set; }

    public void SignIn(ClaimsPrincipal user)
    {
        User = user; //! LMI1006
    }
}

/// <summary>The same, for each scope.</summary>
public sealed class ScopedTenant
{
    public string Name { get; set; } = "";
    public ClaimsPrincipal? User { get; private set; }

    public void SignIn(ClaimsPrincipal user) => User = user;
}

/// <summary>The same, in an AsyncLocal.</summary>
public sealed class AmbientTenant
{
    private readonly AsyncLocal<string?> _name = new();

    public string? Name
    {
        get => _name.Value;
        set => _name.Value = value;
    }
}

public sealed class TenantMiddleware(RequestDelegate next, CurrentTenant tenant, AmbientTenant ambient)
{
    private IHeaderDictionary? _headers;

    public async Task InvokeAsync(HttpContext context, ScopedTenant scoped)
    {
        tenant.Name = context.Request.Host.Host; //! LMI1006
        scoped.Name = context.Request.Host.Host;
        ambient.Name = context.Request.Host.Host;
        tenant.SignIn(context.User);
        scoped.SignIn(context.User);
        _headers = context.Request.Headers; //! LMI1006
        await next(context);
        context.Response.Headers["X-Count"] = _headers.Count.ToString();
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddSingleton<CurrentTenant>();
        builder.Services.AddSingleton<AmbientTenant>();
        builder.Services.AddScoped<ScopedTenant>();
        var app = builder.Build();
        app.UseMiddleware<TenantMiddleware>();
        app.MapGet("/", (CurrentTenant tenant, ScopedTenant scoped) => tenant.Name + scoped.Name);
        app.Run();
    }
}
