using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Sets, queues, stacks and lists, before and after the swap; and what every swap has to cope with.</summary>
public sealed class Lmi1001CollectionSwapCodeFixTests
{
    [Theory]
    [InlineData("Seen.Add(key);", "Seen.TryAdd(key, 0);")]
    [InlineData("if (!Seen.Add(key)) return;\nConsole.WriteLine(key);", "if (!Seen.TryAdd(key, 0)) return;\nConsole.WriteLine(key);")]
    [InlineData("if (!Seen.Contains(key))\n{\n    Seen.Add(key);\n    Console.WriteLine(key);\n}", "if (Seen.TryAdd(key, 0))\n{\n    Console.WriteLine(key);\n}")]
    [InlineData("if (Seen.Contains(key)) return;\nSeen.Add(key);\nConsole.WriteLine(key);", "if (!Seen.TryAdd(key, 0)) return;\nConsole.WriteLine(key);")]
    [InlineData("if (!Seen.Contains(key)) Seen.Add(key);", "Seen.TryAdd(key, 0);")]
    [InlineData("if (Seen.Contains(key)) Seen.Remove(key);", "Seen.TryRemove(key, out _);")]
    [InlineData("Seen.Remove(key);", "Seen.TryRemove(key, out _);")]
    [InlineData("Seen.UnionWith(key.Split());", "foreach (var item in key.Split())\n{\n    Seen.TryAdd(item, 0);\n}")]
    [InlineData("Seen.Add(key);\nforeach (var s in Seen) Console.WriteLine(s);", "Seen.TryAdd(key, 0);\nforeach (var s in Seen.Keys) Console.WriteLine(s);")]
    [InlineData("Seen.Add(key);\nConsole.WriteLine(Seen.Count + Seen.Max());", "Seen.TryAdd(key, 0);\nConsole.WriteLine(Seen.Count + Seen.Keys.Max());")]
    [InlineData("Seen.Add(key);\nConsole.WriteLine(string.Join(\",\", Seen));", "Seen.TryAdd(key, 0);\nConsole.WriteLine(string.Join(\",\", Seen.Keys));")]
    public Task Set(string before, string after) => Lmi1001CodeFixTest.SwapAsync(Handler("HashSet<string> Seen", before), Handler("ConcurrentDictionary<string, byte> Seen", after));

    [Theory]
    [InlineData("new HashSet<string>(StringComparer.Ordinal) { \"a\", \"b\" }", "new ConcurrentDictionary<string, byte>(StringComparer.Ordinal) { [\"a\"] = 0, [\"b\"] = 0 }")]
    [InlineData("[\"a\", \"b\"]", "new() { [\"a\"] = 0, [\"b\"] = 0 }")]
    [InlineData("new(64)", "new(Environment.ProcessorCount, 64)")]
    public Task SetCreated(string before, string after) => Lmi1001CodeFixTest.SwapAsync(
        Handler("HashSet<string> Seen", "Seen.Add(key);", before), Handler("ConcurrentDictionary<string, byte> Seen", "Seen.TryAdd(key, 0);", after));

    [Theory]
    [InlineData("Queue", "Seen.Enqueue(key);", "Seen.Enqueue(key);")]
    [InlineData("Queue", "if (Seen.Count > 0)\n{\n    var next = Seen.Dequeue();\n    Console.WriteLine(next);\n}", "if (Seen.TryDequeue(out var next))\n{\n    Console.WriteLine(next);\n}")]
    [InlineData("Queue", "while (Seen.Count > 0)\n{\n    string next = Seen.Dequeue();\n    Console.WriteLine(next);\n}", "while (Seen.TryDequeue(out var next))\n{\n    Console.WriteLine(next);\n}")]
    [InlineData("Queue", "if (Seen.Any()) Console.WriteLine(Seen.Dequeue());", "if (Seen.TryDequeue(out var item)) Console.WriteLine(item);")]
    [InlineData("Queue", "if (Seen.Count == 0) return;\nvar next = Seen.Dequeue();\nConsole.WriteLine(next);", "if (!Seen.TryDequeue(out var next)) return;\nConsole.WriteLine(next);")]
    [InlineData("Queue", "var next = Seen.Count > 0 ? Seen.Dequeue() : key;\nConsole.WriteLine(next);", "var next = Seen.TryDequeue(out var item) ? item : key;\nConsole.WriteLine(next);")]
    [InlineData("Queue", "if (Seen.TryDequeue(out var next)) Console.WriteLine(next);", "if (Seen.TryDequeue(out var next)) Console.WriteLine(next);")]
    [InlineData("Stack", "Seen.Push(key);\nforeach (var s in Seen) Console.WriteLine(s);", "Seen.Push(key);\nforeach (var s in Seen) Console.WriteLine(s);")]
    [InlineData("Stack", "if (Seen.Count == 0) return;\nConsole.WriteLine(Seen.Pop());", "if (!Seen.TryPop(out var item)) return;\nConsole.WriteLine(item);")]
    public Task QueueAndStack(string type, string before, string after) => Lmi1001CodeFixTest.SwapAsync(Handler(type + "<string> Seen", before), Handler("Concurrent" + type + "<string> Seen", after));

    [Theory]
    [InlineData("Seen.Add(key);", "Seen.Enqueue(key);")]
    [InlineData("Seen.AddRange(key.Split());", "foreach (var item in key.Split())\n{\n    Seen.Enqueue(item);\n}")]
    [InlineData("Seen.Add(key);\nforeach (var s in Seen) Console.WriteLine(s);", "Seen.Enqueue(key);\nforeach (var s in Seen) Console.WriteLine(s);")]
    [InlineData("Seen.Add(key);\nConsole.WriteLine(Seen.Count + Seen.Count(s => s == key));", "Seen.Enqueue(key);\nConsole.WriteLine(Seen.Count + Seen.Count(s => s == key));")]
    [InlineData("Seen.Add(key);\nvar copy = Seen.ToList();\ncopy.Sort();", "Seen.Enqueue(key);\nvar copy = Seen.ToList();\ncopy.Sort();")]
    [InlineData("Seen.Add(key);\nvar copy = Seen.ToArray();\nConsole.WriteLine(copy.Length);", "Seen.Enqueue(key);\nvar copy = Seen.ToArray();\nConsole.WriteLine(copy.Length);")]
    [InlineData("Seen.Add(key);\nConsole.WriteLine(Seen.Contains(key) || Seen.Last() == key);", "Seen.Enqueue(key);\nConsole.WriteLine(Seen.Contains(key) || Seen.Last() == key);")]
    [InlineData("Seen.Add(key);\nSeen?.Add(key);", "Seen.Enqueue(key);\nSeen?.Enqueue(key);")]
    public Task AppendedList(string before, string after) => Lmi1001CodeFixTest.SwapAsync(Handler("List<string> Seen", before), Handler("ConcurrentQueue<string> Seen", after));

    [Theory]
    [InlineData("new(100)", "new()")]
    [InlineData("new List<string> { \"a\", \"b\" }", "new ConcurrentQueue<string>(new string[] { \"a\", \"b\" })")]
    [InlineData("[]", "new()")]
    [InlineData("[\"a\"]", "new(new string[] { \"a\" })")]
    public Task ListCreated(string before, string after) => Lmi1001CodeFixTest.SwapAsync(
        Handler("List<string> Seen", "Seen.Add(key);", before), Handler("ConcurrentQueue<string> Seen", "Seen.Enqueue(key);", after));

    [Theory]
    [InlineData("List<string> Seen", "Seen.Add(key);\nConsole.WriteLine(Seen[0]);")]
    [InlineData("List<string> Seen", "Seen.Add(key);\nSeen.Sort();")]
    [InlineData("List<string> Seen", "Seen.Remove(key);")]
    [InlineData("List<string> Seen", "if (Seen.Count < 10) Seen.Add(key);")]
    [InlineData("List<string> Seen", "if (!Seen.Contains(key)) Seen.Add(key);")]
    [InlineData("List<string> Seen", "Seen.Add(\"tick\");\nvar batch = Seen.ToArray();\nSeen.Clear();\nConsole.WriteLine(batch.Length);")]
    [InlineData("List<string> Seen", "Seen.Add(key);\nSeen.Reverse();")]
    [InlineData("Queue<string> Seen", "Seen.Enqueue(key);\nwhile (Seen.Count > 10) Seen.Dequeue();")]
    [InlineData("Queue<string> Seen", "Console.WriteLine(Seen.Dequeue());")]
    [InlineData("HashSet<string> Seen", "Seen.IntersectWith(key.Split());")]
    [InlineData("HashSet<string> Seen", "if (Seen.Count < 10) Seen.Add(key);")]
    public Task NotSwapped(string declaration, string statements) => Lmi1001CodeFixTest.NoSwapAsync(Handler(declaration, statements));

    /// <summary>Uses in other files, other parts of the type and other types all follow.</summary>
    [Fact]
    public Task EveryUseInTheSolution() => Lmi1001CodeFixTest.SolutionAsync(
        ("Function.cs",
        """
        using Amazon.Lambda.Core;

        namespace Orders;

        public partial class Function
        {
            public void Handle(string key, ILambdaContext context) => Log.Add(key);
        }
        """,
        """
        using Amazon.Lambda.Core;

        namespace Orders;

        public partial class Function
        {
            public void Handle(string key, ILambdaContext context) => Log.Enqueue(key);
        }
        """),
        ("Function.Log.cs",
        """
        // The log.
        namespace Orders
        {
            using System.Collections.Generic;

            public partial class Function
            {
                /// <summary>What was seen, see <see cref="Log"/>.</summary>
                internal static List<string> Log { get; } = new List<string>();
            }
        }
        """,
        """
        // The log.
        namespace Orders
        {
            using System.Collections.Concurrent;
            using System.Collections.Generic;

            public partial class Function
            {
                /// <summary>What was seen, see <see cref="Log"/>.</summary>
                internal static ConcurrentQueue<string> Log { get; } = new ConcurrentQueue<string>();
            }
        }
        """),
        ("Report.cs",
        """
        namespace Orders;

        public class Report
        {
            public int Lines => Function.Log.Count;
        }
        """,
        """
        namespace Orders;

        public class Report
        {
            public int Lines => Function.Log.Count;
        }
        """));

    [Fact]
    public Task CapturedLocal() => Lmi1001CodeFixTest.FixedAsync(
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;

        var counts = new Dictionary<string, int>();
        counts.Add("start", 0);
        await LambdaBootstrapBuilder.Create((string key, ILambdaContext context) =>
        {
            counts[key] = counts.GetValueOrDefault(key) + 1;
            return "ok";
        }, new Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;

        var counts = new ConcurrentDictionary<string, int>();
        if (!counts.TryAdd("start", 0))
        {
            throw new ArgumentException("An item with the same key has already been added.");
        }
        await LambdaBootstrapBuilder.Create((string key, ILambdaContext context) =>
        {
            counts.AddOrUpdate(key, 1, (_, current) => current + 1);
            return "ok";
        }, new Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        "Make 'counts'",
        OutputKind.ConsoleApplication);

    [Fact]
    public Task WithoutNullable() => Lmi1001CodeFixTest.FixedAsync(
        Lmi1001CodeFixTest.Function(Handler("Dictionary<string, string> Seen", "if (!Seen.TryGetValue(key, out var value))\n{\n    value = key + key;\n    Seen[key] = value;\n}\nConsole.WriteLine(value);")),
        Lmi1001CodeFixTest.Function(Handler("ConcurrentDictionary<string, string> Seen", "var value = Seen.GetOrAdd(key, _ => key + key);\nConsole.WriteLine(value);"), concurrent: true),
        "Make 'Seen'",
        nullable: NullableContextOptions.Disable);

    private static string Handler(string declaration, string statements, string creation = "new()") =>
        "private static readonly " + declaration + " = " + creation + ";\n\npublic void Handle(string key, ILambdaContext context)\n{\n    "
        + statements.Replace("\n", "\n    ", System.StringComparison.Ordinal) + "\n}";
}
