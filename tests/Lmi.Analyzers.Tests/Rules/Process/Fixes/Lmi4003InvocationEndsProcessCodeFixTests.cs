using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process.Fixes;

/// <summary>Throwing instead of exiting, tasks instead of nothing.</summary>
public class Lmi4003InvocationEndsProcessCodeFixTests
{
    [Fact]
    public Task Exit_and_fail_fast() => VerifyFix<Lmi4003InvocationEndsProcessCodeFix>.RepairsAsync("""
        using System;
        using Amazon.Lambda.Core;

        public class Function
        {
            public int Handle(string input, ILambdaContext context)
            {
                if (input == "")
                    {|LMI4003:Environment.Exit|}(2); // nothing to do

                try
                {
                    return int.Parse(input);
                }
                catch (FormatException e)
                {
                    {|LMI4003:Environment.FailFast|}("no number", e);
                    return -1;
                }
            }

            public int Other(int code, ILambdaContext context)
            {
                if (code < 0)
                    {|LMI4003:System.Diagnostics.Process.GetCurrentProcess().Kill|}();

                switch (code)
                {
                    case 1:
                        {|LMI4003:Environment.Exit|}(code);
                        break;
                }

                return code;
            }
        }
        """, """
        using System;
        using Amazon.Lambda.Core;

        public class Function
        {
            public int Handle(string input, ILambdaContext context)
            {
                if (input == "")
                    throw new InvalidOperationException("Exit code 2"); // nothing to do

                try
                {
                    return int.Parse(input);
                }
                catch (FormatException e)
                {
                    throw new InvalidOperationException("no number", e);
                }
            }

            public int Other(int code, ILambdaContext context)
            {
                if (code < 0)
                    throw new InvalidOperationException("This invocation cannot go on");

                switch (code)
                {
                    case 1:
                        throw new InvalidOperationException($"Exit code {code}");
                }

                return code;
            }
        }
        """);

    [Fact]
    public Task Async_void() => VerifyFix<Lmi4003InvocationEndsProcessCodeFix>.RepairsAsync("""
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            public int Handle(string input, ILambdaContext context)
            {
                Send(input);
                return input.Length;
            }

            private async void {|LMI4003:Send|}(string input) => await Task.Delay(input.Length);
        }
        """, """
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            public async Task<int> Handle(string input, ILambdaContext context)
            {
                await Send(input);
                return input.Length;
            }

            private async Task Send(string input) => await Task.Delay(input.Length);
        }
        """);

    [Theory]
    [InlineData("caught by itself", "try { if (input == \"\") { Environment.Exit(1); } } catch (Exception) { }")]
    [InlineData("more comes after it", "Environment.Exit(1); input = input.Trim();")]
    [InlineData("a lambda of an action", "Action<string> send = async x => await Task.Delay(x.Length); send(input);")]
    [InlineData("an event's", "var timer = new System.Timers.Timer(10); timer.Elapsed += Tick;")]
    public Task Not_offered(string why, string statements)
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi4003InvocationEndsProcessCodeFix>.OffersAsync(
            "using System; using System.Threading.Tasks; using Amazon.Lambda.Core; public class Function { public string Handle(string input, ILambdaContext context) { " + statements
            + " return input; } private static async void Tick(object? sender, System.Timers.ElapsedEventArgs e) => await Task.Delay(1); }");
    }
}
