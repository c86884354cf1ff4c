using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.AsyncLazy;

/// <summary>An await between the check and the set: every first request fetches, and the last one wins.</summary>
public sealed class TokenSource
{
    private readonly Lazy<Task<string>> _safe = new(FetchAsync);
    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token;
    private Task<string>? _pending;
    private string? _guarded;

    public async Task<string> GetAsync()
    {
        if (_token == null) //! LMI1003 #token
        {
            _token = await FetchAsync(); //! LMI1003 #token
        }

        return _token + await _safe.Value;
    }

    public Task<string> PendingAsync() => _pending ??= FetchAsync(); //! LMI1003

    public async Task<string> GuardedAsync()
    {
        if (_guarded is { } ready)
        {
            return ready;
        }

        await _one.WaitAsync();
        try
        {
            return _guarded ??= await FetchAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task<string> FetchAsync()
    {
        await Task.Delay(10);
        return Guid.NewGuid().ToString("N");
    }
}

/// <summary>The first shape again, in a service of the request.</summary>
public sealed class RequestToken
{
    private string? _token;

    public async Task<string> GetAsync(TokenSource source) => _token ??= await source.GuardedAsync();
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<TokenSource>();
        builder.Services.AddScoped<RequestToken>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapGet("/token", async (TokenSource source, RequestToken own)
            => await source.GetAsync() + await source.PendingAsync() + await own.GetAsync(source));
        app.Run();
    }
}
