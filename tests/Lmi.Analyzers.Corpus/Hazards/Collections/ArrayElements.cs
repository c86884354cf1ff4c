using System;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Hazards.ArrayElements;

/// <summary>Elements of shared arrays: written, counted up, sorted in place. The twins count atomically, or on arrays of their own.</summary>
public class Function
{
    private static readonly int[] s_perHour = new int[24];
    private static readonly int[] s_perMinute = new int[60];
    private readonly string[,] _grid = new string[8, 8];
    private readonly long[] _latencies = new long[128];

    public int Handle(KinesisEvent evt, ILambdaContext context)
    {
        var perDay = new int[7];
        foreach (var record in evt.Records)
        {
            var at = record.Kinesis.ApproximateArrivalTimestamp;
            s_perHour[at.Hour]++; //! LMI1001
            Interlocked.Increment(ref s_perMinute[at.Minute]);
            perDay[(int)at.DayOfWeek]++;
            Place(at.Day % 8, record.EventName);
        }

        Array.Sort(perDay);
        return perDay[^1] + Percentile();
    }

    private void Place(int row, string name)
    {
        _grid[row, name.Length % 8] = name; //! LMI1001
    }

    private int Percentile()
    {
        var copy = (long[])_latencies.Clone();
        Array.Sort(copy);
        Array.Reverse(_latencies); //! LMI1001
        return (int)copy[64];
    }
}
