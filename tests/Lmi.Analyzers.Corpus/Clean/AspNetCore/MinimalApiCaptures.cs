using System;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.MinimalApiCaptures;

public record Basket(string Id, List<string> Lines);

/// <summary>What the endpoints capture is frozen, concurrent, counted atomically or kept under a lock.</summary>
public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();

        var prices = new Dictionary<string, decimal>();
        foreach (var pair in Environment.GetEnvironmentVariable("PRICES")?.Split(';') ?? [])
        {
            prices[pair.Split('=')[0]] = decimal.Parse(pair.Split('=')[1]);
        }

        var table = prices.ToFrozenDictionary();
        var baskets = new ConcurrentDictionary<string, Basket>();
        var requests = 0L;
        var gate = new object();
        var slowest = TimeSpan.Zero;
        var stage = "dev";
        stage = Environment.GetEnvironmentVariable("STAGE") ?? stage;

        app.MapGet("/price/{product}", (string product) =>
        {
            Interlocked.Increment(ref requests);
            return table.TryGetValue(product, out var price) ? Results.Ok(price) : Results.NotFound(stage);
        });

        app.MapPost("/baskets/{id}", (string id, string[] lines) =>
        {
            var basket = new Basket(id, []);
            basket.Lines.AddRange(lines);
            return baskets.TryAdd(id, basket) ? Results.Created($"/baskets/{id}", basket) : Results.Conflict();
        });

        app.MapGet("/slowest", (int ms) =>
        {
            var elapsed = TimeSpan.FromMilliseconds(ms);
            lock (gate)
            {
                if (elapsed > slowest)
                {
                    slowest = elapsed;
                }

                return slowest;
            }
        });

        app.Run();
    }
}
