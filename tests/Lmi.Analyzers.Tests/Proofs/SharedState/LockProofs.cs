using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>A lock that everybody takes, on an object that everybody has.</summary>
public class LockProofs
{
    [Fact]
    public Task A_lock_of_each_object() => Proof.FailsAndIsRepairedAsync<Lmi1009LockThatGuardsNothingCodeFix>("Lock one object", """
        public class Recorder
        {
            private static int s_count;
            private readonly object _gate = new();

            public void Record()
            {
                lock (_gate)
                {
                    s_count = s_count + Window.Wide(1);
                }
            }

            public int Count()
            {
                lock (_gate)
                {
                    return s_count;
                }
            }
        }

        public class Function
        {
            public void Handle(string input, ILambdaContext context) => new Recorder().Record();
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 20;
            public static void Invoke(int number) => s_function.Handle("" + number, null!);
            public static string? Check(int invocations) => new Recorder().Count() == invocations ? null : "lost " + (invocations - new Recorder().Count());
        }
        """);

    [Fact]
    public Task An_access_without_the_lock() => Proof.FailsAndIsRepairedAsync<Lmi1008InconsistentLockingCodeFix>("Take the lock", """
        public class Function
        {
            private readonly object _gate = new();
            private int _count;

            public void Handle(string input, ILambdaContext context)
            {
                if (input.Length % 2 == 0)
                {
                    lock (_gate)
                    {
                        _count = _count + Window.Wide(1);
                    }
                }
                else
                {
                    _count = _count + Window.Wide(1);
                }
            }

            public int Count()
            {
                lock (_gate)
                {
                    return _count;
                }
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 20;
            public static void Invoke(int number) => s_function.Handle(number % 2 == 0 ? "even" : "odd", null!);
            public static string? Check(int invocations) => s_function.Count() == invocations ? null : "lost " + (invocations - s_function.Count());
        }
        """);
}
