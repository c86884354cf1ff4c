using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Where the rule reports, and on what it does not. Whole functions are in the corpus.</summary>
public class Lmi1001SharedCollectionMutatedTests
{
    [Theory]
    [InlineData("Dictionary<string, int>", "{|LMI1001:Shared.Add|}(input, 1);")]
    [InlineData("Dictionary<string, int>", "{|LMI1001:Shared[input]|} = 1;")]
    [InlineData("Dictionary<string, int>", "{|LMI1001:Shared[input]++|};")]
    [InlineData("Dictionary<string, int>", "{|LMI1001:Shared.TryAdd|}(input, 1);")]
    [InlineData("Dictionary<string, int>", "if (Shared.ContainsKey(input)) { {|LMI1001:Shared.Remove|}(input); }")]
    [InlineData("HashSet<string>", "{|LMI1001:Shared.UnionWith|}(new[] { input });")]
    [InlineData("List<string>", "{|LMI1001:Shared.Sort|}();")]
    [InlineData("Queue<string>", "if (Shared.Count > 9) { {|LMI1001:Shared.Dequeue|}(); }")]
    [InlineData("SortedDictionary<string, int>", "{|LMI1001:Shared[input]|} = 1;")]
    [InlineData("LinkedList<string>", "{|LMI1001:Shared.AddFirst|}(input);")]
    [InlineData("List<string>", "Fill({|LMI1001:Shared|}, input);")]
    [InlineData("List<string>", "var alias = Shared; {|LMI1001:alias.Add|}(input);")]
    public Task Mutations_of_shared_collections(string type, string statement) => Verify.RulesAsync(Function($"private static readonly {type} Shared = new();", statement));

    [Theory]
    [InlineData("ConcurrentDictionary<string, int>", "Shared[input] = 1;")]
    [InlineData("List<string>", "_ = Shared.Count + Shared.IndexOf(input);")]
    [InlineData("List<string>", "var copy = Shared.ToArray(); copy[0] = input;")]
    [InlineData("List<string>", "lock (Shared) { Shared.Add(input); }")]
    [InlineData("List<string>", "System.Console.WriteLine(input); lock (Shared) { Fill(Shared, input); }")]
    public Task Reads_concurrent_collections_and_locks_are_safe(string type, string statement) => Verify.RulesAsync(Function($"private static readonly {type} Shared = new();", statement));

    [Theory]
    [InlineData("private static readonly int[] s_lengths = new int[9];", "{|LMI1001:s_lengths[0]|} = input.Length;")]
    [InlineData("private readonly List<string> _words = new();", "{|LMI1001:_words.Add|}(input);")]
    [InlineData("private readonly ConcurrentDictionary<string, List<string>> _byKey = new();", "{|LMI1001:_byKey.GetOrAdd(input, static _ => new()).Add|}(input);")]
    [InlineData("public IList<string> Words { get; } = new List<string>();", "{|LMI1001:Words.Add|}(input);")]
    public Task Arrays_fields_elements_and_interfaces(string declaration, string statement) => Verify.RulesAsync(Function(declaration, statement));

    [Fact]
    public Task The_first_mutation_of_each_collection_in_each_member() => Verify.RulesAsync(Function(
        "private static readonly List<string> A = new(); private static readonly List<string> B = new();",
        "{|LMI1001:A.Add|}(input); A.Sort(); {|LMI1001:B.Add|}(input); B.Reverse();"));

    [Fact]
    public Task A_collection_that_only_the_constructor_fills() => Verify.RulesAsync(Function(
        "private static readonly List<string> Shared = new(); public Function() { Shared.Add(\"a\"); }", "_ = Shared[0];"));

    private static string Function(string declaration, string statement) => $$"""
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public class Function
        {
            {{declaration}}

            public void Handle(string input, ILambdaContext context)
            {
                {{statement}}
            }

            private static void Fill(List<string> words, string word) => words.Add(word);
        }
        """;
}
