using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.MonitorEntered;

/// <summary>Monitor by hand: Enter with the flag, Enter before try, TryEnter as a condition, TryEnter with a timeout.</summary>
public sealed class Ledger
{
    private readonly object _sync = new();
    private readonly SortedDictionary<string, decimal> _balances = new(StringComparer.Ordinal);
    private int _skipped;

    public void Credit(string account, decimal amount)
    {
        var taken = false;
        try
        {
            Monitor.Enter(_sync, ref taken);
            _balances.TryGetValue(account, out var old);
            _balances[account] = old + amount;
        }
        finally
        {
            if (taken)
            {
                Monitor.Exit(_sync);
            }
        }
    }

    public decimal Total()
    {
        Monitor.Enter(_sync);
        try
        {
            var sum = 0m;
            foreach (var balance in _balances.Values)
            {
                sum += balance;
            }

            return sum;
        }
        finally
        {
            Monitor.Exit(_sync);
        }
    }

    public bool TryClose(string account)
    {
        if (Monitor.TryEnter(_sync, TimeSpan.FromMilliseconds(20)))
        {
            try
            {
                return _balances.Remove(account);
            }
            finally
            {
                Monitor.Exit(_sync);
            }
        }

        Interlocked.Increment(ref _skipped);
        return false;
    }

    public bool TryReset()
    {
        if (!Monitor.TryEnter(_sync))
        {
            return false;
        }

        try
        {
            _balances.Clear();
            return true;
        }
        finally
        {
            Monitor.Exit(_sync);
        }
    }
}

public class Function
{
    private static readonly Ledger Ledger = new();

    public decimal Handle(SQSEvent batch, ILambdaContext context)
    {
        foreach (var record in batch.Records)
        {
            if (record.Body == "close")
            {
                Ledger.TryClose(record.MessageId);
            }
            else if (record.Body == "reset")
            {
                Ledger.TryReset();
            }
            else
            {
                Ledger.Credit(record.MessageId, record.Body.Length);
            }
        }

        return Ledger.Total();
    }
}
