using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Stress;

/// <summary>
/// Compiles samples/OrderIntake as it stands, runs its handler under 64 concurrent invocations, applies the code fixes to its sources in
/// memory, and runs the result in the same way. Nothing is written to disk.
/// </summary>
internal static class Program
{
    private const int Processes = 10;

    private static async Task<int> Main()
    {
        ThreadPool.SetMinThreads(ConcurrentLoad.Concurrency, ConcurrentLoad.Concurrency);
        var watch = Stopwatch.StartNew();
        var sample = Sample.Read();
        var warnings = await sample.WarningsAsync();
        Console.WriteLine($"samples/OrderIntake: {warnings.Length} warnings{string.Concat(warnings.CountBy(static w => w.Id).OrderBy(static c => c.Key).Select(static c => $", {c.Value} of {c.Key}"))}");

        var (repaired, applied) = await sample.RepairAsync();
        var left = await repaired.WarningsAsync();
        Console.WriteLine($"code fixes applied in memory: {applied}; warnings left: {left.Length}");
        foreach (var warning in left)
        {
            Console.WriteLine("  " + warning);
        }

        Console.WriteLine();
        Console.WriteLine($"{Processes} processes, each with {ConcurrentLoad.Concurrency} concurrent invocations and {ConcurrentLoad.Orders:#,0} orders:");
        Console.WriteLine();
        var before = Run(sample);
        if (applied == 0)
        {
            // The sample was repaired on disk, or nothing can be: there is one version to show.
            Print(("as it stands", before));
            Console.WriteLine($"({watch.Elapsed.TotalSeconds:0} s)");
            return before.Wrong == 0 ? 0 : 1;
        }

        var after = Run(repaired);
        Print(("as it stands", before), ("after the fixes", after));
        Console.WriteLine($"({watch.Elapsed.TotalSeconds:0} s)");
        return after.Wrong == 0 ? 0 : 1;
    }

    private static Tally Run(Sample sample)
    {
        var assembly = sample.Emit();
        var tally = new Tally();
        for (var i = 0; i < Processes; i++)
        {
            ConcurrentLoad.Run(assembly, tally);
        }

        return tally;
    }

    private static void Print(params (string Name, Tally Tally)[] versions)
    {
        Console.WriteLine($"{"",-58}{string.Concat(versions.Select(static v => $"{v.Name,18}"))}");
        for (var i = 0; i < versions[0].Tally.Rows.Count; i++)
        {
            Console.WriteLine($"{versions[0].Tally.Rows[i].Name,-58}{string.Concat(versions.Select(v => $"{v.Tally.Rows[i].Wrong,18:#,0}"))}");
        }

        Console.WriteLine();
        foreach (var (name, tally) in versions)
        {
            Console.WriteLine($"{name + ":",-17}{(tally.Wrong == 0 ? "nothing lost, nothing mixed up" : "LOST OR MIXED UP")}");
        }
    }
}
