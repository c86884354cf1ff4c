using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Threading;
using System.Threading.Tasks;

namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>Runs rounds of concurrent invocations of a compiled case and says what went wrong in the first one that failed.</summary>
internal static class ConcurrentRounds
{
    public const int Concurrency = 64;

    /// <summary>Enough for a loaded machine: code with a race and a window fails in the first rounds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>A round takes milliseconds; code that has not ended after this long never will.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private const int InvocationsPerCaller = 5;

    /// <summary>How many rounds fixed code has to pass when the unfixed code failed in this one.</summary>
    public static int AfterFailing(int round) => 4 + 2 * round;

    /// <summary>The number of rounds run, and what went wrong in the last of them: null when none failed.</summary>
    public static (int Rounds, string? Problem) UntilOneFails(CompiledCase compiled, int rounds = int.MaxValue)
    {
        var elapsed = Stopwatch.StartNew();
        for (var round = 1; ; round++)
        {
            var problem = Round(compiled);
            if (problem != null || round == rounds || rounds == int.MaxValue && elapsed.Elapsed > s_patience)
            {
                return (round, problem);
            }
        }
    }

    private static string? Round(CompiledCase compiled)
    {
        Directory.CreateDirectory(compiled.TempDirectory);
        var process = new AssemblyLoadContext("process", isCollectible: true);
        process.Resolving += ExpensiveLibrary.Resolve;
        try
        {
            var type = process.LoadFromStream(new MemoryStream(compiled.Assembly)).GetType("Case", throwOnError: true)!;
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            var (invoke, check) = (Invocation(type), type.GetMethod("Check")!.CreateDelegate<Func<int, string?>>());
            var perCaller = (int?)type.GetField("PerCaller")?.GetRawConstantValue() ?? InvocationsPerCaller;
            return Invoke(invoke, perCaller) ?? Check(check, Concurrency * perCaller);
        }
        finally
        {
            process.Unload();
            Directory.Delete(compiled.TempDirectory, recursive: true);
        }
    }

    private static string? Check(Func<int, string?> check, int invocations)
    {
        try
        {
            return check(invocations);
        }
        catch (Exception e)
        {
            return "Check threw " + e;
        }
    }

    private static Func<int, Task> Invocation(Type type)
    {
        var method = type.GetMethod("Invoke")!;
        if (method.ReturnType != typeof(void))
        {
            return method.CreateDelegate<Func<int, Task>>();
        }

        var invoke = method.CreateDelegate<Action<int>>();
        return number =>
        {
            invoke(number);
            return Task.CompletedTask;
        };
    }

    /// <summary>A caller holds its thread until its invocation ends, as the runtime does for a class-library handler.</summary>
    private static string? Invoke(Func<int, Task> invoke, int perCaller)
    {
        string? problem = null;
        using var start = new Barrier(Concurrency);
        var callers = Enumerable.Range(0, Concurrency).Select(caller => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                for (var i = 0; i < perCaller && Volatile.Read(ref problem) == null; i++)
                {
                    invoke(caller * perCaller + i).GetAwaiter().GetResult();
                }
            }
            catch (Exception e)
            {
                Volatile.Write(ref problem, "an invocation threw " + e);
            }
        }) { IsBackground = true }).ToList();
        callers.ForEach(static c => c.Start());
        var elapsed = Stopwatch.StartNew();
        return callers.TrueForAll(c => elapsed.Elapsed < s_deadline && c.Join(s_deadline - elapsed.Elapsed)) ? problem : "an invocation did not end";
    }
}
