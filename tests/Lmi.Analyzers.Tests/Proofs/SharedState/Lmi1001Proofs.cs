using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>Shared collections: nothing lost, doubled or thrown once they are swapped or locked.</summary>
public class Lmi1001Proofs
{
    [Fact]
    public Task Dictionary_entries() => ProveAsync("Make '_orders' a ConcurrentDictionary", """
        public class Function
        {
            private readonly Dictionary<string, int> _orders = new();

            public int Orders => _orders.Count;

            public void Handle(string input, ILambdaContext context) => _orders[input] = input.Length;
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 100;

            public static void Invoke(int number) => s_function.Handle("order " + number, null!);

            public static string? Check(int invocations) => s_function.Orders == invocations ? null : $"{s_function.Orders} of {invocations} orders";
        }
        """);

    [Fact]
    public Task Dictionary_check_then_add() => ProveAsync("Make 'Sessions' a ConcurrentDictionary", """
        public class Function
        {
            private static readonly Dictionary<string, object> Sessions = new();

            public object Handle(string input, ILambdaContext context)
            {
                if (!Sessions.TryGetValue(input, out var session))
                {
                    session = Window.Wide(new object());
                    Sessions[input] = session;
                }

                return session;
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string, object), bool> s_answers = new();

            public static void Invoke(int number) => s_answers[("tenant " + number % 2, s_function.Handle("tenant " + number % 2, null!))] = true;

            public static string? Check(int invocations) => s_answers.Count == 2 ? null : $"{s_answers.Count} sessions for two tenants";
        }
        """);

    [Fact]
    public Task Dictionary_read_modify_write() => ProveAsync("Make '_hits' a ConcurrentDictionary", """
        public class Function
        {
            private readonly Dictionary<string, int> _hits = new();

            public int Hits => _hits.Values.Sum();

            public void Handle(string input, ILambdaContext context) => _hits[input] = _hits.GetValueOrDefault(input) + 1;
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 300;

            public static void Invoke(int number) => s_function.Handle("page " + number % 3, null!);

            public static string? Check(int invocations) => s_function.Hits == invocations ? null : $"{s_function.Hits} of {invocations} hits";
        }
        """);

    [Fact]
    public Task HashSet_claims() => ProveAsync("Make 'Seen' a ConcurrentDictionary", """
        public class Function
        {
            private static readonly HashSet<string> Seen = new();

            public bool Handle(string input, ILambdaContext context) => Seen.Add(input);
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static int s_claims;
            public const int PerCaller = 100;

            public static void Invoke(int number)
            {
                if (s_function.Handle("message " + number / 2, null!))
                {
                    Interlocked.Increment(ref s_claims);
                }
            }

            public static string? Check(int invocations) => s_claims == (invocations + 1) / 2 ? null : $"{s_claims} claims of {(invocations + 1) / 2} messages";
        }
        """);

    [Theory]
    [InlineData("Queue", "Enqueue", "Dequeue")]
    [InlineData("Stack", "Push", "Pop")]
    public Task Queues_and_stacks_stress_only_because_one_call_of_theirs_is_one_step_for_Coyote(string type, string put, string take) => StressAsync("Make '_jobs' a Concurrent" + type, $$"""
        public class Function
        {
            private readonly {{type}}<string> _jobs = new();

            public int Jobs => _jobs.Count;

            public string? Handle(string input, ILambdaContext context)
            {
                _jobs.{{put}}(input);
                if (_jobs.Count > 0)
                {
                    var job = _jobs.{{take}}();
                    return job;
                }

                return null;
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            private static readonly System.Collections.Concurrent.ConcurrentQueue<string?> s_taken = new();
            public const int PerCaller = 100;

            public static void Invoke(int number) => s_taken.Enqueue(s_function.Handle("job " + number, null!));

            public static string? Check(int invocations) =>
                s_function.Jobs == 0 && s_taken.Distinct().Count(static job => job != null) == invocations ? null : $"{s_taken.Distinct().Count()} of {invocations} jobs taken, {s_function.Jobs} left";
        }
        """);

    [Fact]
    public Task List_that_is_appended_to() => ProveAsync("Make '_journal' a ConcurrentQueue", """
        public class Function
        {
            private readonly List<string> _journal = new();

            public int Lines => _journal.Count;

            public void Handle(string input, ILambdaContext context) => _journal.Add(input);
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 300;

            public static void Invoke(int number) => s_function.Handle("line " + number, null!);

            public static string? Check(int invocations) => s_function.Lines == invocations ? null : $"{s_function.Lines} of {invocations} lines";
        }
        """);

    [Fact]
    public Task List_that_is_removed_from() => ProveAsync("Guard every use of '_recent' with a lock", """
        public class Function
        {
            private readonly List<string> _recent = new();

            public int Recent => _recent.Count;

            public void Handle(string input, ILambdaContext context)
            {
                _recent.Add(input);
                if (_recent.Count > 1)
                {
                    Window.Open();
                    _recent.RemoveAt(0);
                }
            }
        }

        public static class Case
        {
            private static readonly Function s_function = new();

            public static void Invoke(int number) => s_function.Handle("order " + number, null!);

            public static string? Check(int invocations) => s_function.Recent == 1 ? null : $"{s_function.Recent} instead of the last";
        }
        """);

    [Fact]
    public Task Lists_in_a_concurrent_dictionary_stress_only_because_Coyote_does_not_watch_elements() => StressAsync("Make each element of 'Rooms' a ConcurrentQueue", """
        using System.Collections.Concurrent;

        public class Function
        {
            private static readonly ConcurrentDictionary<string, List<string>> Rooms = new();

            public static int Members => Rooms.Values.Sum(static r => r.Count);

            public void Handle(string input, ILambdaContext context) => Rooms.GetOrAdd(input, static _ => new List<string>()).Add(input);
        }

        public static class Case
        {
            private static readonly Function s_function = new();
            public const int PerCaller = 300;

            public static void Invoke(int number) => s_function.Handle("room " + number % 3, null!);

            public static string? Check(int invocations) => Function.Members == invocations ? null : $"{Function.Members} of {invocations} members";
        }
        """);

    private static Task StressAsync(string title, string source) => Proof.FailsAndIsRepairedUnderStressAsync<Lmi1001SharedCollectionMutatedCodeFix>(title, source);

    private static Task ProveAsync(string title, string source) => Proof.FailsAndIsRepairedAsync<Lmi1001SharedCollectionMutatedCodeFix>(title, source);
}
