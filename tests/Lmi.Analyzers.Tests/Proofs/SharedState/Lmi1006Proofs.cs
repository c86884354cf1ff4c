using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>Data of one invocation: every answer is for its own caller.</summary>
public class Lmi1006Proofs
{
    private const string Case = """

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_others;
            public const int PerCaller = 5;

            public static async Task Invoke(int number)
            {
                if (await s_function.Handle("customer " + number, null!) != "customer " + number)
                {
                    Interlocked.Increment(ref s_others);
                }
            }

            public static string? Check(int invocations) => s_others == 0 ? null : $"{s_others} answers for another customer";
        }
        """;

    [Fact]
    public Task Parameter() => ProveAsync("Make '_customer' a local, passed as a parameter", """
        public class Function
        {
            private string _customer = "";

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                _customer = input;
                await Window.OpenAsync();
                return Answer();
            }

            private string Answer() => _customer;
        }
        """);

    [Fact]
    public Task Async_local() => ProveAsync("Keep '_customer' in an AsyncLocal<T>", """
        public class Session
        {
            private string? _customer;

            public void Open(string customer) => _customer = customer;

            public string? Customer() => _customer;
        }

        public class Function
        {
            private readonly Session _session = new();

            public async Task<string?> Handle(string input, ILambdaContext context)
            {
                _session.Open(input);
                await Window.OpenAsync();
                return _session.Customer();
            }
        }
        """);

    private static Task ProveAsync(string title, string function) => Proof.FailsAndIsRepairedAsync<Lmi1006InvocationDataOverwritesSharedStateCodeFix>(title, function + Case);
}
