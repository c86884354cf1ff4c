using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.ImmutableSwap;

public record Toggle(string Feature, bool On);

public sealed record Snapshot(DateTime Taken, int Features);

/// <summary>Immutable collections changed by compare-and-swap, and a reference swapped whole on purpose.</summary>
public class Function
{
    private static ImmutableHashSet<string> s_features = ImmutableHashSet<string>.Empty;
    private static ImmutableDictionary<string, int> s_changes = ImmutableDictionary<string, int>.Empty;
    private static ImmutableArray<string> s_history = [];
    private static volatile Snapshot s_snapshot = new(DateTime.MinValue, 0);
    private Snapshot _previous = new(DateTime.MinValue, 0);

    public async Task<int> Handle(Toggle toggle, ILambdaContext context)
    {
        ImmutableInterlocked.Update(ref s_features, static (set, t) => t.On ? set.Add(t.Feature) : set.Remove(t.Feature), toggle);
        ImmutableInterlocked.AddOrUpdate(ref s_changes, toggle.Feature, 1, static (_, n) => n + 1);
        ImmutableInterlocked.Update(ref s_history, static (h, f) => h.Length < 100 ? h.Add(f) : [f], toggle.Feature);
        await Task.Yield();

        var features = Volatile.Read(ref s_features);
        s_snapshot = new Snapshot(DateTime.UtcNow, features.Count);
        Volatile.Write(ref _previous, new Snapshot(DateTime.UtcNow, features.Count));
        var old = Interlocked.Exchange(ref _previous, s_snapshot);
        return old.Features + Remove("legacy");
    }

    private static int Remove(string feature)
    {
        while (true)
        {
            var before = Volatile.Read(ref s_changes);
            if (!before.ContainsKey(feature))
            {
                return before.Count;
            }

            var after = before.Remove(feature);
            if (Interlocked.CompareExchange(ref s_changes, after, before) == before)
            {
                return after.Count;
            }
        }
    }
}
