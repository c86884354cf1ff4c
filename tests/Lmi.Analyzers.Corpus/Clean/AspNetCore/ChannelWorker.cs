using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.ChannelWorker;

public readonly record struct Click(string Page, string Visitor);

/// <summary>Requests write to a channel; one worker reads it, and only the worker touches the worker's own counts.</summary>
public sealed class ClickWorker(Channel<Click> channel) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var perPage = new Dictionary<string, int>();
        await foreach (var click in channel.Reader.ReadAllAsync(stoppingToken))
        {
            perPage[click.Page] = perPage.GetValueOrDefault(click.Page) + 1;
            if (perPage.Values.Sum() >= 1000)
            {
                await FlushAsync(perPage);
                perPage.Clear();
            }
        }
    }

    private static Task FlushAsync(Dictionary<string, int> counts) => Task.Delay(counts.Count);
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(Channel.CreateBounded<Click>(10_000));
        builder.Services.AddHostedService<ClickWorker>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapPost("/click", async (Click click, Channel<Click> channel, CancellationToken cancellation) =>
        {
            await channel.Writer.WriteAsync(click, cancellation);
            return Results.Accepted();
        });
        app.Run();
    }
}
