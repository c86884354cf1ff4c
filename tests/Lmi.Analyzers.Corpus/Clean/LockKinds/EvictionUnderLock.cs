using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace Corpus.Clean.EvictionUnderLock;

public record Lookup(string Key, string? Value);

/// <summary>Private helpers, a nested class and a local function that are only ever called while the lock is held.</summary>
public sealed class LeastRecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly object _sync = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _nodes = [];
    private readonly LinkedList<Entry> _order = new();
    private int _evicted;

    public bool TryGet(TKey key, out TValue? value)
    {
        lock (_sync)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                Touch(node);
                value = node.Value.Value;
                return true;
            }

            value = default;
            return false;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_sync)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                node.Value.Value = value;
                Touch(node);
                return;
            }

            AddNode(key, value);
            Trim();

            void Trim()
            {
                while (_order.Count > capacity)
                {
                    EvictOldest();
                }
            }
        }
    }

    private void AddNode(TKey key, TValue value) => _nodes[key] = _order.AddFirst(new Entry(key, value));

    private void Touch(LinkedListNode<Entry> node)
    {
        _order.Remove(node);
        _order.AddFirst(node);
    }

    private void EvictOldest()
    {
        var last = _order.Last!;
        _order.RemoveLast();
        _nodes.Remove(last.Value.Key);
        _evicted++;
    }

    private sealed class Entry(TKey key, TValue value)
    {
        public TKey Key { get; } = key;
        public TValue Value { get; set; } = value;
    }
}

public class Function
{
    private static readonly LeastRecentlyUsed<string, string> Cache = new(500);

    public string Handle(Lookup lookup, ILambdaContext context)
    {
        if (lookup.Value != null)
        {
            Cache.Set(lookup.Key, lookup.Value);
        }

        return Cache.TryGet(lookup.Key, out var value) ? value! : "";
    }
}
