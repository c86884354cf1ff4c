using System;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Hazards.OutRefDeconstruction;

/// <summary>Writes without an equals sign in front: out and ref arguments, deconstruction, ref locals, swaps.</summary>
public class Function
{
    private static int s_threads;
    private static int s_ports;
    private static int s_low;
    private static int s_high = 10;
    private static long s_ticks;
    private int _generation;
    private int _minimum = int.MaxValue;

    public int Handle(KinesisEvent evt, ILambdaContext context)
    {
        var generation = 0;
        Bump(ref generation);
        Bump(ref _generation); //! LMI1002
        ThreadPool.GetAvailableThreads(out s_threads, out s_ports); //! LMI1002
        ThreadPool.GetAvailableThreads(out var threads, out var ports);
        Swap();
        Tick();
        return generation + threads + ports + Smallest(evt.Records.Count);
    }

    private static void Bump(ref int value) => value++;

    private static void Swap()
    {
        var (low, high) = (s_low, s_high);
        (low, high) = (high, low);
        (s_low, s_high) = (high, low); //! LMI1002
    }

    private static void Tick()
    {
        ref var ticks = ref s_ticks;
        ticks++; //! LMI1002
        var local = 0L;
        ref var mine = ref local;
        mine++;
    }

    private int Smallest(int count)
    {
        int seen;
        while (count < (seen = Volatile.Read(ref _minimum)))
        {
            Interlocked.CompareExchange(ref _minimum, count, seen);
        }

        return seen;
    }
}
