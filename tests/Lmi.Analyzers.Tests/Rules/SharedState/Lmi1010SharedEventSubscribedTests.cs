using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Whose event it is, and whether the handler stays. Whole functions are in the corpus.</summary>
public class Lmi1010SharedEventSubscribedTests
{
    [Theory]
    [InlineData("{|LMI1010:s_feed.Published|} += Print;")]
    [InlineData("{|LMI1010:_feed.Published|} += text => Console.WriteLine(text);")]
    [InlineData("{|LMI1010:_feed.Listeners|} += Print;")]
    [InlineData("s_last = s_feed; {|LMI1010:s_last.Published|} += Print;")]
    [InlineData("lock (s_feed) { {|LMI1010:s_feed.Published|} += Print; }")]
    [InlineData("{|LMI1010:AppDomain.CurrentDomain.ProcessExit|} += (_, _) => { };")]
    [InlineData("{|LMI1010:TaskScheduler.UnobservedTaskException|} += (_, _) => { };")]
    [InlineData("var domain = AppDomain.CurrentDomain; {|LMI1010:domain.ProcessExit|} += (_, _) => { };")]
    public Task Stays(string body) => Verify.RulesAsync(Function(body));

    [Theory]
    [InlineData("var own = new Feed(); own.Published += Print; own.Listeners += Print;")]
    [InlineData("s_feed.Published += Print; s_feed.Published -= Print;")]
    [InlineData("{|LMI1002:s_last|} = new Feed(); s_last.Published += Print;")]
    [InlineData("Action<string> print = Print; s_feed.Published += print; try { } finally { s_feed.Published -= print; }")]
    [InlineData("Action<string>? local = null; local += Print; local(input);")]
    [InlineData("if (Interlocked.Exchange(ref s_done, 1) == 0) { s_feed.Published += Print; }")]
    public Task Goes_or_is_added_once(string body) => Verify.RulesAsync(Function(body));

    private static string Function(string body) => $$"""
        #pragma warning disable CS0067, CS0414
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Feed
        {
            public event Action<string>? Published;

            public Action<string>? Listeners;
        }

        public class Function
        {
            private static readonly Feed s_feed = new();
            private static Feed s_last = new();
            private static int s_done;
            private readonly Feed _feed = new();

            public void Handle(string input, ILambdaContext context)
            {
                {{body}}
            }

            private void Print(string text) => Console.WriteLine(text);
        }
        """;
}
