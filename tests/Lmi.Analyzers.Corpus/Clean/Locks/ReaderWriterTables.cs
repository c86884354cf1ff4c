using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;

namespace Corpus.Clean.ReaderWriterTables;

public sealed class PriceTable : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.NoRecursion);
    private readonly Dictionary<string, decimal> _prices = [];
    private int _version;

    public bool TryGet(string article, out decimal price)
    {
        _lock.EnterReadLock();
        try
        {
            return _prices.TryGetValue(article, out price);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    public void Set(string article, decimal price)
    {
        _lock.EnterWriteLock();
        try
        {
            _prices[article] = price;
            _version++;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Reads first, and upgrades to the write lock only when something is missing.</summary>
    public decimal GetOrSet(string article, decimal fallback)
    {
        _lock.EnterUpgradeableReadLock();
        try
        {
            if (_prices.TryGetValue(article, out var price))
            {
                return price;
            }

            _lock.EnterWriteLock();
            try
            {
                _prices.Add(article, fallback);
                _version++;
                return fallback;
            }
            finally
            {
                _lock.ExitWriteLock();
            }
        }
        finally
        {
            _lock.ExitUpgradeableReadLock();
        }
    }

    public void Dispose() => _lock.Dispose();
}

/// <summary>The read lock for reads, the write lock for every write.</summary>
public class Function
{
    private static readonly PriceTable Table = new();

    public decimal Handle(string article, ILambdaContext context)
    {
        if (!Table.TryGet(article, out var price))
        {
            price = Table.GetOrSet(article, article.Length);
        }

        Table.Set(article + "/seen", price);
        return price;
    }
}
