using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.ConfigurationRefresh;

public sealed record Settings(int Limit, ImmutableDictionary<string, string> Routes);

/// <summary>Swapped whole by the background: readers see the old settings or the new, each complete.</summary>
public sealed class SettingsHolder
{
    private volatile Settings _current = new(10, ImmutableDictionary<string, string>.Empty);

    public Settings Current => _current;

    public void Publish(Settings settings) => _current = settings;
}

public sealed class SettingsRefresher(SettingsHolder holder) : BackgroundService
{
    private int _rounds;
    private DateTime _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            _rounds++;
            _last = DateTime.UtcNow;
            var routes = new Dictionary<string, string>();
            routes["/"] = "home";
            routes["/at"] = _last.ToString("O");
            holder.Publish(new Settings(_rounds * 10, routes.ToImmutableDictionary()));
        }
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddSingleton<SettingsHolder>();
        builder.Services.AddHostedService<SettingsRefresher>();
        var app = builder.Build();
        app.MapGet("/limit", (SettingsHolder holder) => holder.Current.Limit);
        app.MapGet("/route", (string path, SettingsHolder holder) =>
        {
            var settings = holder.Current;
            return settings.Routes.TryGetValue(path, out var name) ? name : settings.Limit.ToString();
        });
        app.Run();
    }
}
