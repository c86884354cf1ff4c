using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Hazards.RefreshedTable;

public sealed class RateTable
{
    public Dictionary<string, decimal> Rates { get; } = new();
    public ConcurrentDictionary<string, decimal> SafeRates { get; } = new();
    public IReadOnlyDictionary<string, decimal> Swapped { get; set; } = new Dictionary<string, decimal>();
}

/// <summary>A background service changes a plain dictionary in place while requests read it.</summary>
public sealed class RateRefresher(RateTable table) : BackgroundService
{
    private readonly Dictionary<string, int> _own = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var fresh = new Dictionary<string, decimal>();
            foreach (var code in new[] { "EUR", "USD" })
            {
                var rate = await LoadAsync(code, stoppingToken);
                table.Rates[code] = rate; //! LMI1001
                table.SafeRates[code] = rate;
                fresh[code] = rate;
                _own[code] = _own.GetValueOrDefault(code) + 1;
            }

            table.Swapped = fresh;
            await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
        }
    }

    private static async Task<decimal> LoadAsync(string code, CancellationToken token)
    {
        await Task.Delay(code.Length, token);
        return 1.1m;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddSingleton<RateTable>();
        builder.Services.AddHostedService<RateRefresher>();
        var app = builder.Build();
        app.MapGet("/rates/{code}", (string code, RateTable table) =>
            table.Rates.GetValueOrDefault(code) + table.SafeRates.GetValueOrDefault(code) + table.Swapped.GetValueOrDefault(code));
        app.Run();
    }
}
