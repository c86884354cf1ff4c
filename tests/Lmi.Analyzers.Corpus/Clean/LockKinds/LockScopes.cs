using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.LockScopes;

public record Ping(string Host, int Milliseconds);

/// <summary>System.Threading.Lock: the statement, a scope declaration, a scope statement, Enter and Exit.</summary>
public class Function
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _worst = [];
    private int _count;
    private long _sum;

    public async Task<double> Handle(Ping ping, ILambdaContext context)
    {
        Count(ping.Milliseconds);
        await Task.Yield();
        lock (_lock)
        {
            if (_worst.GetValueOrDefault(ping.Host) < ping.Milliseconds)
            {
                _worst[ping.Host] = ping.Milliseconds;
            }
        }

        return Average() + Forget(ping.Host);
    }

    private void Count(int milliseconds)
    {
        using var scope = _lock.EnterScope();
        _count++;
        _sum += milliseconds;
    }

    private double Average()
    {
        using (_lock.EnterScope())
        {
            return _count == 0 ? 0 : (double)_sum / _count;
        }
    }

    private int Forget(string host)
    {
        _lock.Enter();
        try
        {
            return _worst.Remove(host, out var worst) && worst > 1000 ? 1 : 0;
        }
        finally
        {
            _lock.Exit();
        }
    }
}
