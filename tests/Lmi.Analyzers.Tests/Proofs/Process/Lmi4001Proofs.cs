using System;
using System.Globalization;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Process;

/// <summary>The culture of one invocation. The unfixed code changes the default of the whole process, so no other test runs at the same time.</summary>
[Collection(nameof(Lmi4001Proofs))]
[CollectionDefinition(nameof(Lmi4001Proofs), DisableParallelization = true)]
public sealed class Lmi4001Proofs : IDisposable
{
    public void Dispose() => CultureInfo.DefaultThreadCurrentCulture = null;

    [Fact]
    public Task Culture_stress_only_because_the_culture_is_state_of_the_class_library() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi4001ProcessWideStateChangedCodeFix>("Set the culture", """
        using System.Globalization;

        public class Function
        {
            public async Task<string> Handle(string input, ILambdaContext context)
            {
                CultureInfo.DefaultThreadCurrentCulture = Cultures.Of(input);
                await Window.OpenAsync();
                return 1.5.ToString();
            }
        }

        /// <summary>Cultures of its own making: a machine without culture data has them too.</summary>
        public static class Cultures
        {
            public static CultureInfo Of(string separator) => new("") { NumberFormat = { NumberDecimalSeparator = separator } };
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_others;

            public static async Task Invoke(int number)
            {
                var separator = number % 2 == 0 ? "," : ".";
                if (await Task.Run(() => s_function.Handle(separator, null!)) != "1" + separator + "5")
                {
                    Interlocked.Increment(ref s_others);
                }
            }

            public static string? Check(int invocations) => s_others == 0 ? null : $"{s_others} answers in the culture of another invocation";
        }
        """);
}
