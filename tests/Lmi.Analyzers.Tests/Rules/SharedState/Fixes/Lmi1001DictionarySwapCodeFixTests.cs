using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Each shape of dictionary use, before and after the swap.</summary>
public sealed class Lmi1001DictionarySwapCodeFixTests
{
    /// <summary>Statements of a handler over <c>Counts</c>, and what becomes of them.</summary>
    [Theory]
    // A counter, in the ways people write it.
    [InlineData("if (Counts.ContainsKey(key)) Counts[key]++; else Counts[key] = 1;", "Counts.AddOrUpdate(key, 1, (_, current) => current + 1);")]
    [InlineData("if (!Counts.ContainsKey(key)) Counts.Add(key, 1); else Counts[key] += size;", "Counts.AddOrUpdate(key, 1, (_, current) => current + size);")]
    [InlineData("if (Counts.ContainsKey(key)) Counts[key] = Counts[key] + 1; else Counts.Add(key, 1);", "Counts.AddOrUpdate(key, 1, (_, current) => current + 1);")]
    [InlineData("if (Counts.TryGetValue(key, out var n)) Counts[key] = n + 1; else Counts[key] = 1;", "Counts.AddOrUpdate(key, 1, (_, n) => n + 1);")]
    [InlineData("if (!Counts.TryGetValue(key, out var n)) Counts.Add(key, 1); else Counts[key] = n + size;", "Counts.AddOrUpdate(key, 1, (_, n) => n + size);")]
    [InlineData("Counts[key] = Counts.GetValueOrDefault(key) + 1;", "Counts.AddOrUpdate(key, 1, (_, current) => current + 1);")]
    [InlineData("Counts[key] = Counts.GetValueOrDefault(key, 10) + size;", "Counts.AddOrUpdate(key, 10 + size, (_, current) => current + size);")]
    [InlineData("Counts[key] = Counts.TryGetValue(key, out var n) ? n + 1 : 1;", "Counts.AddOrUpdate(key, 1, (_, n) => n + 1);")]
    [InlineData("Counts[key] = (Counts.TryGetValue(key, out var n) ? n : 0) + size;", "Counts.AddOrUpdate(key, 0 + size, (_, n) => n + size);")]
    [InlineData("Counts[key] = Counts.ContainsKey(key) ? Counts[key] + 1 : 1;", "Counts.AddOrUpdate(key, 1, (_, current) => current + 1);")]
    [InlineData("Counts[key] = Math.Max(Counts.GetValueOrDefault(key), size);", "Counts.AddOrUpdate(key, Math.Max(0, size), (_, current) => Math.Max(current, size));")]
    // Without the key the indexer throws, and so does what takes its place.
    [InlineData("Counts[key]++;", "Counts.AddOrUpdate(key, _ => throw new KeyNotFoundException(), (_, current) => current + 1);")]
    [InlineData("Counts[key] += size;", "Counts.AddOrUpdate(key, _ => throw new KeyNotFoundException(), (_, current) => current + size);")]
    [InlineData("Counts[key] -= size * 2;", "Counts.AddOrUpdate(key, _ => throw new KeyNotFoundException(), (_, current) => current - (size * 2));")]
    // Check, then act.
    [InlineData("if (!Counts.ContainsKey(key)) Counts.Add(key, size);", "Counts.TryAdd(key, size);")]
    [InlineData("if (!Counts.ContainsKey(key)) Counts[key] = key.Length;", "Counts.TryAdd(key, key.Length);")]
    [InlineData("if (Counts.ContainsKey(key)) Counts.Remove(key);", "Counts.TryRemove(key, out _);")]
    [InlineData("Counts.Remove(key);", "Counts.TryRemove(key, out _);")]
    [InlineData("if (Counts.Remove(key, out var n)) Console.WriteLine(n);", "if (Counts.TryRemove(key, out var n)) Console.WriteLine(n);")]
    [InlineData("Counts[key] = size;", "Counts[key] = size;")]
    [InlineData("Counts.TryAdd(key, size);", "Counts.TryAdd(key, size);")]
    public Task Statement(string before, string after) => Lmi1001CodeFixTest.SwapAsync(Handler(before), Handler(after, "ConcurrentDictionary"));

    [Theory]
    [InlineData(
        "Counts.TryGetValue(key, out var n);\nCounts[key] = n + 1;\nreturn size;",
        "Counts.AddOrUpdate(key, 1, (_, n) => n + 1);\nreturn size;")]
    [InlineData(
        "Counts.TryGetValue(key, out var n);\nn++;\nCounts[key] = n;\nreturn n;",
        "var n = Counts.AddOrUpdate(key, 1, (_, current) => current + 1);\nreturn n;")]
    [InlineData(
        "var n = Counts.TryGetValue(key, out var old) ? old + 1 : 1;\nCounts[key] = n;\nreturn n;",
        "var n = Counts.AddOrUpdate(key, 1, (_, old) => old + 1);\nreturn n;")]
    [InlineData(
        "var n = Counts.GetValueOrDefault(key) + size;\nCounts[key] = n;\nreturn n;",
        "var n = Counts.AddOrUpdate(key, size, (_, current) => current + size);\nreturn n;")]
    [InlineData(
        "if (!Counts.ContainsKey(key))\n{\n    Counts[key] = 0;\n}\nCounts[key] += size;\nreturn 0;",
        "Counts.AddOrUpdate(key, size, (_, current) => current + size);\nreturn 0;")]
    [InlineData(
        "return ++Counts[key];",
        "return Counts.AddOrUpdate(key, _ => throw new KeyNotFoundException(), (_, current) => current + 1);")]
    [InlineData(
        "var before = Counts[key]++;\nreturn before;",
        "var before = Counts.AddOrUpdate(key, _ => throw new KeyNotFoundException(), (_, current) => current + 1) - 1;\nreturn before;")]
    [InlineData(
        "if (!Counts.TryGetValue(key, out var n))\n{\n    n = key.Length;\n    Counts[key] = n;\n}\nreturn n;",
        "var n = Counts.GetOrAdd(key, _ => key.Length);\nreturn n;")]
    [InlineData(
        "if (!Counts.TryGetValue(key, out var n))\n    Counts[key] = n = Work(key);\nreturn n;",
        "var n = Counts.GetOrAdd(key, _ => Work(key));\nreturn n;")]
    [InlineData(
        "if (!Counts.TryGetValue(key, out var n))\n{\n    context.Logger.LogInformation(key);\n    // The slow part.\n    n = Work(key);\n    Counts.Add(key, n);\n}\nreturn n;",
        "if (!Counts.TryGetValue(key, out var n))\n{\n    context.Logger.LogInformation(key);\n    // The slow part.\n    n = Work(key);\n    n = Counts.GetOrAdd(key, n);\n}\nreturn n;")]
    [InlineData(
        "if (Counts.TryGetValue(key, out var n)) return n;\nvar value = Work(key);\nCounts[key] = value;\nreturn value;",
        "if (Counts.TryGetValue(key, out var n)) return n;\nvar value = Work(key);\nvalue = Counts.GetOrAdd(key, value);\nreturn value;")]
    [InlineData(
        "if (Counts.TryGetValue(key, out var n)) return n;\nreturn Counts[key] = Work(key);",
        "if (Counts.TryGetValue(key, out var n)) return n;\nreturn Counts.GetOrAdd(key, Work(key));")]
    [InlineData(
        "if (!Counts.ContainsKey(key))\n{\n    Counts.Add(key, size);\n    Console.WriteLine(key);\n}\nreturn 0;",
        "if (Counts.TryAdd(key, size))\n{\n    Console.WriteLine(key);\n}\nreturn 0;")]
    [InlineData(
        "if (Counts.ContainsKey(key)) return 0; // seen\nCounts.Add(key, size);\nConsole.WriteLine(key);\nreturn 1;",
        "if (!Counts.TryAdd(key, size)) return 0; // seen\nConsole.WriteLine(key);\nreturn 1;")]
    [InlineData(
        "if (Counts.TryGetValue(key, out var n))\n{\n    Counts.Remove(key);\n    Console.WriteLine(n);\n}\nreturn 0;",
        "if (Counts.TryRemove(key, out var n))\n{\n    Console.WriteLine(n);\n}\nreturn 0;")]
    [InlineData(
        "Counts.Add(key, size); // once\nreturn 0;",
        "if (!Counts.TryAdd(key, size))\n{\n    throw new ArgumentException(\"An item with the same key has already been added.\");\n} // once\nreturn 0;")]
    // Comments stay.
    [InlineData(
        "if (Counts.ContainsKey(key))\n    Counts[key]++; // again\nelse\n    Counts[key] = 1;\nreturn 0;",
        "Counts.AddOrUpdate(key, 1, (_, current) => current + 1); // again\nreturn 0;")]
    [InlineData(
        "// Counts.\nif (Counts.ContainsKey(key))\n    Counts[key]++; // again\nelse\n    Counts[key] = 1; // first\nreturn 0;",
        "// Counts.\n// again\nCounts.AddOrUpdate(key, 1, (_, current) => current + 1); // first\nreturn 0;")]
    [InlineData(
        "if (Counts.ContainsKey(key)) return 0;\n\n// New.\nCounts.Add(key, size); // here\nreturn 1;",
        "if (!Counts.TryAdd(key, size)) return 0;\n\n// New.\n// here\nreturn 1;")]
    public Task Statements(string before, string after) => Lmi1001CodeFixTest.SwapAsync(IntHandler(before), IntHandler(after, "ConcurrentDictionary"));

    /// <summary>Ways to make a dictionary. The indexer write keeps the rule and the swap interested.</summary>
    [Theory]
    [InlineData("Dictionary<string, int> Counts = new Dictionary<string, int>();", "ConcurrentDictionary<string, int> Counts = new ConcurrentDictionary<string, int>();")]
    [InlineData("Dictionary<string, int> Counts = new(StringComparer.OrdinalIgnoreCase);", "ConcurrentDictionary<string, int> Counts = new(StringComparer.OrdinalIgnoreCase);")]
    [InlineData("Dictionary<string, int> Counts = new(100);", "ConcurrentDictionary<string, int> Counts = new(Environment.ProcessorCount, 100);")]
    [InlineData("Dictionary<string, int> Counts = new(100, StringComparer.Ordinal);", "ConcurrentDictionary<string, int> Counts = new(Environment.ProcessorCount, 100, StringComparer.Ordinal);")]
    [InlineData("Dictionary<string, int> Counts = [];", "ConcurrentDictionary<string, int> Counts = new();")]
    [InlineData("Dictionary<string, int> Counts = new() { { \"a\", 1 }, { \"b\", 2 } };", "ConcurrentDictionary<string, int> Counts = new() { [\"a\"] = 1, [\"b\"] = 2 };")]
    [InlineData("Dictionary<string, int> Counts = new() { [\"a\"] = 1 };", "ConcurrentDictionary<string, int> Counts = new() { [\"a\"] = 1 };")]
    [InlineData("Dictionary<string, int> Counts = new Dictionary<string, int> { { \"a\", 1 } };", "ConcurrentDictionary<string, int> Counts = new ConcurrentDictionary<string, int> { [\"a\"] = 1 };")]
    [InlineData("IDictionary<string, int> Counts = new Dictionary<string, int>();", "ConcurrentDictionary<string, int> Counts = new ConcurrentDictionary<string, int>();")]
    [InlineData("System.Collections.Generic.Dictionary<string, int> Counts = new();", "ConcurrentDictionary<string, int> Counts = new();")]
    [InlineData("Dictionary<string, int> Counts = \"a b\".Split().ToDictionary(w => w, w => 0);", "ConcurrentDictionary<string, int> Counts = new ConcurrentDictionary<string, int>(\"a b\".Split().ToDictionary(w => w, w => 0));")]
    public Task Created(string before, string after) => Lmi1001CodeFixTest.SwapAsync(
        "private static readonly " + before + "\n\npublic void Handle(string key, ILambdaContext context) => Counts[key] = 1;",
        "private static readonly " + after + "\n\npublic void Handle(string key, ILambdaContext context) => Counts[key] = 1;");

    /// <summary>Uses that stay as they are, or need a copy first, beside a write.</summary>
    [Theory]
    [InlineData("public int Size() => Counts.Count;", "public int Size() => Counts.Count;")]
    [InlineData("public int Sum() => Counts.Values.Sum();", "public int Sum() => Counts.Values.Sum();")]
    [InlineData("public string Names() => string.Join(\",\", Counts.Keys);", "public string Names() => string.Join(\",\", Counts.Keys);")]
    [InlineData("public IReadOnlyDictionary<string, int> All() => Counts;", "public IReadOnlyDictionary<string, int> All() => Counts;")]
    [InlineData("public IDictionary<string, int> All => Counts;", "public IDictionary<string, int> All => Counts;")]
    [InlineData("public Dictionary<string, int> Copy() => new(Counts);", "public Dictionary<string, int> Copy() => new(Counts);")]
    [InlineData("public List<string> Big() => Counts.Where(p => p.Value > 9).Select(p => p.Key).ToList();", "public List<string> Big() => Counts.Where(p => p.Value > 9).Select(p => p.Key).ToList();")]
    [InlineData("public List<KeyValuePair<string, int>> List() => Counts.ToList();", "public List<KeyValuePair<string, int>> List() => Counts.ToArray().ToList();")]
    [InlineData("public string Top() => Counts.OrderBy(p => p.Value).First().Key;", "public string Top() => Counts.ToArray().OrderBy(p => p.Value).First().Key;")]
    [InlineData("public bool Has(int n) => Counts.ContainsValue(n);", "public bool Has(int n) => Counts.Values.Contains(n);")]
    [InlineData("public int Of(string k) => Counts.TryGetValue(k, out var n) ? n : 0;", "public int Of(string k) => Counts.TryGetValue(k, out var n) ? n : 0;")]
    [InlineData("public int Of(string k) => Counts!.GetValueOrDefault(k);", "public int Of(string k) => Counts!.GetValueOrDefault(k);")]
    [InlineData("public void Hit(string k) => Counts[k]++;", "public void Hit(string k) => Counts.AddOrUpdate(k, _ => throw new KeyNotFoundException(), (_, current) => current + 1);")]
    [InlineData("public int Hit(string k) => Counts[k] = Counts.GetValueOrDefault(k) + 1;", "public int Hit(string k) => Counts.AddOrUpdate(k, 1, (_, current) => current + 1);")]
    [InlineData("public int Hit(string k) => Counts[k]--;", "public int Hit(string k) => Counts.AddOrUpdate(k, _ => throw new KeyNotFoundException(), (_, current) => current - 1) + 1;")]
    [InlineData("public void Put(string k) => Counts.Add(key: k, value: 1);", "public void Put(string k) => ((IDictionary<string, int>)Counts).Add(key: k, value: 1);")]
    public Task Elsewhere(string before, string after) => Lmi1001CodeFixTest.SwapAsync(
        "private static readonly Dictionary<string, int> Counts = new();\n\npublic void Handle(string key, ILambdaContext context) => Counts[key] = 1;\n\n" + before,
        "private static readonly ConcurrentDictionary<string, int> Counts = new();\n\npublic void Handle(string key, ILambdaContext context) => Counts[key] = 1;\n\n" + after);

    [Fact]
    public Task AsyncCache() => Lmi1001CodeFixTest.SwapAsync(
        """
        private static readonly Dictionary<string, string> _cache = new();

        public async Task<string> Handle(string key, ILambdaContext context)
        {
            if (_cache.TryGetValue(key, out var value))
            {
                return value;
            }

            value = await LoadAsync(key);
            _cache[key] = value;
            return value;
        }

        private static Task<string> LoadAsync(string key) => Task.FromResult(key);
        """,
        """
        private static readonly ConcurrentDictionary<string, string> _cache = new();

        public async Task<string> Handle(string key, ILambdaContext context)
        {
            if (_cache.TryGetValue(key, out var value))
            {
                return value;
            }

            value = await LoadAsync(key);
            value = _cache.GetOrAdd(key, value);
            return value;
        }

        private static Task<string> LoadAsync(string key) => Task.FromResult(key);
        """);

    /// <summary>Here a swap would leave a check that others can overtake, or lose what the plain type does.</summary>
    [Theory]
    [InlineData("if (Counts.Count < 100) Counts[key] = size;")]
    [InlineData("if (Counts.Count > 100) Counts.Clear();\nCounts[key] = size;")]
    [InlineData("foreach (var pair in Counts) { if (pair.Value < size) Counts.Remove(pair.Key); }")]
    [InlineData("var n = Counts.GetValueOrDefault(key);\nif (n < 10) Counts[key] = n + 1;")]
    [InlineData("if (Counts.TryGetValue(key, out var last) && size - last < 5) return;\nCounts[key] = size;")]
    [InlineData("if (!Counts.ContainsKey(key)) { context.Logger.Equals(key); Counts.Add(key, size); }")]
    [InlineData("Counts[key] = Counts[key + \"x\"];")]
    [InlineData("Counts.EnsureCapacity(10);\nCounts[key] = size;")]
    public Task NotSwapped(string statements) => Lmi1001CodeFixTest.NoSwapAsync(Handler(statements));

    private static string Handler(string statements, string type = "Dictionary") =>
        "private static readonly " + type + "<string, int> Counts = new();\n\npublic void Handle(string key, ILambdaContext context)\n{\n    var size = 2;\n    "
        + statements.Replace("\n", "\n    ", System.StringComparison.Ordinal) + "\n}";

    private static string IntHandler(string statements, string type = "Dictionary") =>
        Handler(statements, type).Replace("public void", "public int", System.StringComparison.Ordinal) + "\n\nprivate static int Work(string key) => key.Length;";
}
