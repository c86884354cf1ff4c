using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Process;

/// <summary>Whoever awaits learns that it went wrong, and ends after what it waits for. That the process ends otherwise cannot be shown in a process that has to go on.</summary>
public class Lmi4003Proofs
{
    [Fact]
    public Task Async_void_stress_only_because_its_end_cannot_be_awaited() => Proof.FailsAndIsRepairedUnderStressAsync<Lmi4003InvocationEndsProcessCodeFix>("Return a task", """
        public class Function
        {
            private int _sent;
            public int Sent => Volatile.Read(ref _sent);

            public int Handle(string input, ILambdaContext context)
            {
                Send(input);
                return input.Length;
            }

            private async void Send(string input)
            {
                await Window.OpenAsync();
                Interlocked.Increment(ref _sent);
            }
        }

        public static class Case
        {
            private static readonly System.Reflection.MethodInfo s_handle = typeof(Function).GetMethod("Handle")!;
            private static readonly Function s_function = new();

            public static async Task Invoke(int number)
            {
                if (s_handle.Invoke(s_function, new object?[] { "" + number, null }) is Task sent)
                {
                    await sent;
                }
            }

            public static string? Check(int invocations) => s_function.Sent == invocations ? null : $"{invocations - s_function.Sent} invocations ended before they had sent";
        }
        """);

    [Fact]
    public Task Exit() => Proof.IsRepairedAsync<Lmi4003InvocationEndsProcessCodeFix>("Throw", """
        public class Function
        {
            public int Handle(string input, ILambdaContext context)
            {
                if (input.Length == 0)
                {
                    Environment.Exit(2);
                }

                return input.Length;
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_failed;
            private static int s_answered;

            public static void Invoke(int number)
            {
                try
                {
                    s_function.Handle(number % 2 == 0 ? "" : "order", null!);
                    Interlocked.Increment(ref s_answered);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref s_failed);
                }
            }

            public static string? Check(int invocations) => s_failed == (invocations + 1) / 2 && s_answered == invocations / 2 ? null : $"{s_failed} failed and {s_answered} answered of {invocations}";
        }
        """);
}
