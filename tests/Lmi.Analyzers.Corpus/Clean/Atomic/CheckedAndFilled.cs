using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.CheckedAndFilled;

public record Order(string Id, int Number, decimal Total);
public record Profile(string Id, string Name);
public class Entry { public DateTime Expires { get; init; } public string Value { get; init; } = ""; }

/// <summary>A missing entry that everybody would fill with the same, one atomic step, one lock, a key of its own: none of these loses anything.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, Profile> Profiles = new();
    private static readonly ConcurrentDictionary<string, int> Counts = new();
    private static readonly ConcurrentDictionary<string, bool> Seen = new();
    private static readonly ConcurrentDictionary<string, Entry> Entries = new();
    private static readonly ConcurrentQueue<string> Queue = new();
    private static readonly object Gate = new();

    public async Task<int> Handle(Order order, ILambdaContext context)
    {
        await Fill(order.Id, context);
        await Fill2(order.Id);
        Const(order.Id);
        New(order.Id);
        Guarded(order.Id);
        Other(order.Id, "x");
        Own(order.Id);
        Upsert(order.Id, 4);
        Expire(order.Id);
        Trim(order.Id);
        Atomic(order.Id);
        Drain();
        return 1;
    }

    private static async Task<Profile> Fill(string id, ILambdaContext context)
    {
        if (!Profiles.TryGetValue(id, out var profile))
        {
            context.Logger.LogLine("miss");
            profile = await LoadAsync(id);
            Profiles[id] = profile;
        }

        return profile;
    }

    private static async Task<Profile> Fill2(string id)
    {
        if (Profiles.TryGetValue(id, out var profile)) return profile;
        var loaded = await LoadAsync(id).ConfigureAwait(false);
        Profiles[id] = loaded;
        return loaded;
    }

    private static Task<Profile> LoadAsync(string id) => Task.FromResult(new Profile(id, id));

    private static void Const(string id)
    {
        if (!Seen.ContainsKey(id)) Seen[id] = true;
    }

    private static void New(string id)
    {
        if (!Profiles.ContainsKey(id)) Profiles[id] = new Profile(id, id.ToUpperInvariant());
    }

    private static void Guarded(string id)
    {
        lock (Gate)
        {
            Counts.TryGetValue(id, out var n);
            Counts[id] = n + 1;
        }
    }

    private static void Other(string id, string other)
    {
        if (Counts.TryGetValue(id, out var n)) Counts[other] = n + 1;
    }

    private static void Own(string id)
    {
        var own = new ConcurrentDictionary<string, int>();
        own[id] = 1;
        own[id]++;
    }

    private static void Upsert(string id, int n)
    {
        if (Counts.ContainsKey(id)) Counts[id] = n;
        else Counts.TryAdd(id, n);
    }

    private static string? Expire(string id)
    {
        if (Entries.TryGetValue(id, out var e))
        {
            if (e.Expires > DateTime.UtcNow) return e.Value;
            Entries.TryRemove(id, out _);
        }

        return null;
    }

    private static void Trim(string id)
    {
        Queue.Enqueue(id);
        while (Queue.Count > 100) Queue.TryDequeue(out _);
    }

    private static void Atomic(string id)
    {
        if (Seen.TryAdd(id, true)) Console.WriteLine(id);
        if (Counts.TryGetValue(id, out var n)) Counts.TryUpdate(id, n + 1, n);
        var p = Profiles.GetOrAdd(id, static i => new Profile(i, i));
        Counts.AddOrUpdate(id, 1, (_, o) => o + 1);
        if (!Seen.ContainsKey(id)) Seen.TryAdd(id, true);
    }

    private static void Drain()
    {
        if (!Queue.IsEmpty && Queue.TryDequeue(out var x)) Console.WriteLine(x);
        while (Queue.TryDequeue(out var y)) Console.WriteLine(y);
    }
}
