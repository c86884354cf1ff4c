using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.Services.AddScoped<Audit>();
builder.Services.AddScoped<Log>();
builder.Services.AddScoped<Painter>();
builder.Services.AddHostedService<Sweeper>();
builder.Services.AddControllers();
var app = builder.Build();
app.MapControllers();
app.Run();

public class Audit
{
    public List<string> Entries { get; } = new();
}

public class Log(Audit audit)
{
    public Task AddAsync()
    {
        audit.Entries.Add("painted");
        return Task.CompletedTask;
    }
}

/// <summary>Could be a hosted service, and is registered as none: each request has its own.</summary>
public class Painter(Log log) : BackgroundService
{
    private int _painted;

    public Task PaintAsync()
    {
        _painted++;
        return log.AddAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PaintAsync();
}

public class Sweeper : BackgroundService
{
    private static int s_swept;

    public static void Sweep() => {|LMI1002:s_swept++|};

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}

public class PaintController(Painter painter) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Post()
    {
        Sweeper.Sweep();
        await painter.PaintAsync();
        return Ok();
    }
}
