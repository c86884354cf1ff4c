using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1003UnsynchronisedLazyInitializationCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Work that must run once: a second check under a lock, or under a semaphore where it awaits.</summary>
public sealed class Lmi1003OnceCodeFixTests
{
    [Fact]
    public Task A_flag_set_before_the_work_is_set_last() => Fix.RepairsAsync(
        InClass("private static bool s_ready;", """
            if (!s_ready)
                    {
                        {|LMI1003:s_ready|} = true; // done
                        // Set up.
                        Setup();
                    }
            """),
        InClass("""
            private static volatile bool s_ready;
                private static readonly object s_readyLock = new();
            """, """
            if (!s_ready)
                    {
                        lock (s_readyLock)
                        {
                            if (!s_ready)
                            {
                                // Set up.
                                Setup();
                                s_ready = true; // done
                            }
                        }
                    }
            """));

    [Fact]
    public Task A_flag_that_is_cleared() => Fix.RepairsAsync(
        InClass("private bool _cold = true; // at first", """
            if (_cold)
                    {
                        Setup();
                        {|LMI1003:_cold|} = false;
                    }
            """),
        InClass("""
            private volatile bool _cold = true; // at first
                private readonly object _coldLock = new();
            """, """
            if (_cold)
                    {
                        lock (_coldLock)
                        {
                            if (_cold)
                            {
                                Setup();
                                _cold = false;
                            }
                        }
                    }
            """));

    [Fact]
    public Task Work_that_awaits_takes_a_semaphore() => Fix.RepairsAsync(
        InClass("private bool _started;", """
            if (!_started)
                    {
                        await Task.Delay(1).ConfigureAwait(false);
                        {|LMI1003:_started|} = true;
                    }
            """),
        InClass("""
            private volatile bool _started;
                private readonly SemaphoreSlim _startedGate = new(1, 1);
            """, """
            if (!_started)
                    {
                        await _startedGate.WaitAsync().ConfigureAwait(false);
                        try
                        {
                            if (!_started)
                            {
                                await Task.Delay(1).ConfigureAwait(false);
                                _started = true;
                            }
                        }
                        finally
                        {
                            _startedGate.Release();
                        }
                    }
            """));

    [Fact]
    public Task An_early_return() => Fix.RepairsAsync(
        InClass("""
            private static bool s_ready;

                private static void Once()
                {
                    if (s_ready) return;

                    // Set up.
                    Setup();
                    {|LMI1003:s_ready|} = true;
                }
            """, "Once();"),
        InClass("""
            private static volatile bool s_ready;
                private static readonly object s_readyLock = new();

                private static void Once()
                {
                    if (s_ready) return;

                    lock (s_readyLock)
                    {
                        if (s_ready) return;

                        // Set up.
                        Setup();
                        s_ready = true;
                    }
                }
            """, "Once();"));

    [Fact]
    public Task Wrong_double_checked_locking_sets_the_flag_last() => Fix.RepairsAsync(
        InClass("private bool _ready; private string _value = \"\"; private readonly object _gate = new();", """
            if (!_ready)
                    {
                        lock (_gate)
                        {
                            if (!_ready)
                            {
                                {|LMI1003:_ready|} = true;
                                _value = Environment.MachineName;
                            }
                        }
                    }
                    Console.WriteLine(_value);
            """),
        InClass("private volatile bool _ready; private string _value = \"\"; private readonly object _gate = new();", """
            if (!_ready)
                    {
                        lock (_gate)
                        {
                            if (!_ready)
                            {
                                _value = Environment.MachineName;
                                _ready = true;
                            }
                        }
                    }
                    Console.WriteLine(_value);
            """));

    [Fact]
    public Task A_value_that_needs_the_method_is_checked_again() => Fix.RepairsAsync(
        InClass("private static string? s_name;", """
            var machine = Environment.MachineName;
                    {|LMI1003:s_name|} ??= machine + "!"; // once
                    Console.WriteLine(s_name.Length);
            """),
        InClass("""
            private static string? s_name;
                private static readonly object s_nameLock = new();
            """, """
            var machine = Environment.MachineName;
                    if (s_name == null)
                    {
                        lock (s_nameLock)
                        {
                            s_name ??= machine + "!";
                        }
                    } // once
                    Console.WriteLine(s_name.Length);
            """));

    [Fact]
    public Task A_property_that_others_can_read() => Fix.RepairsAsync(
        InClass("public static string? Name { get; private set; } // shown", """
            if (Name is null)
                    {
                        {|LMI1003:Name|} = Environment.MachineName;
                    }
            """),
        InClass("""
            public static string? Name { get; private set; } // shown
                private static readonly object NameLock = new();
            """, """
            if (Name is null)
                    {
                        lock (NameLock)
                        {
                            if (Name is null)
                            {
                                Name = Environment.MachineName;
                            }
                        }
                    }
            """));

    [Fact]
    public Task A_reader_that_cannot_await_keeps_the_field() => Fix.RepairsAsync(
        InClass("""
            private static string? s_name;

                private static int Length() => s_name!.Length;
            """, """
            if (s_name == null)
                        {|LMI1003:s_name|} = await Task.FromResult("x");
                    Console.WriteLine(Length());
            """),
        InClass("""
            private static string? s_name;
                private static readonly SemaphoreSlim s_nameGate = new(1, 1);

                private static int Length() => s_name!.Length;
            """, """
            if (s_name == null)
                    {
                        await s_nameGate.WaitAsync();
                        try
                        {
                            if (s_name == null)
                                s_name = await Task.FromResult("x");
                        }
                        finally
                        {
                            s_nameGate.Release();
                        }
                    }
                    Console.WriteLine(Length());
            """));

    /// <summary>No second check where the flag is looked at inside the work, or followed by a jump.</summary>
    [Theory]
    [InlineData("if (!s_ready) { s_ready = true; if (input.Length == 0) return input; Setup(); }")]
    [InlineData("if (!s_ready && input.Length > 0) { Setup(); s_ready = true; }")]
    public Task A_lock_for_all_of_it_otherwise(string statements) =>
        Fix.OffersAsync(InClass("private static bool s_ready;", statements).Replace("{|LMI1003:", "").Replace("|}", ""), "Guard 's_ready' with a lock");

    private static string InClass(string members, string statements) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class F
        {
            {{members}}

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                {{statements}}
                await Task.Yield();
                return input;
            }

            private static void Setup() => Environment.GetEnvironmentVariable("A");
        }
        """;
}
