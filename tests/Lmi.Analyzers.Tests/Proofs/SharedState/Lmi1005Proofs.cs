using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>A check and the write that rests on it become one step.</summary>
public class Lmi1005Proofs
{
    [Fact]
    public Task A_claim() => Proof.FailsAndIsRepairedAsync<Lmi1005CheckThenActCodeFix>("Check and change", """
        using System.Collections.Concurrent;

        public class Function
        {
            private readonly ConcurrentDictionary<int, bool> _claimed = new();
            private int _work;
            public int Work => _work;

            public void Handle(int order, ILambdaContext context)
            {
                if (!_claimed.ContainsKey(order))
                {
                    _claimed[order] = Window.Wide(true);
                    Interlocked.Increment(ref _work);
                }
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public static void Invoke(int number) => s_function.Handle(0, null!);
            public static string? Check(int invocations) => s_function.Work == 1 ? null : $"{s_function.Work} invocations did the work of one order";
        }
        """);

    [Fact]
    public Task A_count() => Proof.FailsAndIsRepairedAsync<Lmi1005CheckThenActCodeFix>("Check and change", """
        using System.Collections.Concurrent;

        public class Function
        {
            private readonly ConcurrentDictionary<string, int> _counts = new() { ["all"] = 0 };
            public int Count => _counts["all"];

            public void Handle(string input, ILambdaContext context) => _counts["all"] = _counts["all"] + Window.Wide(1);
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 20;
            public static void Invoke(int number) => s_function.Handle("" + number, null!);
            public static string? Check(int invocations) => s_function.Count == invocations ? null : $"lost {invocations - s_function.Count}";
        }
        """);
}
