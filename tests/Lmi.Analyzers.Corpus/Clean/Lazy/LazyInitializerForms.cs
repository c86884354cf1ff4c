using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

namespace Corpus.Clean.LazyInitializerForms;

/// <summary>LazyInitializer with a lock object, for a reference and for a value with its flag.</summary>
public class Function
{
    private static Dictionary<DayOfWeek, string>? s_shifts;
    private static object? s_shiftsLock = new();
    private long _seed;
    private bool _seeded;
    private object? _seedLock;

    public string Handle(ScheduledEvent evt, ILambdaContext context)
    {
        var shifts = LazyInitializer.EnsureInitialized(ref s_shifts, ref s_shiftsLock, BuildShifts);
        var seed = LazyInitializer.EnsureInitialized(ref _seed, ref _seeded, ref _seedLock, () => Environment.TickCount64);
        return shifts.GetValueOrDefault(evt.Time.DayOfWeek, "none") + seed;
    }

    private static Dictionary<DayOfWeek, string> BuildShifts()
    {
        var shifts = new Dictionary<DayOfWeek, string>();
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            shifts[day] = day is DayOfWeek.Saturday or DayOfWeek.Sunday ? "weekend" : "week";
        }

        return shifts;
    }
}
