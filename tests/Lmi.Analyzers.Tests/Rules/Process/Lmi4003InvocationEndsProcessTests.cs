using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process;

/// <summary>Exits, async void, and exceptions on threads without a task.</summary>
public class Lmi4003InvocationEndsProcessTests
{
    [Theory]
    [InlineData("{|LMI4003:Environment.Exit|}(1);")]
    [InlineData("{|LMI4003:Environment.FailFast|}(input);")]
    [InlineData("{|LMI4003:Process.GetCurrentProcess().Kill|}();")]
    [InlineData("using var self = Process.GetCurrentProcess(); {|LMI4003:self.Kill|}(true);")]
    [InlineData("new List<string> { input }.ForEach({|LMI4003:async|} x => await Task.Delay(x.Length));")]
    [InlineData("Action send = {|LMI4003:async|} () => await Task.Delay(1); send();")]
    [InlineData("var timer = new System.Timers.Timer(10); timer.Elapsed += {|LMI4003:async|} (_, _) => await Task.Delay(1);")]
    [InlineData("async void {|LMI4003:Send|}() => await Task.Delay(1); Send();")]
    [InlineData("new Thread(() => { if (input == \"\") {|LMI4003:throw new InvalidOperationException();|} }).Start();")]
    [InlineData("using var timer = new Timer(_ => {|LMI4003:throw new InvalidOperationException()|}, null, 0, 10);")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { try { Console.WriteLine(input); } catch (IOException) { {|LMI4003:throw;|} } });")]
    public Task One_invocation_ends_all(string statement) => Verify.RulesAsync(Function(statement));

    [Theory]
    [InlineData("using var child = Process.Start(\"tool\"); child.Kill();")]
    [InlineData("foreach (var other in Process.GetProcessesByName(\"tool\")) other.Kill();")]
    [InlineData("if (input == \"\") throw new InvalidOperationException();")]
    [InlineData("Func<Task> send = async () => await Task.Delay(1); send();")]
    [InlineData("_ = Task.Run(() => { if (input == \"\") throw new InvalidOperationException(); });")]
    [InlineData("new Thread(() => { try { if (input == \"\") throw new InvalidOperationException(); } catch (Exception e) { Console.WriteLine(e); } }).Start();")]
    [InlineData("new Thread(() => Parse(input)).Start();")]
    [InlineData("new Thread(() => { try { Work(input); } catch (InvalidOperationException) { } }).Start();")]
    [InlineData("var timer = new System.Timers.Timer(10); timer.Elapsed += (_, _) => throw new InvalidOperationException(); /* the timer swallows it */")]
    [InlineData("async void Send() { try { await Task.Delay(1); } catch (Exception e) { Console.WriteLine(e); } } Send();")]
    public Task Others_are_not_ended(string statement) => Verify.RulesAsync(Function(statement));

    [Fact]
    public Task An_exception_is_followed_to_the_thread_and_async_void_is_reported_where_it_is_declared() => Verify.RulesAsync("""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Audit
        {
            public void Start(string line) => new Thread(() => Write(line)).Start();

            private static void Write(string line)
            {
                if (line.Length > 100)
                {
                    {|LMI4003:throw new InvalidOperationException("too long");|}
                }
            }

            public async void {|LMI4003:SendAsync|}(string line) => await Task.Delay(line.Length);

            public async void NeverCalled() => await Task.Delay(1);
        }

        public class Function
        {
            private readonly Audit _audit = new();
            private readonly Timer _timer;

            public Function() => _timer = new Timer(Beat);

            private void Beat(object? state) => throw new InvalidOperationException();

            public string Handle(string input, ILambdaContext context)
            {
                _audit.Start(input);
                _audit.SendAsync(input);
                return input;
            }
        }
        """);

    private static string Function(string statement) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            public string Handle(string input, ILambdaContext context)
            {
                {{statement}}
                return input;
            }

            private static void Parse(string input)
            {
                if (input == null)
                {
                    throw new ArgumentNullException(nameof(input));
                }
            }

            private static void Work(string input)
            {
                if (input == "")
                {
                    throw new InvalidOperationException();
                }
            }
        }
        """;
}
