using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.ScheduledSweep;

/// <summary>A deadline of its own for each call: the token source, the timer and the tally belong to the invocation.</summary>
public class Function
{
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    public async Task<int> Handle(ScheduledEvent evt, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource();
        var left = context.RemainingTime - Reserve;
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);

        var tally = new Tally();
        try
        {
            foreach (var region in Regions(evt))
            {
                await SweepAsync(region, tally, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            tally.Interrupted = true;
        }

        return tally.Interrupted ? -tally.Removed : tally.Removed;
    }

    private static IEnumerable<string> Regions(ScheduledEvent evt)
    {
        yield return evt.Region;
        foreach (var resource in evt.Resources)
        {
            yield return resource;
        }
    }

    private static async Task SweepAsync(string region, Tally tally, CancellationToken token)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
        linked.CancelAfter(500);
        await Task.Delay(region.Length, linked.Token);
        tally.Removed++;
    }

    private sealed class Tally
    {
        public int Removed;
        public bool Interrupted;
    }
}
