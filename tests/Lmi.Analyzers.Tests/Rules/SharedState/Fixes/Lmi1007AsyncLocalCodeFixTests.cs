using System.Threading.Tasks;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1007ThreadBoundStateCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>What was bound to the thread follows the invocation.</summary>
public class Lmi1007AsyncLocalCodeFixTests
{
    [Theory]
    [InlineData("[ThreadStatic]\n    private static string? {|LMI1007:t_x|};", "private static readonly AsyncLocal<string?> t_x = new();", "t_x = input;", "t_x.Value = input;", "t_x", "t_x.Value")]
    [InlineData("[ThreadStatic] private static int {|LMI1007:t_x|};", "private static readonly AsyncLocal<int> t_x = new();", "t_x = input.Length;", "t_x.Value = input.Length;", "t_x + 1", "t_x.Value + 1")]
    [InlineData("private static readonly ThreadLocal<string?> {|LMI1007:s_x|} = new();", "private static readonly AsyncLocal<string?> s_x = new();", "s_x.Value = input;", "s_x.Value = input;", "s_x.Value", "s_x.Value")]
    [InlineData("private readonly ThreadLocal<int> {|LMI1007:_x|} = new ThreadLocal<int>();", "private readonly AsyncLocal<int> _x = new AsyncLocal<int>();", "_x.Value = input.Length;", "_x.Value = input.Length;", "_x.Value", "_x.Value")]
    public Task It_is_an_async_local(string field, string fixedField, string set, string fixedSet, string read, string fixedRead) =>
        Fix.RepairsAsync(Function(field, set, read), Function(fixedField, fixedSet, fixedRead));

    [Theory]
    [InlineData("s_x.TryGetValue(Environment.CurrentManagedThreadId, out var found) ? found : \"none\"", "s_x.Value is { } found ? found : \"none\"")]
    [InlineData("!s_x.TryGetValue(Environment.CurrentManagedThreadId, out var found) ? \"none\" : found", "s_x.Value is not { } found ? \"none\" : found")]
    public Task A_map_of_thread_ids_is_one_too(string read, string fixedRead) => Fix.RepairsAsync(
        Ids("ConcurrentDictionary<int, string> {|LMI1007:s_x|}", "s_x[Thread.CurrentThread.ManagedThreadId] = input", read, "s_x.TryRemove(Environment.CurrentManagedThreadId, out _)"),
        Ids("AsyncLocal<string?> s_x", "s_x.Value = input", fixedRead, "s_x.Value = null"));

    [Theory]
    [InlineData("s_x[Thread.CurrentThread.ManagedThreadId] = input", "s_x.Count + s_x[Environment.CurrentManagedThreadId]", "s_x.TryRemove(Environment.CurrentManagedThreadId, out _)")]
    [InlineData("s_x[Thread.CurrentThread.ManagedThreadId] = input", "s_x.TryGetValue(Environment.CurrentManagedThreadId, out var found) ? found : \"none\"", "s_x.Clear()")]
    public Task Not_where_the_map_is_more_than_that(string set, string read, string leave) => Fix.OffersAsync(Ids("ConcurrentDictionary<int, string> s_x", set, read, leave));

    private static string Ids(string field, string set, string read, string leave) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly {{field}} = new();

            private static string Current => {{read}};

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                {{set}};
                try
                {
                    await Task.Delay(1);
                    return Current;
                }
                finally
                {
                    {{leave}};
                }
            }
        }
        """;

    [Theory]
    [InlineData("private static readonly ThreadLocal<string> s_x = new(() => \"none\");", "s_x.Value = input;", "s_x.Value")]
    [InlineData("private static readonly Dictionary<int, string> s_x = new();", "lock (s_x) { s_x[Environment.CurrentManagedThreadId] = input; }", "Read(s_x[Environment.CurrentManagedThreadId])")]
    [InlineData("[ThreadStatic] private static string? t_x;", "await SetAsync(input);", "t_x")]
    public Task Not_offered_where_it_would_mean_something_else(string field, string set, string read) =>
        Fix.OffersAsync(Function(field + (set.StartsWith("await") ? " private static async Task SetAsync(string value) { await Task.Yield(); t_x = value; }" : ""), set, read));

    private static string Function(string field, string set, string read) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            {{field}}

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                {{set}}
                await Task.Delay(1);
                return "" + ({{read}});
            }

            private static string Read(string value) => value;
        }
        """;
}
