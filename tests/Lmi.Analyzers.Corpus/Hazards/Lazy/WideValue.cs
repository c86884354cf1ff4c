using System;
using System.Globalization;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.WideValue;

/// <summary>Double-checked locking of a value wider than a word: the first, unlocked read can see half of it.</summary>
public class Function
{
    private static readonly object s_gate = new();
    private static decimal? s_factor;
    private static string? s_name;
    private static DateTimeOffset s_epoch;
    private static DateTimeOffset s_guardedEpoch;

    public string Handle(ScheduledEvent evt, ILambdaContext context)
        => Factor().ToString(CultureInfo.InvariantCulture) + Name() + Epoch() + GuardedEpoch();

    private static decimal Factor()
    {
        if (s_factor == null) //! LMI1003 #factor
        {
            lock (s_gate)
            {
                s_factor ??= Compute(); //! LMI1003 #factor
            }
        }

        return s_factor.Value;
    }

    private static string Name()
    {
        if (s_name == null)
        {
            lock (s_gate)
            {
                s_name ??= Compute().ToString(CultureInfo.InvariantCulture);
            }
        }

        return s_name;
    }

    private static DateTimeOffset Epoch()
    {
        if (s_epoch == default) //! LMI1003 #epoch
        {
            lock (s_gate)
            {
                if (s_epoch == default)
                {
                    s_epoch = DateTimeOffset.UtcNow; //! LMI1003 #epoch
                }
            }
        }

        return s_epoch;
    }

    private static DateTimeOffset GuardedEpoch()
    {
        lock (s_gate)
        {
            if (s_guardedEpoch == default)
            {
                s_guardedEpoch = DateTimeOffset.UtcNow;
            }

            return s_guardedEpoch;
        }
    }

    private static decimal Compute() => Environment.TickCount64 / 3m;
}
