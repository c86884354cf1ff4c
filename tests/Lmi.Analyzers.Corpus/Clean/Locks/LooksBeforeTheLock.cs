using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.LooksBeforeTheLock;

public record Order(string Id, int Number, decimal Total);

public sealed class Routes
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<string, string> _map = new();
    public string Find(string path)
    {
        _lock.EnterReadLock();
        try { return Lookup(path); }
        finally { _lock.ExitReadLock(); }
    }
    private string Lookup(string path) => _map.TryGetValue(path, out var t) ? t : "";
    public void Set(string path, string target)
    {
        _lock.EnterWriteLock();
        try { _map[path] = target; }
        finally { _lock.ExitWriteLock(); }
    }
}

/// <summary>Reads without the lock that are right: of a reference or flag that is swapped whole, of an immutable value, a first look, in a constructor, under a read lock of the caller.</summary>
public class Function
{
    private readonly object _gate = new();
    private ImmutableList<string> _names = ImmutableList<string>.Empty;
    private Dictionary<string, int> _map = new();
    private readonly Queue<string> _pending = new();
    private readonly List<string> _log = new();
    private volatile int _version;
    private bool _ready;
    private string? _config;
    private long _interlocked;
    private static readonly Routes Routes = new();
    private readonly Dictionary<string, int> _loaded = new();

    public Function()
    {
        _loaded["x"] = 1;
        _log.Add("start");
    }

    public int Handle(Order order, ILambdaContext context)
    {
        if (_config == null)
        {
            lock (_gate)
            {
                if (_config == null) _config = Environment.GetEnvironmentVariable("X") ?? "";
            }
        }
        if (_pending.Count == 0 && order.Number == 0) return 0;
        lock (_gate)
        {
            _names = _names.Add(order.Id);
            var copy = new Dictionary<string, int>(_map) { [order.Id] = 1 };
            _map = copy;
            _version++;
            _ready = true;
            if (_pending.Count == 0) _pending.Enqueue(order.Id);
            var log = _log;
            log.Add(order.Id);
            Locked();
        }
        Interlocked.Increment(ref _interlocked);
        Routes.Set("a", Routes.Find("b"));
        var items = _log;
        lock (_gate) { foreach (var i in items) context.Logger.LogLine(i); }
        return _names.Count + (_map.TryGetValue("x", out var n) ? n : 0) + _version + (int)_interlocked + _loaded.Count + (_log == null ? 1 : 0);
    }

    private void Locked()
    {
        _log.Add("x");
        foreach (var l in _log.Where(x => x.Length > _log.Count)) { _ = l; }
    }
}
