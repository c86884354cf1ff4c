using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

public class Lmi1009LockThatGuardsNothingTests
{
    [Theory]
    [InlineData("lock ({|LMI1009:new object()|}) { s_count++; }")]
    [InlineData("var gate = new object(); lock ({|LMI1009:gate|}) { s_count++; }")]
    [InlineData("object gate; gate = new object(); lock ({|LMI1009:gate|}) { s_count++; }")]
    [InlineData("lock ({|LMI1009:(object)input.Length|}) { s_count++; }")]
    [InlineData("lock ({|LMI1009:(object)s_count|}) { s_count++; }")]
    [InlineData("lock ({|LMI1009:input|}) { s_count++; }")]
    [InlineData("lock ({|LMI1009:$\"order {input}\"|}) { s_count++; }")]
    [InlineData("lock ({|LMI1009:input.ToUpperInvariant()|}) { s_count++; }")]
    [InlineData("lock ({|LMI1009:context|}) { s_count++; }")]
    [InlineData("Monitor.Enter({|LMI1009:input|}); try { s_count++; } finally { Monitor.Exit(input); }")]
    [InlineData("var taken = false; var gate = new object(); Monitor.Enter({|LMI1009:gate|}, ref taken); try { s_count++; } finally { Monitor.Exit(gate); }")]
    [InlineData("var gate = new SemaphoreSlim(1, 1); {|LMI1009:gate|}.Wait(); try { s_count++; } finally { gate.Release(); }")]
    [InlineData("using var gate = new Mutex(); {|LMI1009:gate|}.WaitOne(); s_count++; gate.ReleaseMutex();")]
    [InlineData("var gate = new object(); void Add() { lock ({|LMI1009:gate|}) { s_count++; } } Add();")]
    public Task A_lock_object_of_one_invocation_guards_nothing(string statements) => Verify.RulesAsync(Function(statements));

    [Theory]
    [InlineData("lock (s_gate) { s_count++; }")]
    [InlineData("var gate = s_gate; lock (gate) { s_count++; }")]
    [InlineData("lock (typeof(Function)) { s_count++; }")]
    [InlineData("lock (\"order\") { s_count++; }")]
    [InlineData("lock (string.Intern(input)) { s_count++; }")]
    [InlineData("Monitor.Enter(s_gate); try { s_count++; } finally { Monitor.Exit(s_gate); }")]
    [InlineData("using var gate = new Mutex(false, \"orders\"); gate.WaitOne(); s_count++; gate.ReleaseMutex();")]
    [InlineData("var own = 0; lock (new object()) { own++; } lock (s_gate) { s_count += own; }")]
    [InlineData("lock (s_gate) { lock (new object()) { s_count++; } }")]
    public Task A_lock_object_that_all_share_guards(string statements) => Verify.RulesAsync(Function(statements));

    private static string Function(string statements) => $$"""
        using System;
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly object s_gate = new();
            private static int s_count;

            public void Handle(string input, ILambdaContext context)
            {
                {{statements}}
            }
        }
        """;

    [Fact]
    public Task A_lock_field_that_invocations_replace_is_reported_where_it_is_locked() => Verify.RulesAsync("""
        using Amazon.Lambda.Core;

        public class Function
        {
            private object _gate = new();
            private readonly object _kept;
            private int _count;

            public Function() => _kept = new object();

            public void Handle(string input, ILambdaContext context)
            {
                lock ({|LMI1009:_gate|})
                {
                    _count++;
                }
            }

            public void Reset(string input, ILambdaContext context)
            {
                _gate = new object();
                lock (_kept)
                {
                    System.Console.WriteLine(input);
                }
            }
        }
        """);

    [Fact]
    public Task This_guards_a_shared_handler_and_not_what_it_builds() => Verify.RulesAsync("""
        using Amazon.Lambda.Core;

        public class Counter
        {
            private static int s_all;

            public void Add()
            {
                lock ({|LMI1009:this|})
                {
                    s_all++;
                }
            }
        }

        public class Function
        {
            private int _count;

            public void Handle(string input, ILambdaContext context)
            {
                lock (this)
                {
                    _count++;
                }

                new Counter().Add();
            }
        }
        """);
}
