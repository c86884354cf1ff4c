using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>State bound to a thread: after an await every invocation finds its own.</summary>
public class Lmi1007Proofs
{
    [Theory]
    [InlineData("[ThreadStatic] private static string? t_x;", "t_x", "Keep 't_x' in an AsyncLocal<T>")]
    [InlineData("private static readonly ThreadLocal<string?> s_x = new();", "s_x.Value", "Make 's_x' an AsyncLocal<T>")]
    public Task Async_local(string field, string value, string title) => Proof.FailsAndIsRepairedAsync<Lmi1007ThreadBoundStateCodeFix>(title, $$"""
        public class Function
        {
            {{field}}

            public async Task<string?> Handle(string input, ILambdaContext context)
            {
                {{value}} = input;
                await Window.OpenAsync();
                return {{value}};
            }
        }

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
        """);
}
