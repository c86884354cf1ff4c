using System;
using System.Collections.Immutable;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Clean.AtomicOperations;

/// <summary>Interlocked, Volatile and ImmutableInterlocked, with the compare-and-swap loop written out.</summary>
public static class Function
{
    private static long s_bytes;
    private static int s_paused;
    private static double s_peak;
    private static ImmutableDictionary<string, int> s_perShard = ImmutableDictionary<string, int>.Empty;
    private static ImmutableArray<string> s_names = [];
    private static ImmutableList<DateTime> s_ticks = [];
    private static string[] s_hosts = [];

    public static long Handle(KinesisEvent evt, ILambdaContext context)
    {
        if (Volatile.Read(ref s_paused) == 1)
        {
            return -1;
        }

        foreach (var record in evt.Records)
        {
            var bytes = record.Kinesis.Data.Length;
            Interlocked.Add(ref s_bytes, bytes);
            Peak(bytes);
            ImmutableInterlocked.AddOrUpdate(ref s_perShard, record.Kinesis.PartitionKey, 1, static (_, n) => n + 1);
            ImmutableInterlocked.Update(ref s_names, static (names, name) => names.Contains(name) ? names : names.Add(name), record.EventName);
            ImmutableInterlocked.Update(ref s_ticks, static ticks => ticks.Add(DateTime.UtcNow));
        }

        Volatile.Write(ref s_paused, Interlocked.Read(ref s_bytes) > 1_000_000_000 ? 1 : 0);
        Interlocked.Exchange(ref s_hosts, [Environment.MachineName]);
        return Interlocked.Read(ref s_bytes);
    }

    private static void Peak(double value)
    {
        var seen = Volatile.Read(ref s_peak);
        while (value > seen)
        {
            var before = Interlocked.CompareExchange(ref s_peak, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
