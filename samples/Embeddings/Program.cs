using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace Embeddings;

/// <summary>
/// Runs 16 concurrent invocations, in one process with one session for all of them and in another with one for each, and prints how much memory each process held at most.
/// </summary>
internal static class Program
{
    private const int Concurrency = 16;
    private const int Rounds = 8;

    private static int Main(string[] arguments) => arguments switch
    {
        ["shared"] => Measure(static passage => new SharedSession().Handle(passage, null!)),
        ["per-invocation"] => Measure(static passage => new SessionPerInvocation().Handle(passage, null!)),
        _ => Compare(),
    };

    private static int Compare()
    {
        var model = Path.Combine(Path.GetTempPath(), $"embeddings-{Guid.NewGuid():N}.onnx");
        try
        {
            ModelFile.Write(model);
            Console.WriteLine($"model: {new FileInfo(model).Length >> 20} MB; {Concurrency} concurrent invocations");
            return new[] { "shared", "per-invocation" }.Select(mode => Run(mode, model)).Max();
        }
        finally
        {
            File.Delete(model);
        }
    }

    private static int Run(string mode, string model)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Program).Assembly.Location);
        }

        start.ArgumentList.Add(mode);
        start.Environment["EMBEDDINGS_MODEL"] = model;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static int Measure(Func<Passage, float> handle)
    {
        var peak = 0L;
        using var done = new CancellationTokenSource();
        var sampler = new Thread(() =>
        {
            using var self = Process.GetCurrentProcess();
            while (!done.IsCancellationRequested)
            {
                self.Refresh();
                peak = Math.Max(peak, self.WorkingSet64);
                Thread.Sleep(5);
            }
        });
        using var before = Process.GetCurrentProcess();
        var empty = before.WorkingSet64;
        sampler.Start();
        var wrong = 0;
        using var together = new Barrier(Concurrency);
        var threads = Enumerable.Range(1, Concurrency).Select(number => new Thread(() =>
        {
            together.SignalAndWait();
            for (var round = 0; round < Rounds; round++)
            {
                var passage = new Passage(Enumerable.Repeat((float)number, ModelFile.Features).ToArray());
                if (handle(passage) != number * ModelFile.Features)
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        })).ToList();
        var watch = Stopwatch.StartNew();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        done.Cancel();
        sampler.Join();
        Console.WriteLine($"{Environment.GetCommandLineArgs().Last(),-15} resident {empty >> 20} MB before, {peak >> 20} MB at most; {Concurrency * Rounds} invocations in {watch.Elapsed.TotalSeconds:0.0} s; wrong answers: {wrong}");
        return wrong == 0 ? 0 : 1;
    }
}
