using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.PermitsOfMany;

public sealed class Gates
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    public async Task<IDisposable> LockAsync(string key)
    {
        var gate = _gates.GetOrAdd(key, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync();
        return new Turn(gate);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

/// <summary>A permit of a rate limiter holds nobody back who gets one too, and the lock of one customer is not the lock of all.</summary>
public class Checkout
{
    private readonly FixedWindowRateLimiter _limiter = new(new FixedWindowRateLimiterOptions { PermitLimit = 100, Window = TimeSpan.FromSeconds(1) });
    private readonly Gates _gates = new();

    public async Task<bool> Handle(string customer, ILambdaContext context)
    {
        using var permit = await _limiter.AcquireAsync(1);
        if (!permit.IsAcquired)
        {
            return false;
        }

        using var turn = await _gates.LockAsync(customer);
        await Task.Delay(10);
        return true;
    }
}
