using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.BackgroundRefresh;

/// <summary>Rates are swapped whole, behind a volatile field; requests take one snapshot each.</summary>
public sealed class RateStore
{
    private volatile FrozenDictionary<string, decimal> _rates = FrozenDictionary<string, decimal>.Empty;

    public FrozenDictionary<string, decimal> Snapshot => _rates;

    public void Publish(IReadOnlyDictionary<string, decimal> rates) => _rates = rates.ToFrozenDictionary();
}

public sealed class RateRefresher(RateStore store) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        var round = 0;
        do
        {
            var rates = new Dictionary<string, decimal>();
            rates["EUR"] = 1m;
            rates["USD"] = 1.1m + round;
            store.Publish(rates);
            round++;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<RateStore>();
        builder.Services.AddHostedService<RateRefresher>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapGet("/rates/{currency}", (string currency, RateStore store) =>
        {
            var rates = store.Snapshot;
            return rates.TryGetValue(currency, out var rate) ? Results.Ok(rate) : Results.NotFound(rates.Count);
        });
        app.Run();
    }
}
