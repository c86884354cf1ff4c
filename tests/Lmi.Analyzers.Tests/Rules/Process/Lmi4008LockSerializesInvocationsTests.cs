using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process;

/// <summary>Locks that are held while an invocation waits, and locks that are not.</summary>
public class Lmi4008LockSerializesInvocationsTests
{
    [Theory]
    [InlineData("await {|LMI4008:_one|}.WaitAsync(); try { await Task.Delay(10); await Task.Delay(10); } finally { _one.Release(); }")]
    [InlineData("lock ({|LMI4008:_gate|}) { {|LMI4005:Thread.Sleep(10)|}; } await Task.Yield();")]
    [InlineData("lock ({|LMI4008:_gate|}) { using var connection = _connect(); connection.Open(); } await Task.Yield();")]
    [InlineData("lock ({|LMI4008:_gate|}) { Write(input); } await Task.Yield();")]
    [InlineData("await {|LMI4008:s_lock|}.WaitAsync(context.RemainingTime); try { await Task.Delay(10); } finally { s_lock.Release(); }")]
    public Task A_lock_is_held_across_a_wait(string statements) => Verify.RulesAsync(Function(statements));

    [Theory]
    [InlineData("lock (_gate) { _count++; } await Task.Delay(10);")]
    [InlineData("using var permit = await _limiter.AcquireAsync(); await Task.Delay(10);")]
    [InlineData("await _several.WaitAsync(); try { await Task.Delay(10); } finally { _several.Release(); }")]
    [InlineData("var mine = new SemaphoreSlim(1); await mine.WaitAsync(); try { await Task.Delay(10); } finally { mine.Release(); }")]
    [InlineData("var own = _keys.GetOrAdd(input, static _ => new SemaphoreSlim(1)); await own.WaitAsync(); try { await Task.Delay(10); } finally { own.Release(); }")]
    [InlineData("if (_token == null) { await _one.WaitAsync(); try { if (_token == null) { await Task.Delay(10); _token = \"t\"; } } finally { _one.Release(); } }")]
    [InlineData("await _unknown.WaitAsync(); try { await Task.Delay(10); } finally { _unknown.Release(); }")]
    public Task No_other_invocation_waits_for_it(string statements) => Verify.RulesAsync(Function(statements));

    [Fact]
    public Task All_the_work_under_one_lock() => Verify.RulesAsync("""
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public class Index
        {
            private readonly object _gate = new();
            private readonly List<string> _lines = new();

            public int Find(string line, ILambdaContext context)
            {
                var prefix = line + ":";
                lock ({|LMI4008:_gate|})
                {
                    foreach (var each in _lines)
                    {
                        if (each.StartsWith(prefix))
                        {
                            return each.Length;
                        }
                    }

                    return 0;
                }
            }
        }

        public class Counter
        {
            private readonly object _gate = new();
            private int _count;

            public int Next(string line, ILambdaContext context)
            {
                lock (_gate)
                {
                    return ++_count;
                }
            }
        }
        """);

    private static string Function(string statements) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Data.Common;
        using System.Threading;
        using System.Threading.RateLimiting;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly SemaphoreSlim s_lock = new(initialCount: 1, maxCount: 1);
            private static readonly Func<DbConnection> _connect = null!;
            private readonly object _gate = new();
            private readonly SemaphoreSlim _one = new(1);
            private readonly SemaphoreSlim _several = new(8);
            private readonly RateLimiter _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 40 });
            private readonly SemaphoreSlim _unknown = new(Environment.ProcessorCount);
            private readonly ConcurrentDictionary<string, SemaphoreSlim> _keys = new();
            private string? _token;
            private int _count;

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                {{statements}}
                return input + _token;
            }

            private static void Write(string input)
            {
                using var connection = _connect();
                connection.Open();
            }
        }
        """;
}
