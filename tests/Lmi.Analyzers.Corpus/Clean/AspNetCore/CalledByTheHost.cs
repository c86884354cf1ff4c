using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.AspNetCore.CalledByTheHost;

/// <summary>The framework asks a convention while it starts, and disposes of a background service when it stops: no invocation does.</summary>
public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddControllers(static o => o.Conventions.Add(new Named()));
        builder.Services.AddHostedService<Heartbeat>();
        var app = builder.Build();
        app.MapControllers();
        app.Run();
    }
}

public sealed class Named : IControllerModelConvention
{
    private readonly List<string> _seen = new();
    private int _count;

    public void Apply(ControllerModel controller)
    {
        _count++;
        _seen.Add(controller.ControllerName + _count);
    }
}

public sealed class Heartbeat : BackgroundService
{
    private bool _isGone;
    private int _closed;

    public bool IsGone => _isGone;

    public override void Dispose()
    {
        _isGone = true;
        _closed++;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(1000, stoppingToken);
        }
    }
}

[ApiController]
[Route("orders")]
public sealed class OrdersController : ControllerBase
{
    [HttpGet]
    public string Get() => "none";
}
