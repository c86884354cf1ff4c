using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>What has no concurrent counterpart gets a lock, around reads as well.</summary>
public sealed class Lmi1001LockCodeFixTests
{
    private const string State = "private static readonly List<string> Names = new();";
    private const string Locked = State + "\nprivate static readonly object NamesLock = new();";

    /// <summary>Statements of a handler over a list that is also sorted, and what becomes of them.</summary>
    [Theory]
    [InlineData(
        "Names.Sort();",
        "lock (NamesLock)\n{\n    Names.Sort();\n}")]
    [InlineData(
        "// Before.\nNames.Sort(); // here\n\nConsole.WriteLine(key);",
        "// Before.\nlock (NamesLock)\n{\n    Names.Sort(); // here\n}\n\nConsole.WriteLine(key);")]
    [InlineData(
        "if (!Names.Contains(key))\n{\n    Names.Insert(0, key);\n}\nConsole.WriteLine(key);",
        "lock (NamesLock)\n{\n    if (!Names.Contains(key))\n    {\n        Names.Insert(0, key);\n    }\n}\nConsole.WriteLine(key);")]
    [InlineData(
        "Names.Remove(key);\nvar left = Names.Count;\nConsole.WriteLine(left);",
        "int left;\nlock (NamesLock)\n{\n    Names.Remove(key);\n    left = Names.Count;\n}\nConsole.WriteLine(left);")]
    [InlineData(
        "Names.Remove(key);\nvar first = Names[0];\nConsole.WriteLine(first.Length);",
        "string first;\nlock (NamesLock)\n{\n    Names.Remove(key);\n    first = Names[0];\n}\nConsole.WriteLine(first.Length);")]
    [InlineData(
        "foreach (var name in key.Split())\n    Names.Remove(name);",
        "foreach (var name in key.Split())\n    lock (NamesLock)\n    {\n        Names.Remove(name);\n    }")]
    [InlineData(
        "Names.Sort();\nforeach (var name in Names)\n{\n    Console.WriteLine(name);\n}",
        "lock (NamesLock)\n{\n    Names.Sort();\n    foreach (var name in Names)\n    {\n        Console.WriteLine(name);\n    }\n}")]
    [InlineData(
        "Names.Sort();\nvar found = Names.Where(n => n == key);\nConsole.WriteLine(found.Count());",
        "List<string> found;\nlock (NamesLock)\n{\n    Names.Sort();\n    found = Names.Where(n => n == key).ToList();\n}\nConsole.WriteLine(found.Count());")]
    [InlineData(
        "var alias = Names;\nalias.Remove(key);\nConsole.WriteLine(alias.Count);\nConsole.WriteLine(key);",
        "lock (NamesLock)\n{\n    var alias = Names;\n    alias.Remove(key);\n    Console.WriteLine(alias.Count);\n}\nConsole.WriteLine(key);")]
    [InlineData(
        "var (left, _) = (Names.Count, Names.Remove(key));\nConsole.WriteLine(left);",
        "int left;\nlock (NamesLock)\n{\n    (left, _) = (Names.Count, Names.Remove(key));\n}\nConsole.WriteLine(left);")]
    [InlineData(
        "switch (key)\n{\n    case \"sort\":\n        Names.Sort();\n        break;\n}",
        "switch (key)\n{\n    case \"sort\":\n        lock (NamesLock)\n        {\n            Names.Sort();\n        }\n        break;\n}")]
    [InlineData(
        "Names.Sort();\nConsole.WriteLine(\"\"\"\n    raw\n    \"\"\");\nNames.Reverse();",
        "lock (NamesLock)\n{\n    Names.Sort();\n    Console.WriteLine(\"\"\"\n    raw\n    \"\"\");\n    Names.Reverse();\n}")]
    public Task Statements(string before, string after) => Lmi1001CodeFixTest.LockAsync(State + Handler(before), Locked + Handler(after));

    [Theory]
    [InlineData(
        "public int Size() => Names.Count;",
        "public int Size()\n{\n    lock (NamesLock)\n    {\n        return Names.Count;\n    }\n}")]
    [InlineData(
        "public int Size => Names.Count;",
        "public int Size\n{\n    get\n    {\n        lock (NamesLock)\n        {\n            return Names.Count;\n        }\n    }\n}")]
    [InlineData(
        "public int Size\n{\n    get => Names.Count;\n}",
        "public int Size\n{\n    get\n    {\n        lock (NamesLock)\n        {\n            return Names.Count;\n        }\n    }\n}")]
    [InlineData(
        "public IEnumerable<string> Long() => Names.Where(n => n.Length > 9);",
        "public IEnumerable<string> Long()\n{\n    lock (NamesLock)\n    {\n        return Names.Where(n => n.Length > 9).ToList();\n    }\n}")]
    [InlineData(
        "public bool Has(string[] some) => some.All(s => Names.Contains(s));",
        "public bool Has(string[] some) => some.All(s =>\n{\n    lock (NamesLock)\n    {\n        return Names.Contains(s);\n    }\n});")]
    [InlineData(
        "public string All() => string.Join(\",\", Names);",
        "public string All()\n{\n    lock (NamesLock)\n    {\n        return string.Join(\",\", Names);\n    }\n}")]
    [InlineData(
        "public List<string> All() => new(Names);",
        "public List<string> All()\n{\n    lock (NamesLock)\n    {\n        return new(Names);\n    }\n}")]
    [InlineData(
        "public async Task SaveAsync() => await Console.Out.WriteLineAsync(Names.Count.ToString());",
        "public async Task SaveAsync()\n{\n    string count;\n    lock (NamesLock)\n    {\n        count = Names.Count.ToString();\n    }\n    await Console.Out.WriteLineAsync(count);\n}")]
    [InlineData(
        "public async Task SaveAsync()\n{\n    foreach (var name in Names)\n    {\n        await Console.Out.WriteLineAsync(name);\n    }\n}",
        "public async Task SaveAsync()\n{\n    string[] snapshot;\n    lock (NamesLock)\n    {\n        snapshot = Names.ToArray();\n    }\n    foreach (var name in snapshot)\n    {\n        await Console.Out.WriteLineAsync(name);\n    }\n}")]
    [InlineData(
        "public void Hand() => Use(Names);\n\nprivate static void Use(List<string> list) => list.Clear();",
        "public void Hand()\n{\n    lock (NamesLock)\n    {\n        Use(Names);\n    }\n}\n\nprivate static void Use(List<string> list) => list.Clear();")]
    [InlineData(
        "public IEnumerable<string> Each()\n{\n    foreach (var name in Names) yield return name;\n}",
        "public IEnumerable<string> Each()\n{\n    string[] snapshot;\n    lock (NamesLock)\n    {\n        snapshot = Names.ToArray();\n    }\n    foreach (var name in snapshot) yield return name;\n}")]
    [InlineData(
        "public T Size<T>(T other) where T : class => Names.Count > 0 ? other : null!;",
        "public T Size<T>(T other) where T : class \n{\n    lock (NamesLock)\n    {\n        return Names.Count > 0 ? other : null!;\n    }\n}")]
    [InlineData(
        "public async Task<int> AddAsync(string key)\n{\n    Names.Insert(0, key);\n    await Task.Yield();\n    return Names.Count;\n}",
        "public async Task<int> AddAsync(string key)\n{\n    lock (NamesLock)\n    {\n        Names.Insert(0, key);\n    }\n    await Task.Yield();\n    lock (NamesLock)\n    {\n        return Names.Count;\n    }\n}")]
    public Task Elsewhere(string before, string after) => Lmi1001CodeFixTest.LockAsync(
        State + Handler("Names.Sort();") + "\n\n" + before,
        Locked + Handler("lock (NamesLock)\n{\n    Names.Sort();\n}") + "\n\n" + after);

    /// <summary>A lock here would split what belongs together, be held across an await, or not reach where the list goes.</summary>
    [Theory]
    [InlineData("public List<string> All() => Names;")]
    [InlineData("public void Hand() => Use(Names);\n\nprivate static List<string>? s_kept;\n\nprivate static void Use(List<string> list) => s_kept = list;")]
    [InlineData("public void Hand() => Use(Names);\n\nprivate static async void Use(List<string> list)\n{\n    await Task.Yield();\n    list.Clear();\n}")]
    [InlineData("public async Task AddAsync(string key)\n{\n    if (!Names.Contains(key))\n    {\n        await Task.Yield();\n        Names.Insert(0, key);\n    }\n}")]
    [InlineData("public async Task AddAsync(string key)\n{\n    var at = Names.Count;\n    await Task.Yield();\n    Names.Insert(at, key);\n}")]
    [InlineData("public void Each()\n{\n    Names.Clear();\n    Parallel.For(0, 9, i => Names.Insert(0, \"x\"));\n    if (Names.Count > 5) Names.Clear();\n    var n = Names.Count;\n    Parallel.For(0, n, i => Names.Sort());\n    Names.RemoveAt(n);\n}")]
    [InlineData("public void Configured()\n{\n#if DEBUG\n    Names.Sort();\n#else\n    Names.Reverse();\n#endif\n    Names.Clear();\n}")]
    [InlineData("public async Task SaveAsync() => await Console.Out.WriteLineAsync(Console.ReadLine() + Names.Count);")]
    [InlineData("private readonly System.Threading.SemaphoreSlim _gate = new(1);\n\npublic async Task AddAsync(string key)\n{\n    await _gate.WaitAsync();\n    try { Names.Insert(0, key); } finally { _gate.Release(); }\n}")]
    public Task Refused(string member) => Lmi1001CodeFixTest.NothingAsync(State + Handler("Names.Sort();") + "\n\n" + member);

    [Fact]
    public Task PublicStateUsedOutside() => Lmi1001CodeFixTest.NothingAsync(
        "public static readonly List<string> Names = new();" + Handler("Names.Sort();") + "\n\npublic class Other\n{\n}\n}\n\npublic static class Reader\n{\n    public static int Size => Function.Names.Count;");

    [Fact]
    public Task InstanceStateAndTheConstructor() => Lmi1001CodeFixTest.LockAsync(
        """
        private readonly List<string> _names;

        public Function()
        {
            _names = new List<string>();
            _names.Add("first");
        }

        public void Handle(string key, ILambdaContext context)
        {
            this._names.Remove(key);
        }
        """,
        """
        private readonly List<string> _names;
        private readonly object _namesLock = new();

        public Function()
        {
            _names = new List<string>();
            _names.Add("first");
        }

        public void Handle(string key, ILambdaContext context)
        {
            lock (_namesLock)
            {
                this._names.Remove(key);
            }
        }
        """);

    /// <summary>The lock that guards the other uses is taken here too.</summary>
    [Fact]
    public Task TheLockThatIsThere() => Lmi1001CodeFixTest.LockAsync(
        """
        private static readonly object Gate = new();
        private static readonly SortedDictionary<string, int> Scores = new();

        public void Handle(string key, ILambdaContext context)
        {
            Scores[key] = 1;
        }

        public int Best()
        {
            lock (Gate)
            {
                return Scores.Values.Max();
            }
        }
        """,
        """
        private static readonly object Gate = new();
        private static readonly SortedDictionary<string, int> Scores = new();

        public void Handle(string key, ILambdaContext context)
        {
            lock (Gate)
            {
                Scores[key] = 1;
            }
        }

        public int Best()
        {
            lock (Gate)
            {
                return Scores.Values.Max();
            }
        }
        """);

    [Fact]
    public Task ArrayElements() => Lmi1001CodeFixTest.LockAsync(
        """
        private static readonly int[] Slots = new int[8];

        public int Handle(int slot, ILambdaContext context)
        {
            return ++Slots[slot & 7];
        }
        """,
        """
        private static readonly int[] Slots = new int[8];
        private static readonly object SlotsLock = new();

        public int Handle(int slot, ILambdaContext context)
        {
            lock (SlotsLock)
            {
                return ++Slots[slot & 7];
            }
        }
        """);

    [Fact]
    public Task HelperThatHandsItOn() => Lmi1001CodeFixTest.LockAsync(
        """
        private readonly Dictionary<string, int> _words = new();

        public void Handle(string text, ILambdaContext context)
        {
            Merge(_words, text.Split(' '));
        }

        private static void Merge(Dictionary<string, int> target, string[] words)
        {
            foreach (var word in words)
            {
                One(target, word);
            }
        }

        private static void One(Dictionary<string, int> target, string word) => target[word] = target.GetValueOrDefault(word) + 1;
        """,
        """
        private readonly Dictionary<string, int> _words = new();
        private readonly object _wordsLock = new();

        public void Handle(string text, ILambdaContext context)
        {
            lock (_wordsLock)
            {
                Merge(_words, text.Split(' '));
            }
        }

        private static void Merge(Dictionary<string, int> target, string[] words)
        {
            foreach (var word in words)
            {
                One(target, word);
            }
        }

        private static void One(Dictionary<string, int> target, string word) => target[word] = target.GetValueOrDefault(word) + 1;
        """);

    private static string Handler(string statements) =>
        "\n\npublic void Handle(string key, ILambdaContext context)\n{\n    " + statements.Replace("\n", "\n    ", System.StringComparison.Ordinal) + "\n}";
}
