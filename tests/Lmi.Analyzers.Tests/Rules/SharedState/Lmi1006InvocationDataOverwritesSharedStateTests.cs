using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>What is data of one invocation, and what overwrites. Whole functions are in the corpus.</summary>
public class Lmi1006InvocationDataOverwritesSharedStateTests
{
    [Theory]
    [InlineData("{|LMI1006:_last|} = input;")]
    [InlineData("{|LMI1006:_last|} = input.Trim().ToUpperInvariant();")]
    [InlineData("{|LMI1006:_last|} ??= input;")]
    [InlineData("{|LMI1006:_last|} = $\"{context.AwsRequestId}-1\";")]
    [InlineData("{|LMI1006:_context|} = context;")]
    [InlineData("{|LMI1006:State.Last|} = input;")]
    [InlineData("var derived = Shorten(input); {|LMI1006:_last|} = derived;")]
    [InlineData("Keep(input);", "{|LMI1006:_last|} = value;")]
    [InlineData("{|LMI1006:_words.Clear|}(); _words.Add(input);")]
    [InlineData("lock (_words) { } {|LMI1006:_last|} = input;")]
    [InlineData("{|LMI1006:States[\"all\"].Own|} = input;")]
    [InlineData("foreach (var state in States.Values) { {|LMI1006:state.Own|} = input; }")]
    public Task Data_of_the_invocation_that_overwrites(string statement, string inHelper = "") => Verify.RulesAsync(Function(statement, inHelper));

    [Theory]
    [InlineData("Flow.Value = input;")]
    [InlineData("ByKey[input] = input;")]
    [InlineData("Queue.Enqueue(input);")]
    [InlineData("var mine = input; mine += context.AwsRequestId;")]
    [InlineData("var state = new State(); state.Own = input;")]
    [InlineData("{|LMI1002:_last|} = \"started\"; _last = \"ended\";")]
    [InlineData("_last = \"started\";")]
    [InlineData("{|LMI1002:_total|} += input.Length;")]
    [InlineData("{|LMI1001:_words.Add|}(input);")]
    [InlineData("States[input].Own = input;")]
    [InlineData("{|LMI1002:States[input].Own|} += input;")]
    [InlineData("var state = States.GetOrAdd(input, _ => new State()); state.Own = context.AwsRequestId;")]
    [InlineData("var state = States.GetOrAdd(input, _ => new State()); if (state.Own != \"taken\") {|LMI1002:state.Own|} = \"taken\";")]
    [InlineData("lock (States) { States[input].Own = input; } lock (States) { _ = States[input].Own.Length; }")]
    [InlineData("ByKey[input] = Named(input); {|LMI1002:_last|} = Named(\"first\");")]
    public Task Entries_sums_locals_and_constants_do_not(string statement) => Verify.RulesAsync(Function(statement, ""));

    private static string Function(string statement, string inHelper) => $$"""
        #pragma warning disable CS0169, CS0649, CS0414
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Threading;
        using Amazon.Lambda.Core;

        public class State
        {
            public static string Last = "";

            public string Own = "";
        }

        public class Function
        {
            private static readonly AsyncLocal<string> Flow = new();
            private static readonly ConcurrentDictionary<string, string> ByKey = new();
            private static readonly ConcurrentDictionary<string, State> States = new();
            private static readonly ConcurrentQueue<string> Queue = new();
            private readonly List<string> _words = new();
            private string? _last;
            private ILambdaContext? _context;
            private int _total;

            public void Handle(string input, ILambdaContext context)
            {
                {{statement}}
            }

            private void Keep(string value)
            {
                {{inHelper}}
            }

            private static string Named(string name) => string.Concat("/opt/", name);

            private static string Shorten(string text) => text.Substring(1);
        }
        """;
}
