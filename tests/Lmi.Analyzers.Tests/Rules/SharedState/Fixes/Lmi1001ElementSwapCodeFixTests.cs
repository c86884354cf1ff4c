using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>A concurrent dictionary of plain collections: the collections are swapped too.</summary>
public sealed class Lmi1001ElementSwapCodeFixTests
{
    [Theory]
    [InlineData(
        "Rooms.GetOrAdd(key, static _ => new List<string>()).Add(key);",
        "Rooms.GetOrAdd(key, static _ => new ConcurrentQueue<string>()).Enqueue(key);")]
    [InlineData(
        "var members = Rooms.GetOrAdd(key, _ => []);\nmembers.Add(key);",
        "var members = Rooms.GetOrAdd(key, _ => new());\nmembers.Enqueue(key);")]
    [InlineData(
        "List<string> members = Rooms.GetOrAdd(key, new List<string>());\nmembers.Add(key);",
        "ConcurrentQueue<string> members = Rooms.GetOrAdd(key, new ConcurrentQueue<string>());\nmembers.Enqueue(key);")]
    [InlineData(
        "Rooms.TryAdd(key, new());\nRooms[key].Add(key);",
        "Rooms.TryAdd(key, new());\nRooms[key].Enqueue(key);")]
    [InlineData(
        "if (Rooms.TryGetValue(key, out var members)) members.Add(key);",
        "if (Rooms.TryGetValue(key, out var members)) members.Enqueue(key);")]
    [InlineData(
        "if (Rooms.TryGetValue(key, out List<string>? members)) members.Add(key);",
        "if (Rooms.TryGetValue(key, out ConcurrentQueue<string>? members)) members.Enqueue(key);")]
    [InlineData(
        "foreach (var room in Rooms) room.Value.Add(room.Key);\nConsole.WriteLine(Rooms.Values.Sum(v => v.Count));",
        "foreach (var room in Rooms) room.Value.Enqueue(room.Key);\nConsole.WriteLine(Rooms.Values.Sum(v => v.Count));")]
    [InlineData(
        "foreach (var (room, members) in Rooms) members.Add(room);",
        "foreach (var (room, members) in Rooms) members.Enqueue(room);")]
    public Task Lists(string before, string after) => Lmi1001CodeFixTest.FixedAsync(
        Lmi1001CodeFixTest.Function(Handler("ConcurrentDictionary<string, List<string>>", before), concurrent: true),
        Lmi1001CodeFixTest.Function(Handler("ConcurrentDictionary<string, ConcurrentQueue<string>>", after), concurrent: true),
        "Make each element of 'Rooms' a ConcurrentQueue");

    [Theory]
    [InlineData(
        "HashSet<string>",
        "Rooms.GetOrAdd(key, _ => new HashSet<string>()).Add(key);",
        "ConcurrentDictionary<string, byte>",
        "Rooms.GetOrAdd(key, _ => new ConcurrentDictionary<string, byte>()).TryAdd(key, 0);")]
    [InlineData(
        "Dictionary<string, int>",
        "var room = Rooms.GetOrAdd(key, _ => new());\nroom[key] = room.GetValueOrDefault(key) + 1;",
        "ConcurrentDictionary<string, int>",
        "var room = Rooms.GetOrAdd(key, _ => new());\nroom.AddOrUpdate(key, 1, (_, current) => current + 1);")]
    [InlineData(
        "Queue<string>",
        "Rooms.GetOrAdd(key, _ => new()).Enqueue(key);",
        "ConcurrentQueue<string>",
        "Rooms.GetOrAdd(key, _ => new()).Enqueue(key);")]
    public Task OtherKinds(string element, string before, string concurrent, string after) => Lmi1001CodeFixTest.FixedAsync(
        Lmi1001CodeFixTest.Function(Handler("ConcurrentDictionary<string, " + element + ">", before), concurrent: true),
        Lmi1001CodeFixTest.Function(Handler("ConcurrentDictionary<string, " + concurrent + ">", after), concurrent: true),
        "Make each element of 'Rooms'");

    /// <summary>A plain dictionary of plain lists: both at once.</summary>
    [Fact]
    public Task Both() => Lmi1001CodeFixTest.SwapAsync(
        Handler("Dictionary<string, List<string>>", "if (!Rooms.TryGetValue(key, out var members))\n{\n    members = new List<string>();\n    Rooms[key] = members;\n}\nmembers.Add(key);"),
        Handler("ConcurrentDictionary<string, ConcurrentQueue<string>>", "var members = Rooms.GetOrAdd(key, _ => new ConcurrentQueue<string>());\nmembers.Enqueue(key);"));

    /// <summary>Lists that are indexed or sorted stay lists, under one lock with the dictionary; the lock reaches to their last use.</summary>
    [Fact]
    public Task Locked() => Lmi1001CodeFixTest.FixedAsync(
        Lmi1001CodeFixTest.Function(Handler("ConcurrentDictionary<string, List<string>>", "var members = Rooms.GetOrAdd(key, _ => new());\nmembers.Add(key);\nmembers.Sort();\nConsole.WriteLine(key);"), concurrent: true),
        Lmi1001CodeFixTest.Function(
            Handler("ConcurrentDictionary<string, List<string>>", "lock (RoomsLock)\n{\n    var members = Rooms.GetOrAdd(key, _ => new());\n    members.Add(key);\n    members.Sort();\n}\nConsole.WriteLine(key);")
                .Replace("\n\n", "\nprivate static readonly object RoomsLock = new();\n\n", System.StringComparison.Ordinal),
            concurrent: true),
        "Guard every use of 'Rooms'");

    [Theory]
    [InlineData("var members = Rooms.GetOrAdd(key, _ => new());\nmembers.Add(key);\nUse(members);")]
    public Task Refused(string statements) => Lmi1001CodeFixTest.NothingAsync(
        "private static readonly System.Collections.Concurrent." + Handler("ConcurrentDictionary<string, List<string>>", statements)["private static readonly ".Length..]
        + "\n\nprivate static List<string>? s_kept;\n\nprivate static void Use(List<string> list) => s_kept = list;");

    /// <summary>An update function may run more than once; with a lock around the call it does not.</summary>
    [Theory]
    [InlineData("Rooms[key].Add(key);\nRooms.AddOrUpdate(key, _ => new() { key }, (_, list) => { list.Add(key); return list; });")]
    public Task NotSwapped(string statements) => Lmi1001CodeFixTest.NoSwapAsync(
        "private static readonly System.Collections.Concurrent." + Handler("ConcurrentDictionary<string, List<string>>", statements)["private static readonly ".Length..]);

    private static string Handler(string type, string statements) =>
        "private static readonly " + type + " Rooms = new();\n\npublic void Handle(string key, ILambdaContext context)\n{\n    "
        + statements.Replace("\n", "\n    ", System.StringComparison.Ordinal) + "\n}";
}
