using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

public class Lmi1005CheckThenActTests
{
    [Theory]
    [InlineData("if (!s_carts.ContainsKey(input)) { {|LMI1005:s_carts[input]|} = new Cart(); }")]
    [InlineData("{|LMI1005:s_counts[input]|}++;")]
    [InlineData("{|LMI1005:s_counts[input]|} += 2;")]
    [InlineData("{|LMI1005:s_counts[input]|} = s_counts[input] + 1;")]
    [InlineData("{|LMI1005:s_counts[input]|} = Math.Max(s_counts[input], 3);")]
    [InlineData("{|LMI1005:s_counts[input]|} = s_counts.TryGetValue(input, out var n) ? n + 1 : 1;")]
    [InlineData("{|LMI1005:s_counts[input]|} = s_counts.GetValueOrDefault(input) + 1;")]
    [InlineData("s_counts.TryGetValue(input, out var n); {|LMI1005:s_counts[input]|} = n + 1;")]
    [InlineData("var n = s_counts.GetOrAdd(input, 0); {|LMI1005:s_counts[input]|} = n + 1;")]
    [InlineData("if (s_counts.TryGetValue(input, out var n)) { {|LMI1005:s_counts[input]|} = n + 1; } else { s_counts[input] = 1; }")]
    [InlineData("if (!s_lists.ContainsKey(input)) { {|LMI1005:s_lists[input]|} = new List<string>(); }")]
    [InlineData("if (!s_lists.TryGetValue(input, out var list)) { list = new List<string>(); {|LMI1005:s_lists[input]|} = list; }")]
    [InlineData("if (!s_names.ContainsKey(input)) { {|LMI1005:s_names[input]|} = Guid.NewGuid().ToString(); }")]
    [InlineData("if (!s_counts.ContainsKey(input)) { {|LMI1005:s_counts[input]|} = 1; Work(input); }")]
    [InlineData("if (s_counts.ContainsKey(input)) { return; } {|LMI1005:s_counts[input]|} = 1; Work(input);")]
    [InlineData("if (s_queue.Count < 10) { {|LMI1005:s_queue.Enqueue|}(input); }")]
    [InlineData("if (s_queue.IsEmpty) { {|LMI1005:s_queue.Enqueue|}(input); }")]
    [InlineData("var size = s_queue.Count; if (size < 10) { {|LMI1005:s_queue.Enqueue|}(input); }")]
    [InlineData("if (s_counts.Count < 10) { {|LMI1005:s_counts.TryAdd|}(input, 1); }")]
    [InlineData("if (s_queue.TryPeek(out var first)) { {|LMI1005:s_queue.TryDequeue|}(out _); Work(first); }")]
    [InlineData("if (s_queue.Count > 0) { string first; {|LMI1005:s_queue.TryDequeue|}(out first!); Work(first); }")]
    [InlineData("if (!s_queue.IsEmpty) { {|LMI1005:s_queue.TryDequeue|}(out var first); Work(first!); }")]
    [InlineData("if (s_counts.ContainsKey(input)) { return; } Work(input); {|LMI1005:s_counts.TryAdd|}(input, 1);")]
    [InlineData("if (!s_seen.ContainsKey(input)) { Work(input); {|LMI1005:s_seen.TryAdd|}(input, DateTime.UtcNow); }")]
    [InlineData("if (!IsKnown(input)) { {|LMI1005:s_counts[input]|} = 1; Work(input); }")]
    [InlineData("if (!IsKnown(input)) { Mark(input); Work(input); }", "{|LMI1005:s_names[input]|}")]
    public Task A_write_that_rests_on_a_check_is_reported(string statements, string mark = "s_names[input]") => Verify.RulesAsync(Function(statements, mark, IsKnown: mark[0] == '{' ? "s_names" : "s_counts"));

    [Theory]
    [InlineData("s_counts.AddOrUpdate(input, 1, static (_, n) => n + 1);")]
    [InlineData("if (!s_names.ContainsKey(input)) { s_names[input] = Compute(input); }")]
    [InlineData("if (!s_names.TryGetValue(input, out var name)) { name = Compute(input); s_names[input] = name; } Work(name);")]
    [InlineData("if (s_names.TryGetValue(input, out var name)) { return; } name = Compute(input); Console.WriteLine(\"miss\"); s_names[input] = name;")]
    [InlineData("if (!s_prices.ContainsKey(input)) { s_prices[input] = new Price(input.Length); }")]
    [InlineData("if (!s_counts.ContainsKey(input)) { s_counts[input] = 0; }")]
    [InlineData("if (s_counts.TryGetValue(input, out var n)) { s_counts[input + \"-next\"] = n + 1; }")]
    [InlineData("if (s_counts.ContainsKey(input)) { s_counts[input] = 3; } else { s_counts.TryAdd(input, 3); }")]
    [InlineData("if (s_counts.TryAdd(input, 1)) { Work(input); }")]
    [InlineData("if (s_counts.TryGetValue(input, out var n) && !s_counts.TryUpdate(input, n + 1, n)) { Work(input); }")]
    [InlineData("if (!s_queue.IsEmpty && s_queue.TryDequeue(out var first)) { Work(first); }")]
    [InlineData("s_queue.Enqueue(input); while (s_queue.Count > 10) { s_queue.TryDequeue(out _); }")]
    [InlineData("if (s_queue.Count > 0) { s_queue.TryDequeue(out _); }")]
    [InlineData("var first = \"\"; if (!s_queue.IsEmpty) { s_queue.TryDequeue(out first); } Work(first!);")]
    [InlineData("var first = \"\"; if (!s_queue.IsEmpty) s_queue.TryDequeue(out first); Work(first!);")]
    [InlineData("if (!s_names.TryGetValue(input, out var name)) { name = Compute(input); Work(name); s_names.TryAdd(input, name); }")]
    [InlineData("if (!s_counts.ContainsKey(input)) { if (s_counts.TryAdd(input, 1)) { Work(input); } }")]
    [InlineData("if (!s_counts.ContainsKey(input)) { Console.WriteLine(input); s_counts.TryAdd(input, 1); }")]
    [InlineData("lock (s_gate) { s_counts.TryGetValue(input, out var n); s_counts[input] = n + 1; }")]
    [InlineData("var own = new ConcurrentDictionary<string, int>(); own[input] = 1; own[input]++;")]
    [InlineData("if (!IsKnown(input)) { Console.WriteLine(input); }")]
    public Task One_step_a_fill_that_all_agree_on_and_one_lock_are_not(string statements) => Verify.RulesAsync(Function(statements, "s_names[input]", "s_counts"));

    private static string Function(string statements, string set, string IsKnown) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly object s_gate = new();
            private static readonly ConcurrentDictionary<string, int> s_counts = new();
            private static readonly ConcurrentDictionary<string, string> s_names = new();
            private static readonly ConcurrentDictionary<string, DateTime> s_seen = new();
            private static readonly ConcurrentDictionary<string, List<string>> s_lists = new();
            private static readonly ConcurrentQueue<string> s_queue = new();
            private static readonly ConcurrentDictionary<string, Cart> s_carts = new();
            private static readonly ConcurrentDictionary<string, Price> s_prices = new();

            public void Handle(string input, ILambdaContext context)
            {
                {{statements}}
            }

            private static bool IsKnown(string id) => {{IsKnown}}.ContainsKey(id);

            private static void Mark(string input) => {{set}} = input;

            private static string Compute(string id) => id + "!";

            private static void Work(string id) => Console.WriteLine(id);

            private sealed class Cart
            {
                public ConcurrentBag<string> Items { get; } = new();
            }

            private sealed class Price(int amount)
            {
                public int Amount { get; } = amount;
            }
        }
        """;
}
