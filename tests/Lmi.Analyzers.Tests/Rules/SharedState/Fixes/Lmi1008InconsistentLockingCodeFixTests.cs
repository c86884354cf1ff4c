using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1008InconsistentLockingCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>The lock that the others take.</summary>
public class Lmi1008InconsistentLockingCodeFixTests
{
    [Fact]
    public Task Every_access_takes_it() => Fix.RepairsAsync(
        Function("""
                public int Count(string input, ILambdaContext context)
                {
                    // The active ones.
                    return {|LMI1008:_active|}.Count(a => a.Length > 0);
                }

                public void Stop(string input, ILambdaContext context)
                {
                    {|LMI1008:_active.Remove|}(input);
                }
            """),
        Function("""
                public int Count(string input, ILambdaContext context)
                {
                    // The active ones.
                    lock (_gate)
                    {
                        return _active.Count(a => a.Length > 0);
                    }
                }

                public void Stop(string input, ILambdaContext context)
                {
                    lock (_gate)
                    {
                        _active.Remove(input);
                    }
                }
            """));

    /// <summary>Where <c>lock</c> enters the scope itself, from C# 13 on; before that it would take the monitor, which is another lock.</summary>
    [Fact]
    public Task The_scope_of_a_Lock_is_a_lock() => Fix.OffersAsync(
        Function("""
                private readonly Lock _lock = new();
                private readonly List<string> _names = new();

                public void Add(string input, ILambdaContext context)
                {
                    using (_lock.EnterScope())
                    {
                        _names.Add(input);
                    }
                }

                public void Drop(string input, ILambdaContext context)
                {
                    using var scope = _lock.EnterScope();
                    _names.Remove(input);
                }

                public int Count(string input, ILambdaContext context) => _names.Count(n => n.Length > 0);
            """) + """


            namespace System.Threading
            {
                public sealed class Lock
                {
                    public Scope EnterScope() => default;

                    public void Enter() { }

                    public void Exit() { }

                    public ref struct Scope { public void Dispose() { } }
                }
            }
            """,
        (int)LanguageVersionFacts.MapSpecifiedToEffectiveVersion(LanguageVersion.Latest) >= 1300 ? ["Take the lock that guards '_names' elsewhere"] : []);

    [Theory]
    [InlineData("await _turn.WaitAsync(); try { _recent.Add(input); } finally { _turn.Release(); }", "_recent.Count")]
    [InlineData("Monitor.Enter(_turn); try { _recent.Add(input); } finally { Monitor.Exit(_turn); }", "_recent.Count")]
    public Task Another_kind_of_lock_is_left_to_the_author(string guarded, string unguarded) => Fix.OffersAsync(Function($$"""
            private readonly SemaphoreSlim _turn = new(1, 1);
            private readonly List<string> _recent = new();

            public async Task Set(string input, ILambdaContext context)
            {
                await Task.Yield();
                {{guarded}}
            }

            public int Get(string input, ILambdaContext context) => {{unguarded}};
        """));

    private static string Function(string members) => $$"""
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private readonly object _gate = new();
            private readonly List<string> _active = new();

            public void Start(string input, ILambdaContext context)
            {
                lock (_gate)
                {
                    _active.Add(input);
                }
            }

        {{members}}
        }
        """;
}
