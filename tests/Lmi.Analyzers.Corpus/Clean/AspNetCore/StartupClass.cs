using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.AspNetCoreServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.StartupClass;

public sealed class FeatureFlags
{
    public HashSet<string> Enabled { get; } = new(StringComparer.OrdinalIgnoreCase);
    public int Percentage { get; set; }
}

/// <summary>Configure and ConfigureServices run once. The middleware has a scoped service as a parameter of InvokeAsync.</summary>
public class Startup(IConfiguration configuration)
{
    private readonly FeatureFlags _flags = new();

    public void ConfigureServices(IServiceCollection services)
    {
        _flags.Percentage = configuration.GetValue("Percentage", 10);
        _flags.Enabled.Add("search");
        services.AddSingleton(_flags);
        services.AddScoped<Visit>();
    }

    public void Configure(IApplicationBuilder app)
    {
        _flags.Enabled.Add("export");
        app.UseMiddleware<VisitMiddleware>();
        app.Use(async (context, next) =>
        {
            context.Items["flags"] = _flags.Enabled.Count;
            await next(context);
        });
    }
}

public sealed class Visit
{
    public string Path { get; set; } = "";
    public int Steps { get; set; }
}

public sealed class VisitMiddleware(RequestDelegate next, FeatureFlags flags)
{
    public async Task InvokeAsync(HttpContext context, Visit visit)
    {
        visit.Path = context.Request.Path;
        visit.Steps++;
        if (flags.Enabled.Contains("search"))
        {
            visit.Steps += flags.Percentage;
        }

        await next(context);
    }
}

public class LambdaEntryPoint : ApplicationLoadBalancerFunction<Startup>
{
}
