using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Process;

/// <summary>Who awaits gets the same answers as who blocks. That blocked threads starve a process shows only on a machine with more invocations than threads.</summary>
public class Lmi4005Proofs
{
    [Fact]
    public Task Awaited() => Proof.IsRepairedAsync<Lmi4005BlockingCallCodeFix>("Await", """
        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                Thread.Sleep(1);
                return Load(input) + LoadAsync(input).GetAwaiter().GetResult();
            }

            private static string Load(string input) => LoadAsync(input).Result;

            private static async Task<string> LoadAsync(string input)
            {
                await Window.OpenAsync();
                return input;
            }
        }

        public static class Case
        {
            private static readonly System.Reflection.MethodInfo s_handle = typeof(Function).GetMethod("Handle")!;
            private static readonly Function s_function = new();
            private static int s_wrong;

            public static async Task Invoke(int number)
            {
                var answer = s_handle.Invoke(s_function, new object?[] { "" + number, null });
                if ((answer is Task<string> task ? await task : (string?)answer) != $"{number}{number}")
                {
                    Interlocked.Increment(ref s_wrong);
                }
            }

            public static string? Check(int invocations) => s_wrong == 0 ? null : $"{s_wrong} wrong answers";
        }
        """);
}
