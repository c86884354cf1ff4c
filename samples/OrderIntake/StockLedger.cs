using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace OrderIntake;

/// <summary>What was reserved: the same kinds of state as OrderLedger, written right. Nothing is reported here.</summary>
public sealed class StockLedger
{
    private readonly object _gate = new();
    private readonly Dictionary<string, int> _bySku = new();
    private readonly ConcurrentDictionary<string, int> _reservations = new();
    private readonly ConcurrentQueue<string> _journal = new();
    private int _units;
    private decimal _weight;

    public int Units => Volatile.Read(ref _units);

    public void Reserve(string sku, int quantity)
    {
        // An atomic sum.
        Interlocked.Add(ref _units, quantity);

        // Wider than a word, and two pieces of state that change together: one lock, for the reads as well.
        lock (_gate)
        {
            _weight += quantity * 0.25m;
            _bySku[sku] = _bySku.GetValueOrDefault(sku) + quantity;
        }

        // A concurrent collection, updated in one step.
        _reservations.AddOrUpdate(sku, 1, static (_, count) => count + 1);
        _journal.Enqueue($"{sku} {quantity}");
    }

    public decimal Weight()
    {
        lock (_gate)
        {
            return _weight;
        }
    }
}
