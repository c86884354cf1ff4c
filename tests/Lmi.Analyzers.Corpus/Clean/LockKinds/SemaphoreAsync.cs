using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.SemaphoreAsync;

public sealed record Token(string Value, DateTimeOffset Expires);

/// <summary>A token is renewed by one caller at a time; the semaphore is released in finally, the state only touched between.</summary>
public sealed class TokenSource
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly List<DateTimeOffset> _renewals = [];
    private Token? _token;
    private int _failures;

    public async Task<Token> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is null || _token.Expires < DateTimeOffset.UtcNow)
            {
                _token = await RenewAsync(cancellationToken).ConfigureAwait(false);
                _renewals.Add(DateTimeOffset.UtcNow);
            }

            return _token;
        }
        catch (TimeoutException)
        {
            _failures++;
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<Token> RenewAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken).ConfigureAwait(false);
        return new Token(Guid.NewGuid().ToString(), DateTimeOffset.UtcNow.AddMinutes(10));
    }
}

public class Function
{
    private readonly TokenSource _tokens = new();

    public async Task<string> Handle(string resource, ILambdaContext context)
    {
        using var timeout = new CancellationTokenSource(context.RemainingTime);
        var token = await _tokens.GetAsync(timeout.Token);
        return resource + "?t=" + token.Value;
    }
}
