using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.AuditChannel;

public sealed record AuditEntry(string Who, string What);

/// <summary>Requests write to a channel; one background reader has the plain collection to itself.</summary>
public sealed class AuditLog
{
    private readonly Channel<AuditEntry> _entries = Channel.CreateBounded<AuditEntry>(1000);

    public bool TryWrite(AuditEntry entry) => _entries.Writer.TryWrite(entry);

    public IAsyncEnumerable<AuditEntry> ReadAllAsync(CancellationToken token) => _entries.Reader.ReadAllAsync(token);
}

public sealed class AuditWriter(AuditLog log) : BackgroundService
{
    private readonly Dictionary<string, int> _byUser = [];
    private readonly List<AuditEntry> _batch = [];
    private int _flushed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var entry in log.ReadAllAsync(stoppingToken))
        {
            _byUser[entry.Who] = _byUser.GetValueOrDefault(entry.Who) + 1;
            _batch.Add(entry);
            if (_batch.Count == 100)
            {
                await FlushAsync();
            }
        }
    }

    private async Task FlushAsync()
    {
        await Task.Delay(1);
        _flushed += _batch.Count;
        _batch.Clear();
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddHostedService<AuditWriter>();
        var app = builder.Build();
        app.MapPost("/audit", (AuditEntry entry, AuditLog log) => log.TryWrite(entry));
        app.Run();
    }
}
