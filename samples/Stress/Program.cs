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
        Console.WriteLine($"samples/OrderIntake: {warnings.Length} warnings ({string.Join(", ", warnings.CountBy(static w => w.Id).Select(static c => c.Key + ": " + c.Value))})");

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
        var after = applied == 0 ? before : Run(repaired);
        Print(before, after);

        var lostBefore = before.Rows.Sum(static r => r.Wrong);
        var lostAfter = after.Rows.Sum(static r => r.Wrong);
        Console.WriteLine();
        Console.WriteLine($"as it stands:    {Verdict(lostBefore)}");
        Console.WriteLine($"after the fixes: {Verdict(lostAfter)}");
        Console.WriteLine($"({watch.Elapsed.TotalSeconds:0} s)");
        return lostAfter == 0 ? 0 : 1;
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

    private static void Print(Tally before, Tally after)
    {
        Console.WriteLine($"{"",-58}{"as it stands",14}{"after the fixes",18}");
        foreach (var (first, second) in before.Rows.Zip(after.Rows))
        {
            Console.WriteLine($"{first.Name,-58}{first.Wrong,14:#,0}{second.Wrong,18:#,0}");
        }
    }

    private static string Verdict(long wrong) => wrong == 0 ? "nothing lost, nothing mixed up" : "LOST OR MIXED UP";
}
