using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>First use: one load for all, and nobody sees half of it.</summary>
public class Lmi1003Proofs
{
    /// <summary>What is loaded counts how often.</summary>
    private const string Rates = """

        public sealed class Rates
        {
            private static int s_loads;
            private readonly decimal[] _byCurrency = { 1m, 2m, 3m };

            private Rates() => Interlocked.Increment(ref s_loads);

            public static int Loads => Volatile.Read(ref s_loads);

            public decimal this[int currency] => _byCurrency[currency];

            public static Rates Load()
            {
                Window.Open();
                return new Rates();
            }

            public static async Task<Rates> LoadAsync()
            {
                await Window.OpenAsync();
                return new Rates();
            }
        }
        """;

    private const string Case = """

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 2;

            public static async Task Invoke(int number)
            {
                if (await s_function.Handle("", null!) != 3m)
                {
                    throw new InvalidOperationException("no rate");
                }
            }

            public static string? Check(int invocations) => Rates.Loads == 1 ? null : $"{Rates.Loads} loads";
        }
        """;

    [Fact]
    public Task Lazy_stress_only_because_its_lock_is_in_the_class_library() => StressAsync("Initialize 's_rates' with Lazy<T>", """
        public class Function
        {
            private static Rates? s_rates;

            public Task<decimal> Handle(string input, ILambdaContext context)
            {
                s_rates ??= Rates.Load();
                return Task.FromResult(s_rates[2]);
            }
        }
        """);

    [Fact]
    public Task Lazy_of_a_task_stress_only_because_its_lock_is_in_the_class_library() => StressAsync("Initialize '_rates' with Lazy<T>", """
        public class Function
        {
            private Rates? _rates;

            public async Task<decimal> Handle(string input, ILambdaContext context)
            {
                if (_rates == null)
                {
                    _rates = await Rates.LoadAsync();
                }

                return _rates[2];
            }
        }
        """);

    /// <summary>The flag is set first: whoever comes next finds it set and the rates missing.</summary>
    [Fact]
    public Task Double_checked_locking_with_the_flag_set_first() => ProveAsync("", """
        public class Function
        {
            private static bool s_loaded;
            private static Rates? s_rates;
            private static readonly object s_gate = new();

            public Task<decimal> Handle(string input, ILambdaContext context)
            {
                if (!s_loaded)
                {
                    lock (s_gate)
                    {
                        if (!s_loaded)
                        {
                            s_loaded = true;
                            s_rates = Rates.Load();
                        }
                    }
                }

                return Task.FromResult(s_rates![2]);
            }
        }
        """);

    [Fact]
    public Task Once_by_a_flag() => ProveAsync("Let one invocation initialize 's_started'", """
        public class Function
        {
            private static bool s_started;

            public async Task<decimal> Handle(string input, ILambdaContext context)
            {
                if (!s_started)
                {
                    await Rates.LoadAsync();
                    s_started = true;
                }

                return 3m;
            }
        }
        """);

    private static Task StressAsync(string title, string function) => Proof.FailsAndIsRepairedUnderStressAsync<Lmi1003UnsynchronisedLazyInitializationCodeFix>(title, function + Rates + Case);

    private static Task ProveAsync(string title, string function) => Proof.FailsAndIsRepairedAsync<Lmi1003UnsynchronisedLazyInitializationCodeFix>(title, function + Rates + Case);
}
