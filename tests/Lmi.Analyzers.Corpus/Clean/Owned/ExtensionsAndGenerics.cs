using System;
using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;

namespace Corpus.Clean.ExtensionsAndGenerics;

public static class DictionaryExtensions
{
    /// <summary>Mutates its argument: right or wrong is decided by what the caller passes.</summary>
    public static void Accumulate<TKey>(this IDictionary<TKey, int> counts, TKey key, int by = 1)
        where TKey : notnull
    {
        counts.TryGetValue(key, out var old);
        counts[key] = old + by;
    }

    public static List<T> AddIf<T>(this List<T> list, T item, Func<T, bool> condition)
    {
        if (condition(item))
        {
            list.Add(item);
        }

        return list;
    }
}

public sealed class Accumulator<TKey, TValue>(Func<TValue, TValue, TValue> merge)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = [];

    public IReadOnlyDictionary<TKey, TValue> Values => _values;

    public void Add(TKey key, TValue value) => _values[key] = _values.TryGetValue(key, out var old) ? merge(old, value) : value;
}

/// <summary>Generic and extension mutators, called with locals only; the shared list is only read.</summary>
public class Function
{
    private static readonly List<string> Interesting = ["INSERT", "MODIFY"];

    public int Handle(DynamoDBEvent evt, ILambdaContext context)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<string>();
        var sizes = new Accumulator<string, long>(static (a, b) => a + b);
        foreach (var record in evt.Records)
        {
            counts.Accumulate(record.EventName);
            kept.AddIf(record.EventID, _ => Interesting.Contains(record.EventName)).AddIf("", static s => s.Length > 0);
            sizes.Add(record.EventName, record.Dynamodb.SizeBytes);
        }

        var copy = Interesting.ToList();
        copy.AddIf("REMOVE", static _ => true);
        copy.Sort();
        return counts.Count + kept.Count + copy.Count + (int)sizes.Values.Values.Sum();
    }
}
