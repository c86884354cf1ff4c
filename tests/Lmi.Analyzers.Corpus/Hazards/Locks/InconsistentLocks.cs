using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.InconsistentLocks;

public record Order(string Id, int Number, decimal Total);

public sealed class Book
{
    private readonly Dictionary<string, decimal> _entries = new();
    private decimal _sum;
    public void Add(string id, decimal total) { _entries[id] = total; _sum += total; }
    public decimal Sum() => _sum; //! LMI1008
    public int Count() => _entries.Count; //! LMI1008
}

public sealed class Routes
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<string, string> _map = new();
    private long _hits;

    public string Find(string path)
    {
        _lock.EnterReadLock();
        try
        {
            _hits++; //! LMI1008
            return Lookup(path);
        }
        finally { _lock.ExitReadLock(); }
    }

    private string Lookup(string path) => _map.TryGetValue(path, out var t) ? t : "";

    public void Set(string path, string target)
    {
        _lock.EnterWriteLock();
        try { _map[path] = target; _hits = 0; }
        finally { _lock.ExitWriteLock(); }
    }

    public bool Has(string path) => _map.ContainsKey(path); //! LMI1008
}

/// <summary>Every state here is written under a lock by one member, and touched without it, or with another one, by the next.</summary>
public class Function
{
    private readonly object _gate = new();
    private readonly object _other = new();
    private readonly SemaphoreSlim _async = new(1, 1);
    private readonly List<string> _active = new();
    private readonly Dictionary<string, int> _hits = new();
    private readonly Queue<string> _waiting = new();
    private int _count;
    private decimal _total;
    private int _shared;
    private int _helped;
    private string _last = "";
    private bool _ready;
    private static readonly Routes Routes = new();
    private readonly object _bookLock = new();
    private readonly Book _book = new();

    public int Handle(Order order, ILambdaContext context)
    {
        lock (_gate)
        {
            _active.Add(order.Id);
            _hits[order.Id] = 1;
            _waiting.Enqueue(order.Id);
            _count++;
            _total += order.Total;
            _shared++;
            _ready = true;
            Bump();
        }
        lock (_bookLock) { _book.Add(order.Id, order.Total); }
        Routes.Set("a", Routes.Find("a"));
        if (_book.Sum() > 5 && _book.Count() > 4 && _ready) return 3;
        return Routes.Has("b") ? 1 : 0;
    }

    private void Bump() => _helped++; //! LMI1008

    public void Also(Order order, ILambdaContext context) => Bump();

    public string[] Snapshot(string x, ILambdaContext c) => _active.ToArray(); //! LMI1008
    public int Count(string x, ILambdaContext c) => _count; //! LMI1008
    public decimal Total(string x, ILambdaContext c) => _total; //! LMI1008
    public IReadOnlyList<string> Out(string x, ILambdaContext c) => _active; //! LMI1008

    public int Sum(string x, ILambdaContext c)
    {
        var sum = 0;
        foreach (var h in _hits) //! LMI1008
            sum += h.Value;
        return sum;
    }

    public void Other(string x, ILambdaContext c)
    {
        lock (_other)
        {
            _shared++; //! LMI1008
        }
    }

    public async Task Async(string x, ILambdaContext c)
    {
        await _async.WaitAsync();
        try { _waiting.Enqueue(x); } //! LMI1008
        finally { _async.Release(); }
    }

    public void Unlocked(string x, ILambdaContext c)
    {
        _active.Remove(x); //! LMI1008
        _count = 0; //! LMI1008
    }

    public void More(string x, ILambdaContext c)
    {
        lock (_gate) { _shared++; _waiting.Enqueue(x); }
    }
}
