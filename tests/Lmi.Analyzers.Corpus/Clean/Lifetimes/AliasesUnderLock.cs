using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.AliasesUnderLock;

/// <summary>Locks on `this` of a shared object, on the type, on the collection itself and its SyncRoot; what leaves the lock is a copy.</summary>
public sealed class Backlog
{
    private readonly List<string> _items = [];
    private int _added;

    public void Add(string item)
    {
        lock (this)
        {
            var items = _items;
            items.Add(item);
            ++_added;
        }
    }

    public List<string> Drain()
    {
        lock (this)
        {
            var drained = new List<string>(_items);
            _items.Clear();
            return drained;
        }
    }
}

public class Function
{
    private static readonly Backlog s_backlog = new();
    private static readonly Dictionary<string, int> s_counts = [];
    private static readonly ArrayList s_legacy = new();
    private static int s_batches;

    public async Task<int> Handle(SQSEvent batch, ILambdaContext context)
    {
        foreach (var record in batch.Records)
        {
            s_backlog.Add(record.Body);
            lock (s_counts)
            {
                s_counts[record.EventSource] = s_counts.TryGetValue(record.EventSource, out var n) ? n + 1 : 1;
            }
        }

        lock (s_legacy.SyncRoot)
        {
            s_legacy.Add(batch.Records.Count);
        }

        lock (typeof(Function))
        {
            s_batches++;
        }

        await Task.Yield();
        var drained = s_backlog.Drain();
        drained.Sort();
        drained.RemoveAll(static item => item.Length == 0);
        return drained.Count;
    }
}
