using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.TenantScope;

public interface ITenant
{
    string Name { get; }
}

/// <summary>Scoped: the middleware sets the tenant of its own request, and everybody in the request reads it.</summary>
public sealed class Tenant : ITenant
{
    public string Name { get; set; } = "";
    public Dictionary<string, string> Claims { get; } = [];
}

public sealed class TenantMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Tenant tenant)
    {
        tenant.Name = context.Request.Host.Host;
        foreach (var claim in context.User.Claims)
        {
            tenant.Claims[claim.Type] = claim.Value;
        }

        await next(context);
    }
}

public sealed class Greeter(ITenant tenant)
{
    private int _greetings;

    public string Greet(string who)
    {
        _greetings++;
        return $"{tenant.Name}: hello {who} ({_greetings})";
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddScoped<Tenant>();
        builder.Services.AddScoped<ITenant>(p => p.GetRequiredService<Tenant>());
        builder.Services.AddTransient<Greeter>();
        var app = builder.Build();
        app.UseMiddleware<TenantMiddleware>();
        app.MapGet("/greet/{who}", (string who, Greeter greeter) => greeter.Greet(who));
        app.Run();
    }
}
