using System;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.QueuedWork;

public static class Hosting
{
    public static void Configure(IServiceCollection services)
    {
        services.AddControllers();
        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        services.AddSingleton<IWorkQueue, WorkQueue>();
        services.AddHostedService<QueuedService>();
    }
}

/// <summary>Work that requests hand to a queue, from which one service takes it, one after the other.</summary>
[ApiController]
[Route("reports")]
public class ReportsController(IWorkQueue queue) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Post(string title)
    {
        await queue.EnqueueAsync(async cancellationToken =>
        {
            await System.IO.File.WriteAllTextAsync("/tmp/report.html", title, cancellationToken);
            System.IO.File.Move("/tmp/report.html", $"/mnt/reports/{title}.html", overwrite: true);
        });
        return Accepted();
    }
}

public interface IWorkQueue
{
    ValueTask EnqueueAsync(Func<CancellationToken, Task> work);

    ValueTask<Func<CancellationToken, Task>> DequeueAsync(CancellationToken cancellationToken);
}

public sealed class WorkQueue : IWorkQueue
{
    private readonly Channel<Func<CancellationToken, Task>> _work = Channel.CreateBounded<Func<CancellationToken, Task>>(100);

    public async ValueTask EnqueueAsync(Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _work.Writer.WriteAsync(work);
    }

    public ValueTask<Func<CancellationToken, Task>> DequeueAsync(CancellationToken cancellationToken) => _work.Reader.ReadAsync(cancellationToken);
}

public sealed class QueuedService(IWorkQueue queue) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var work = await queue.DequeueAsync(stoppingToken);
            await work(stoppingToken);
        }
    }
}
