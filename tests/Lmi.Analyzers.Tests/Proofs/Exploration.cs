using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Rewriting;
using Microsoft.Coyote.SystematicTesting;

namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>
/// Explores the interleavings of three concurrent invocations with Coyote, which rewrites the compiled case so that tasks, locks, semaphores, <c>Interlocked</c> and collections hand control
/// to its scheduler, and then runs it under one schedule after the other. A schedule that fails an invocation, <c>Check</c>, or the rules of a plain collection is a bug.
/// </summary>
/// <remarks>
/// What it cannot see: the two halves of <c>_count++</c> are one step for it (a window parts them), and so is a call of a <c>Queue&lt;T&gt;</c> or <c>Stack&lt;T&gt;</c>; of plain collections it
/// watches <c>Dictionary</c>, <c>HashSet</c> and <c>List</c> in a field. A lock inside the class library, as <c>Lazy&lt;T&gt;</c> has one, is not its own: a factory that gives way under it looks like a deadlock. Cases with these run under stress only, and their names say so.
/// </remarks>
internal static class Exploration
{
    /// <summary>Added to the case. The engine asks that what it runs be rewritten; each schedule then runs in a fresh process.</summary>
    public const string Driver = """
        public static class Exploration
        {
            public static Func<Func<Task>>? FreshProcess;

            public static Task RunAsync() => FreshProcess!()();

            public static async Task InvokeAsync()
            {
                await Task.WhenAll(Task.Run(() => Case.Invoke(0)), Task.Run(() => Case.Invoke(1)), Task.Run(() => Case.Invoke(2)));
                if (Case.Check(3) is { } problem)
                {
                    throw new InvalidOperationException(problem);
                }
            }
        }
        """;

    /// <summary>A race in three invocations shows within the first few schedules; this many without one means that it is not there for Coyote.</summary>
    public const int Most = 100;

    /// <summary>How many schedules fixed code has to pass when the unfixed code failed in this one. Each costs tens of milliseconds: its process is compiled anew.</summary>
    public static int AfterFailing(int schedule) => 6 + 2 * schedule;

    /// <summary>A step takes microseconds, so nothing but a deadlock lasts this long, even on a loaded machine.</summary>
    private const uint DeadlockMilliseconds = 20_000;

    /// <summary>The engine's scheduler is the process's.</summary>
    private static readonly SemaphoreSlim s_oneAtATime = new(1, 1);

    /// <summary>The number of schedules run, and the bug in the last of them: null when there was none.</summary>
    public static async Task<(int Schedules, string? Bug)> UntilOneFailsAsync(CompiledCase compiled, int schedules)
    {
        await s_oneAtATime.WaitAsync();
        try
        {
            // The engine blocks its thread; those of the pool are for the schedules.
            return await Task.Factory.StartNew(() => UntilOneFails(Rewritten(compiled), schedules), TaskCreationOptions.LongRunning);
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }

    private static (int Schedules, string? Bug) UntilOneFails(byte[] assembly, int schedules)
    {
        var processes = new List<AssemblyLoadContext>();
        Type Load(string type)
        {
            processes.Add(new AssemblyLoadContext("process", isCollectible: true));
            return processes[^1].LoadFromStream(new MemoryStream(assembly)).GetType(type, throwOnError: true)!;
        }

        var driver = Load("Exploration");
        driver.GetField("FreshProcess")!.SetValue(null, () => Load("Exploration").GetMethod("InvokeAsync")!.CreateDelegate<Func<Task>>());
        using var engine = TestingEngine.Create(Configure(schedules), driver.GetMethod("RunAsync")!.CreateDelegate<Func<Task>>());
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
        engine.Run();
        processes.ForEach(static p => p.Unload());
        return (processes.Count - 1, engine.TestReport.BugReports.FirstOrDefault());
    }

    private static Configuration Configure(int schedules) => Configuration.Create()
        .WithTelemetryEnabled(false)
        .WithConsoleLoggingEnabled(false)
        .WithRandomGeneratorSeed(1)
        .WithTestingIterations((uint)schedules)
        .WithDeadlockTimeout(DeadlockMilliseconds)
        .WithPartiallyControlledConcurrencyAllowed(false);

    /// <summary>
    /// The package offers rewriting to its own tool only, which would be one more process for each case: the entry of that tool is called here. The version is pinned, so what is called stays.
    /// </summary>
    private static byte[] Rewritten(CompiledCase compiled)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        var (source, target) = (Directory.CreateDirectory(compiled.TempDirectory + "-rewriting"), Directory.CreateDirectory(compiled.TempDirectory + "-rewritten"));
        try
        {
            File.WriteAllBytes(Path.Combine(source.FullName, "Case.dll"), compiled.Assembly);
            var settings = Path.Combine(source.FullName, "rewrite.json");
            File.WriteAllText(settings, JsonSerializer.Serialize(new
            {
                AssembliesPath = source.FullName,
                OutputPath = target.FullName,
                Assemblies = new[] { "Case.dll" },
                DependencySearchPaths = new[] { AppContext.BaseDirectory, Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)! },
                IsDataRaceCheckingEnabled = true,
                IsRewritingConcurrentCollections = true,
            }));
            var options = typeof(RewritingEngine).Assembly.GetType("Microsoft.Coyote.Rewriting.RewritingOptions", throwOnError: true)!
                .GetMethod("ParseFromJSON", All, [typeof(string)])!.Invoke(null, [settings]);
            var configuration = Configure(1);
            var core = typeof(Configuration).Assembly;
            var log = Activator.CreateInstance(core.GetType("Microsoft.Coyote.Logging.LogWriter", throwOnError: true)!, All, null, [configuration, false], null);
            var profiler = Activator.CreateInstance(core.GetType("Microsoft.Coyote.Profiler", throwOnError: true)!, nonPublic: true);
            typeof(RewritingEngine).GetMethods(All).Single(static m => m.IsStatic && m.Name == "Run").Invoke(null, [options, configuration, log, profiler]);
            return File.ReadAllBytes(Path.Combine(target.FullName, "Case.dll"));
        }
        finally
        {
            source.Delete(recursive: true);
            target.Delete(recursive: true);
        }
    }
}
