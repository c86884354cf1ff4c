using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.StructsRefsSpans;

public struct Histogram
{
    public int Count;
    public long Sum;
    private readonly int[] _buckets;

    public Histogram(int size) => _buckets = new int[size];

    public void Observe(byte value)
    {
        Count++;
        Sum += value;
        _buckets[value % _buckets.Length]++;
    }

    public readonly int Top => Array.IndexOf(_buckets, Max(_buckets));

    private static int Max(ReadOnlySpan<int> values)
    {
        var max = int.MinValue;
        foreach (var value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}

/// <summary>Copies of shared structs, ref locals into local arrays, spans over rented buffers.</summary>
public static class Function
{
    private static readonly Histogram s_empty = default;
    private static readonly byte[] s_magic = [0x4c, 0x4d];

    public static async Task<string> Handle(Stream input, ILambdaContext context)
    {
        var rented = ArrayPool<byte>.Shared.Rent(8192);
        var copy = s_empty;
        copy.Count = 7;
        var histogram = new Histogram(16);
        try
        {
            int read;
            while ((read = await input.ReadAsync(rented)) > 0)
            {
                Observe(rented.AsSpan(0, read), ref histogram);
            }

            Array.Clear(rented, 0, 16);
            s_magic.CopyTo(rented.AsSpan());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return $"{histogram.Top} {copy.Count} {Count([1, 2, 2])}";
    }

    private static void Observe(Span<byte> bytes, ref Histogram histogram)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            ref var current = ref bytes[i];
            current ^= s_magic[i % 2];
            histogram.Observe(current);
        }
    }

    private static int Count(int[] values)
    {
        var counts = new Dictionary<int, int>();
        foreach (var value in values)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        }

        return counts.Count;
    }
}
