using System;
using System.Collections.Generic;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Clean.ScratchInParameters;

/// <summary>ref, out and in parameters, tuples and buffers handed down a static call tree.</summary>
public static class Histogram
{
    public static void Fill(Span<int> buckets, IEnumerable<string> keys, ref int total, out string longest)
    {
        longest = "";
        foreach (var key in keys)
        {
            buckets[key.Length % buckets.Length]++;
            total++;
            longest = key.Length > longest.Length ? key : longest;
        }
    }

    public static (int Low, int High) Bounds(in ReadOnlySpan<int> buckets)
    {
        var bounds = (Low: int.MaxValue, High: int.MinValue);
        foreach (var bucket in buckets)
        {
            bounds.Low = Math.Min(bounds.Low, bucket);
            bounds.High = Math.Max(bounds.High, bucket);
        }

        return bounds;
    }

    public static void Swap<T>(T[] items, int a, int b) => (items[a], items[b]) = (items[b], items[a]);
}

public class Function
{
    public int Handle(KinesisEvent evt, ILambdaContext context)
    {
        Span<int> buckets = stackalloc int[8];
        var keys = new string[evt.Records.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = evt.Records[i].Kinesis.PartitionKey;
        }

        Array.Sort(keys);
        if (keys.Length > 1)
        {
            Histogram.Swap(keys, 0, 1);
        }

        var total = 0;
        Histogram.Fill(buckets, keys, ref total, out var longest);
        var (low, high) = Histogram.Bounds(buckets);
        return total + low + high + longest.Length;
    }
}
