using System.Threading.Tasks;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1005CheckThenActCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Which check and write become one call, and which do not. The verifier runs Fix All as well.</summary>
public sealed class Lmi1005CheckThenActCodeFixTests
{
    [Theory]
    [InlineData(
        "if (!s_seen.ContainsKey(id)) { {|LMI1005:s_seen[id]|} = DateTime.UtcNow; return Work(id); } return 0;",
        "if (s_seen.TryAdd(id, DateTime.UtcNow)) { return Work(id); } return 0;")]
    [InlineData(
        "if (s_seen.ContainsKey(id)) return 0; {|LMI1005:s_seen[id]|} = DateTime.UtcNow; return Work(id);",
        "if (!s_seen.TryAdd(id, DateTime.UtcNow)) return 0; return Work(id);")]
    public Task Claim_becomes_TryAdd(string before, string after) => Fix.RepairsAsync(Function(before), Function(after));

    [Theory]
    [InlineData(
        "if (!s_lists.TryGetValue(id, out var list)) { list = new Bag(); {|LMI1005:s_lists[id]|} = list; } return list.Size;",
        "var list = s_lists.GetOrAdd(id, _ => new Bag()); return list.Size;")]
    [InlineData(
        "if (s_lists.TryGetValue(id, out var list)) return list.Size; var made = new Bag(); {|LMI1005:s_lists[id]|} = made; return made.Size;",
        "if (s_lists.TryGetValue(id, out var list)) return list.Size; var made = new Bag(); made = s_lists.GetOrAdd(id, made); return made.Size;")]
    public Task Missing_object_becomes_GetOrAdd(string before, string after) => Fix.RepairsAsync(Function(before), Function(after));

    [Theory]
    [InlineData(
        "if (s_calls.TryGetValue(id, out var n)) {|LMI1005:s_calls[id]|} = n + 1; else s_calls[id] = 1; return 0;",
        "s_calls.AddOrUpdate(id, 1, (_, n) => n + 1); return 0;")]
    [InlineData(
        "s_calls.TryGetValue(id, out var n); {|LMI1005:s_calls[id]|} = n + 1; return 0;",
        "s_calls.AddOrUpdate(id, 1, (_, n) => n + 1); return 0;")]
    [InlineData(
        "{|LMI1005:s_calls[id]|} = s_calls.GetValueOrDefault(id) + 1; return 0;",
        "s_calls.AddOrUpdate(id, 1, (_, current) => current + 1); return 0;")]
    [InlineData(
        "{|LMI1005:s_calls[id]|} = s_calls[id] + 1; return 0;",
        "s_calls.AddOrUpdate(id, _ => throw new KeyNotFoundException(), (_, current) => current + 1); return 0;")]
    public Task Computed_entry_becomes_AddOrUpdate(string before, string after) => Fix.RepairsAsync(Function(before), Function(after));

    [Theory]
    [InlineData(
        "if (s_calls.ContainsKey(id)) { {|LMI1005:s_calls.TryRemove|}(id, out var n); Work(id); return n; } return 0;",
        "if (s_calls.TryRemove(id, out var n)) { Work(id); return n; } return 0;")]
    [InlineData(
        "if (s_calls.TryGetValue(id, out var n)) { {|LMI1005:s_calls.TryRemove|}(id, out _); Work(id); return n; } return 0;",
        "if (s_calls.TryRemove(id, out var n)) { Work(id); return n; } return 0;")]
    [InlineData(
        "if (!s_queue.IsEmpty) { {|LMI1005:s_queue.TryDequeue|}(out var item); return Work(item!); } return 0;",
        "if (s_queue.TryDequeue(out var item)) { return Work(item!); } return 0;")]
    [InlineData(
        "if (s_queue.Count > 0) { string item; {|LMI1005:s_queue.TryDequeue|}(out item!); return Work(item); } return 0;",
        "if (s_queue.TryDequeue(out var item)) { return Work(item); } return 0;")]
    public Task What_was_seen_is_taken_in_one_step(string before, string after) => Fix.RepairsAsync(Function(before), Function(after));

    /// <summary>Several reports of one collection and of two, in one Fix All.</summary>
    [Fact]
    public Task All_are_repaired() => Fix.RepairsAsync(
        Function(
            "if (!s_seen.ContainsKey(id)) { {|LMI1005:s_seen[id]|} = DateTime.UtcNow; return Work(id) + Count(id); } return Again(id);",
            "private static int Count(string id) { if (s_calls.TryGetValue(id, out var n)) {|LMI1005:s_calls[id]|} = n + 1; else s_calls[id] = 1; return 1; }\n    private static int Again(string id) { if (s_calls.TryGetValue(id, out var n)) {|LMI1005:s_calls[id]|} = n + 2; else s_calls[id] = 2; return 1; }"),
        Function(
            "if (s_seen.TryAdd(id, DateTime.UtcNow)) { return Work(id) + Count(id); } return Again(id);",
            "private static int Count(string id) { s_calls.AddOrUpdate(id, 1, (_, n) => n + 1); return 1; }\n    private static int Again(string id) { s_calls.AddOrUpdate(id, 2, (_, n) => n + 2); return 1; }"));

    /// <summary>A value with an effect, a value used later, a size, a helper between check and write.</summary>
    [Theory]
    [InlineData("if (!s_calls.ContainsKey(id)) { s_calls[id] = Work(id); Work(id); } return 0;")]
    [InlineData("if (s_calls.TryGetValue(id, out var n)) s_calls[id] = n + 1; else s_calls[id] = 1; return n;")]
    [InlineData("if (s_calls.TryGetValue(id, out var n)) s_calls[id] = n + Work(id); else s_calls[id] = 1; return 0;")]
    [InlineData("if (s_queue.Count < 8) s_queue.Enqueue(id); return 0;")]
    [InlineData("if (s_queue.IsEmpty) s_queue.Enqueue(id); return 0;")]
    [InlineData("if (!s_seen.ContainsKey(id)) { Work(id); s_seen[id] = DateTime.UtcNow; } return 0;")]
    [InlineData("if (s_calls.TryGetValue(id, out var n)) { s_calls.TryRemove(id, out var m); Work(id); return n + m; } return 0;")]
    public Task Not_offered_where_the_meaning_changes(string statements) => Fix.OffersAsync(Function(statements));

    /// <summary>What opens a file, or runs code of ours, is not made for an entry that is there already.</summary>
    [Theory]
    [InlineData("if (!s_files.ContainsKey(id)) { s_files[id] = new FileStream(id, FileMode.Append); return Work(id); } return 0;")]
    [InlineData("if (s_tickets.TryGetValue(id, out var t)) s_tickets[id] = t with { Count = t.Count + 1 }; else s_tickets[id] = new Ticket(); return 0;")]
    public Task Not_offered_where_making_the_value_does_something(string statements) => Fix.OffersAsync(Function(statements));

    [Theory]
    [InlineData("if (!s_lists.TryGetValue(id, out var list)) { list = Open(id); {|LMI1005:s_lists[id]|} = list; Work(id); } return list.Size;")]
    public Task What_one_invocation_does_for_all_is_not_moved_into_a_factory(string statements) => Fix.OffersAsync(Function(statements.Replace("{|LMI1005:", "").Replace("|}", ""), "private static Bag Open(string id) { Work(id); return new Bag(); }"));

    private static string Function(string statements, string members = "") => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using Amazon.Lambda.Core;

        public sealed class Bag
        {
            public int Size;
        }

        public sealed record Ticket
        {
            public int Number { get; } = Environment.TickCount + Math.Abs(1);
            public int Count { get; init; }
        }

        public class Function
        {
            private static readonly ConcurrentDictionary<string, DateTime> s_seen = new();
            private static readonly ConcurrentDictionary<string, int> s_calls = new();
            private static readonly ConcurrentDictionary<string, Bag> s_lists = new();
            private static readonly ConcurrentQueue<string> s_queue = new();
            private static readonly ConcurrentDictionary<string, FileStream> s_files = new();
            private static readonly ConcurrentDictionary<string, Ticket> s_tickets = new();

            public int Handle(string id, ILambdaContext context)
            {
                {{statements}}
            }

            private static int Work(string id)
            {
                Console.Out.WriteLine(id);
                return Environment.TickCount;
            }

            {{members}}
        }
        """;
}
