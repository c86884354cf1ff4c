using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>Shared counters, sums and values: none lost, none given twice.</summary>
public class Lmi1002Proofs
{
    [Fact]
    public Task Numbers_given_out_stress_only_because_Coyote_does_not_part_an_increment() => StressAsync("Write '_last' with Interlocked", """
        public class Function
        {
            private int _last;

            public int Handle(string input, ILambdaContext context) => ++_last;
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, bool> s_given = new();
            public const int PerCaller = 500;

            public static void Invoke(int number) => s_given[s_function.Handle("", null!)] = true;

            public static string? Check(int invocations) => s_given.Count == invocations ? null : $"{s_given.Count} numbers for {invocations} invocations";
        }
        """);

    [Fact]
    public Task Sum() => ProveAsync("Write 's_bytes' with Interlocked", """
        public class Function
        {
            private static long s_bytes;

            public static long Bytes => s_bytes;

            public void Handle(string input, ILambdaContext context) => s_bytes += Window.Wide(3);
        }

        public static class Case
        {
            private static readonly Function s_function = new();

            public static void Invoke(int number) => s_function.Handle("", null!);

            public static string? Check(int invocations) => Function.Bytes == 3 * invocations ? null : $"{Function.Bytes} bytes after {invocations} invocations";
        }
        """);

    [Fact]
    public Task Flags() => ProveAsync("Write 's_flags' with Interlocked", """
        public class Function
        {
            private static int s_flags;

            public static int Flags => s_flags;

            public void Handle(string input, ILambdaContext context) => s_flags |= Window.Wide(1 << input.Length);
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 1;

            public static void Invoke(int number) => s_function.Handle(new string('x', number % 30), null!);

            public static string? Check(int invocations) => Function.Flags == (1 << Math.Min(invocations, 30)) - 1 ? null : $"flags {Function.Flags:x}";
        }
        """);

    [Fact]
    public Task Sum_too_wide_for_an_atomic_step() => ProveAsync("Guard '_revenue' with a lock", """
        public class Function
        {
            private decimal _revenue;

            public decimal Revenue() => _revenue;

            public void Handle(string input, ILambdaContext context) => _revenue += Window.Wide(0.5m);
        }

        public static class Case
        {
            private static readonly Function s_function = new();

            public static void Invoke(int number) => s_function.Handle("", null!);

            public static string? Check(int invocations) => s_function.Revenue() == 0.5m * invocations ? null : $"revenue {s_function.Revenue()} after {invocations} invocations";
        }
        """);

    [Fact]
    public Task Compare_and_set() => ProveAsync("Guard '_left' with a lock", """
        public class Function
        {
            private int _left = 2;

            public bool Handle(string input, ILambdaContext context)
            {
                if (_left > 0)
                {
                    _left -= Window.Wide(1);
                    return true;
                }

                return false;
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_sold;

            public static void Invoke(int number)
            {
                if (s_function.Handle("", null!))
                {
                    Interlocked.Increment(ref s_sold);
                }
            }

            public static string? Check(int invocations) => s_sold == 2 ? null : $"{s_sold} of 2 seats sold";
        }
        """);

    [Fact]
    public Task Scratch_that_becomes_a_local() => ProveAsync("Make '_position' a local", """
        public class Function
        {
            private int _position;

            public int Handle(string input, ILambdaContext context)
            {
                _position = 0;
                while (_position < input.Length && input[_position] != ',')
                {
                    Window.Open();
                    _position++;
                }

                return _position;
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_wrong;
            public const int PerCaller = 2;

            public static void Invoke(int number)
            {
                var name = new string('x', number % 20);
                if (s_function.Handle(name + ",more", null!) != name.Length)
                {
                    Interlocked.Increment(ref s_wrong);
                }
            }

            public static string? Check(int invocations) => s_wrong == 0 ? null : $"{s_wrong} wrong answers";
        }
        """);

    private static Task StressAsync(string title, string source) => Proof.FailsAndIsRepairedUnderStressAsync<Lmi1002SharedStateWrittenCodeFix>(title, source);

    private static Task ProveAsync(string title, string source) => Proof.FailsAndIsRepairedAsync<Lmi1002SharedStateWrittenCodeFix>(title, source);
}
