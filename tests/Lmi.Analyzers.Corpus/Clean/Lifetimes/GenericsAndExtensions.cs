using System;
using System.Collections.Generic;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Clean.GenericsAndExtensions;

/// <summary>A generic pool of steps that is complete after construction; extension methods that change what they are given.</summary>
public abstract class Pipeline<TIn, TState>
    where TState : class, new()
{
    private readonly List<Action<TIn, TState>> _steps = [];

    protected Pipeline() => Compose();

    protected abstract void Define();

    protected void Step(Action<TIn, TState> step) => _steps.Add(step);

    public TState Run(TIn input)
    {
        var state = new TState();
        foreach (var step in _steps)
        {
            step(input, state);
        }

        return state;
    }

    private void Compose()
    {
        Step(static (_, _) => { });
        Define();
    }
}

public sealed class Tally
{
    public Dictionary<string, int> Words { get; } = [];
    public int Total { get; set; }
}

public sealed class WordPipeline : Pipeline<SNSEvent.SNSRecord, Tally>
{
    protected override void Define()
    {
        Step(static (record, tally) => tally.Words.Increment(record.Sns.Subject));
        Step(static (record, tally) => tally.Total += record.Sns.Message.Length);
    }
}

public static class DictionaryExtensions
{
    public static void Increment<TKey>(this IDictionary<TKey, int> counts, TKey key)
        where TKey : notnull
        => counts[key] = counts.TryGetValue(key, out var n) ? n + 1 : 1;

    public static void Swap<T>(this IList<T> list, int i, int j) => (list[i], list[j]) = (list[j], list[i]);
}

public class Function
{
    private static readonly WordPipeline Pipeline = new();

    public int Handle(SNSEvent evt, ILambdaContext context)
    {
        var totals = new int[evt.Records.Count + 1];
        for (var i = 0; i < evt.Records.Count; i++)
        {
            var tally = Pipeline.Run(evt.Records[i]);
            tally.Words.Increment("records");
            totals[i] = tally.Total;
        }

        totals.Swap(0, totals.Length - 1);
        Array.Sort(totals);
        return totals[^1];
    }
}
