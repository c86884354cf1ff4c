using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.WarmupThenRead;

/// <summary>Filled by StartAsync, before the first request; read-only from then on.</summary>
public sealed class Catalog
{
    private readonly Dictionary<string, int> _stock = [];
    private bool _loaded;

    public int this[string article] => _loaded && _stock.TryGetValue(article, out var stock) ? stock : 0;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await Task.Delay(5, cancellation);
        _stock["bolt"] = 400;
        _stock["nut"] = 380;
        _loaded = true;
    }
}

public sealed class CatalogWarmup(Catalog catalog) : IHostedService
{
    private int _attempts;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _attempts++;
        await catalog.LoadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<Catalog>();
        builder.Services.AddHostedService<CatalogWarmup>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapGet("/stock/{article}", (string article, Catalog catalog) => catalog[article]);
        app.Run();
    }
}
