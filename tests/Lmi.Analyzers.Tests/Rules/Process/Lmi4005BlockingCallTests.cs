using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process;

/// <summary>What holds a thread of the pool, and what only looks like it.</summary>
public class Lmi4005BlockingCallTests
{
    [Theory]
    [InlineData("return WorkAsync(input).{|LMI4005:Result|};")]
    [InlineData("return WorkAsync(input).{|LMI4005:GetAwaiter().GetResult()|};")]
    [InlineData("return WorkAsync(input).ConfigureAwait(false).{|LMI4005:GetAwaiter().GetResult()|};")]
    [InlineData("return Task.Run(() => WorkAsync(input)).{|LMI4005:Result|};")]
    [InlineData("var work = WorkAsync(input); {|LMI4005:work.Wait()|}; return work.Result;")]
    [InlineData("Task.Delay(1).{|LMI4005:Wait()|}; return input;")]
    [InlineData("{|LMI4005:Thread.Sleep(100)|}; return input;")]
    [InlineData("var a = WorkAsync(input); var b = WorkAsync(input); {|LMI4005:Task.WaitAll(a, b)|}; return a.Result + b.Result;")]
    [InlineData("{|LMI4005:Task.WaitAny(WorkAsync(input))|}; return input;")]
    [InlineData("return ValueAsync(input).{|LMI4005:Result|};")]
    [InlineData("return string.Concat(new[] { input }.Select(x => WorkAsync(x).{|LMI4005:Result|}));")]
    [InlineData("var a = WorkAsync(input); var b = WorkAsync(input); a.ContinueWith(t => {|LMI4005:b.Result|}); return input;")]
    [InlineData("var thread = new Thread(() => Thread.Sleep(100)); thread.Start(); {|LMI4005:thread.Join()|}; return input;")]
    [InlineData("using var tool = Process.Start(\"tool\"); {|LMI4005:tool.WaitForExit()|}; return input;")]
    [InlineData("return Cached(input);")]
    [InlineData("Task<string>? late = input.Length > 1 ? WorkAsync(input) : null; return late?{|LMI4005:.Result|} ?? input;")]
    [InlineData("var work = WorkAsync(input); return work is { {|LMI4005:Result|}: { Length: > 0 } text } ? text : input;")]
    [InlineData("return (WorkAsync(input), 1) is { Item1: { {|LMI4005:Result|}: var text } } ? text : input;")]
    [InlineData("var work = WorkAsync(input); return work is { {|LMI4005:Result|}: { Length: > 0 }, Result: var text } ? text : input;")]
    public Task A_thread_waits(string statements) => Verify.RulesAsync(Function("string", statements));

    [Theory]
    [InlineData("return await WorkAsync(input);")]
    [InlineData("await Task.Delay(100); return input;")]
    [InlineData("var a = WorkAsync(input); var b = WorkAsync(input); await Task.WhenAll(a, b); return a.Result + b.Result;")]
    [InlineData("var all = new[] { input }.Select(WorkAsync).ToList(); await Task.WhenAll(all); return string.Concat(all.Select(t => t.Result)) + all[0].Result;")]
    [InlineData("var all = new List<Task<string>> { WorkAsync(input) }; await Task.WhenAll(all); foreach (var one in all) { input += one.Result; } return input;")]
    [InlineData("var a = WorkAsync(input); var all = new List<Task>(); all.Add(a); await Task.WhenAll(all); return a.Result;")]
    [InlineData("var a = WorkAsync(input); var all = new List<Task>(); all.AddRange(new Task[] { a }); await Task.WhenAll(all); return a?.Result ?? input;")]
    [InlineData("Task<string>? late = input.Length > 1 ? WorkAsync(input) : null; if (late != null) { await late; } return late?.Result ?? input;")]
    [InlineData("Task<string>? late = input.Length > 1 ? WorkAsync(input) : null; return late?.IsCompleted == true ? late?.Result ?? input : input;")]
    [InlineData("var work = WorkAsync(input); await work; return work.Result;")]
    [InlineData("return await WorkAsync(input).ContinueWith(t => t.Result);")]
    [InlineData("var work = WorkAsync(input); return work.IsCompletedSuccessfully ? work.Result : await work;")]
    [InlineData("var work = WorkAsync(input); if (!work.IsCompleted) { return await work; } return work.Result;")]
    [InlineData("var work = ValueAsync(input); return work.IsCompleted ? work.GetAwaiter().GetResult() : await work;")]
    [InlineData("return Task.FromResult(input).Result;")]
    [InlineData("var done = Task.FromResult(input); return done.Result;")]
    [InlineData("var a = WorkAsync(input); if (await Task.WhenAny(a, Task.Delay(10)) == a) { return a.Result; } return input;")]
    [InlineData("var first = await Task.WhenAny(WorkAsync(input), WorkAsync(input)); return first.Result;")]
    [InlineData("var running = new Dictionary<string, Task<string>> { [input] = WorkAsync(input) }; await Task.WhenAll(running.Values); foreach (var one in running) { input += one.Value.Result; } return input;")]
    [InlineData("var thread = new Thread(() => Thread.Sleep(100)); thread.Start(); return input;")]
    [InlineData("Thread.Sleep(0); Thread.Yield(); return input;")]
    [InlineData("var all = new[] { WorkAsync(input) }; await Task.WhenAll(all); return Join(all); static string Join(Task<string>[] tasks) { foreach (var one in tasks) { return one.Result; } return tasks[0].Result; }")]
    [InlineData("using (var tool = Process.Start(\"tool\")) { await tool.WaitForExitAsync(); } return input;")]
    [InlineData("var a = WorkAsync(input); await Task.WhenAll(a); return a is { Result: { Length: > 0 } text } ? text : input;")]
    [InlineData("var work = WorkAsync(input); return work is { IsCompletedSuccessfully: true, Result: var text } ? text : await work;")]
    [InlineData("var work = WorkAsync(input); return work switch { { Status: TaskStatus.RanToCompletion, Result: var text } => text, _ => await work };")]
    [InlineData("var work = (Text: WorkAsync(input), Size: 1); await work.Text; return work is { Text: { Result: var text } } ? text : input;")]
    public Task No_thread_waits(string statements) => Verify.RulesAsync(Function("async Task<string>", "await Task.Yield(); " + statements));

    [Fact]
    public Task Set_up_and_locks_may_wait() => Verify.RulesAsync("""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly string s_key = LoadAsync().Result;
            private static readonly SemaphoreSlim s_gate = new(1, 1);
            private static readonly object s_lock = new();
            private static string? s_late;
            private readonly Lazy<string> _table = new(() => LoadAsync().GetAwaiter().GetResult());
            private readonly string _secret;
            private int _count;

            public Function()
            {
                Thread.Sleep(10);
                _secret = LoadAsync().Result;
            }

            private static Task<string> LoadAsync() => Task.FromResult("key");

            public string Handle(string input, ILambdaContext context)
            {
                s_gate.Wait();
                try
                {
                    _count++;
                }
                finally
                {
                    s_gate.Release();
                }

                if (s_late == null)
                {
                    lock (s_lock)
                    {
                        s_late ??= LoadAsync().Result;
                    }
                }

                return s_key + _table.Value + _secret + s_late;
            }
        }
        """);

    [Fact]
    public Task Of_a_library_without_handlers_static_members_and_services_serve_invocations() => Verify.RulesAsync("""
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Microsoft.Extensions.DependencyInjection;

        public static class Prices
        {
            public static string Of(string product) => Rates.LoadAsync(product).{|LMI4005:Result|};
        }

        public class Rates
        {
            public string For(string product) => LoadAsync(product).{|LMI4005:Result|};

            internal static Task<string> LoadAsync(string product) => Task.Run(() => product);
        }

        public class CreateTables
        {
            public string Up(ILambdaLogger logger) => Rates.LoadAsync("tables").Result;
        }

        public static class Services
        {
            public static void AddRates(this IServiceCollection services) => services.AddScoped<Rates>();
        }
        """);

    private static string Function(string returns, string statements)
    {
        var mark = statements.Contains("Cached(", System.StringComparison.Ordinal) ? "{|LMI4005:Result|}" : "Result";
        return $$"""
            using System;
            using System.Collections.Concurrent;
            using System.Collections.Generic;
            using System.Diagnostics;
            using System.Linq;
            using System.Threading;
            using System.Threading.Tasks;
            using Amazon.Lambda.Core;

            public class Function
            {
                private readonly ConcurrentDictionary<string, string> _cache = new();

                public {{returns}} Handle(string input, ILambdaContext context)
                {
                    {{statements}}
                }

                private string Cached(string key) => _cache.GetOrAdd(key, static k => WorkAsync(k).{{mark}});

                private static async Task<string> WorkAsync(string input)
                {
                    await Task.Delay(1);
                    return input;
                }

                private static ValueTask<string> ValueAsync(string input) => new(WorkAsync(input));
            }
            """;
    }
}
