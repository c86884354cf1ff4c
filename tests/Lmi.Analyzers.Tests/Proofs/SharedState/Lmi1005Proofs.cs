using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>A check and the write that rests on it become one step.</summary>
public class Lmi1005Proofs
{
    [Fact]
    public Task A_claim() => Proof.FailsAndIsRepairedAsync<Lmi1005CheckThenActCodeFix>("Check and change", Source("""
        public class Function
        {
            private readonly ConcurrentDictionary<string, bool> _claimed = new(new SlowHash());
            private int _work;
            public int Work => _work;

            public void Handle(string order, ILambdaContext context)
            {
                if (!_claimed.ContainsKey(order))
                {
                    _claimed[order] = true;
                    Interlocked.Increment(ref _work);
                }
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public static void Invoke(int number) => s_function.Handle("the same", null!);
            public static string? Check(int invocations) => s_function.Work == 1 ? null : $"{s_function.Work} invocations did the work of one order";
        }
        """));

    [Fact]
    public Task A_count() => Proof.FailsAndIsRepairedAsync<Lmi1005CheckThenActCodeFix>("Check and change", Source("""
        public class Function
        {
            private readonly ConcurrentDictionary<string, int> _counts = new(new SlowHash());
            public int Count => _counts["all"];

            public void Handle(string kind, ILambdaContext context)
            {
                _counts.TryGetValue(kind, out var count);
                _counts[kind] = count + 1;
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 20;
            public static void Invoke(int number) => s_function.Handle("all", null!);
            public static string? Check(int invocations) => s_function.Count == invocations ? null : $"lost {invocations - s_function.Count}";
        }
        """));

    /// <summary>Each of those that come first may make an object; all go on with one of them, and nobody makes one twice.</summary>
    [Fact]
    public Task A_missing_object() => Proof.FailsAndIsRepairedAsync<Lmi1005CheckThenActCodeFix>("Check and change", Source("""
        public sealed class Tally
        {
            private static int s_made;
            private int _count;
            public Tally() => Interlocked.Increment(ref s_made);
            public static int Made => s_made;
            public int Count => _count;
            public void Add() => Interlocked.Increment(ref _count);
        }

        public class Function
        {
            private readonly ConcurrentDictionary<string, Tally> _tallies = new(new SlowHash());
            public int Count => _tallies["all"].Count;

            public void Handle(string kind, ILambdaContext context)
            {
                if (!_tallies.TryGetValue(kind, out var tally))
                {
                    tally = new Tally();
                    _tallies[kind] = tally;
                }

                tally.Add();
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public static void Invoke(int number) => s_function.Handle("all", null!);
            public static string? Check(int invocations) => s_function.Count != invocations ? $"lost {invocations - s_function.Count}" : Tally.Made > invocations ? "made twice" : null;
        }
        """));

    private static string Source(string program) => """
        using System.Collections.Concurrent;
        using System.Collections.Generic;

        /// <summary>Others get their turn before each access.</summary>
        public sealed class SlowHash : IEqualityComparer<string>
        {
            public bool Equals(string? x, string? y) => x == y;

            public int GetHashCode(string key)
            {
                Window.Open();
                return key.Length;
            }
        }

        """ + program;
}
