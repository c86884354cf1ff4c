using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>Keys, ids and clocks in names, and the GUID that mends them.</summary>
public class Lmi2002RepeatingFileNameTests
{
    [Theory]
    [InlineData("File.WriteAllText({|LMI2002:$\"/tmp/{input}.txt\"|}, input);")]
    [InlineData("File.WriteAllText({|LMI2002:Path.Combine(\"/tmp\", Path.GetFileName(input))|}, input);")]
    [InlineData("File.WriteAllText({|LMI2002:$\"/tmp/{context.AwsRequestId}.txt\"|}, input);")]
    [InlineData("File.WriteAllText({|LMI2002:$\"/tmp/{DateTime.UtcNow:yyyyMMddHHmmssfff}.txt\"|}, input);")]
    [InlineData("File.WriteAllText({|LMI2002:$\"/tmp/{DateTime.UtcNow.Ticks}.txt\"|}, input);")]
    [InlineData("File.WriteAllText({|LMI2002:$\"/tmp/{input.Trim().ToLowerInvariant()}-{Environment.CurrentManagedThreadId}.txt\"|}, input);")]
    [InlineData("foreach (var part in input.Split(',')) { File.WriteAllText({|LMI2002:Path.Join(\"/tmp\", part + \".txt\")|}, part); }")]
    [InlineData("var name = input.Length > 3 ? input : \"none\"; File.WriteAllText({|LMI2002:$\"/tmp/{name}.txt\"|}, input);")]
    [InlineData("var name = input; if (string.IsNullOrEmpty(name)) { name = Guid.NewGuid().ToString(); } File.WriteAllText({|LMI2002:$\"/tmp/{name}.txt\"|}, input);")]
    [InlineData("var name = input.Length > 0 ? input : Guid.NewGuid().ToString(); File.WriteAllText({|LMI2002:$\"/tmp/{name}.txt\"|}, input);")]
    [InlineData("var p = $\"/tmp/{input}.png\"; using var run = Process.Start(new ProcessStartInfo(\"chrome\", {|LMI2002:$\"--screenshot={p}\"|})); var made = new FileInfo(p); var b = File.ReadAllBytes(made.FullName); made.Delete();")]
    [InlineData("var name = \"ready_\" + input; name += \".png\"; File.WriteAllText({|LMI2002:\"/tmp/\" + name|}, input);")]
    [InlineData("var name = input; if (!name.EndsWith(\".png\")) { name += \".png\"; } File.WriteAllText({|LMI2002:Path.Combine(\"/tmp\", name)|}, input);")]
    [InlineData("var name = input; name = name.Replace(' ', '_'); File.WriteAllText({|LMI2002:\"/tmp/\" + name|}, input);")]
    [InlineData("foreach (var part in input.Split(',')) { var name = part; name += \".png\"; File.WriteAllText({|LMI2002:\"/tmp/\" + name|}, input); }")]
    public Task Repeating(string body) => Verify.RulesAsync(FileFunction.Of(body));

    /// <summary>What is read from the text of an event is as repeating as the event; what is read from elsewhere, nobody knows.</summary>
    [Theory]
    [InlineData("var note = JsonSerializer.Deserialize<Note>(input, s_options); File.WriteAllText({|LMI2002:Path.Combine(\"/tmp\", Path.GetFileName(note!.Key))|}, input);")]
    [InlineData("var note = await JsonSerializer.DeserializeAsync<Note>(new MemoryStream(Encoding.UTF8.GetBytes(input))); Save(note!);")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Note>>(input)!; foreach (var note in all) { File.WriteAllText({|LMI2002:$\"/tmp/{note.Key}\"|}, input); }")]
    [InlineData("var node = JsonNode.Parse(input); var key = node![\"key\"]!.GetValue<string>(); File.WriteAllText({|LMI2002:\"/tmp/\" + key|}, input);")]
    [InlineData("using var text = JsonDocument.Parse(input); var key = text.RootElement.GetProperty(\"key\").GetString(); File.WriteAllText({|LMI2002:$\"/tmp/{key}\"|}, input);")]
    [InlineData("var text = XDocument.Parse(input); File.WriteAllText({|LMI2002:\"/tmp/\" + text.Root!.Element(\"key\")!.Value|}, input);")]
    [InlineData("var note = JsonSerializer.Deserialize<Note>(input); var p = $\"/tmp/{note!.Key}-{Guid.NewGuid()}\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var note = JsonSerializer.Deserialize<Note>(File.ReadAllText(\"/opt/note.json\")); File.WriteAllText(\"/tmp/\" + note!.Key, input);")]
    [InlineData("var note = JsonSerializer.Deserialize<Note>(input); File.WriteAllText(Path.Combine(note!.Place, \"a.txt\"), input);")]
    public Task Read_from_the_event(string body) => Verify.RulesAsync(
        FileFunction.Of(body, $$"""
            private static readonly JsonSerializerOptions s_options = new();
            private static void Save(Note note) => File.WriteAllText({{(body.Contains("Save(", System.StringComparison.Ordinal) ? "{|LMI2002:\"/tmp/\" + note.Key|}" : "\"/opt/\" + note.Key")}}, "x");
            public class Note { public string Key { get; set; } = ""; public string Place { get; set; } = ""; }
            """).Replace("using System.Text;", "using System.Text;\nusing System.Text.Json;\nusing System.Text.Json.Nodes;\nusing System.Xml.Linq;", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("var p = $\"/tmp/{input}-{Guid.NewGuid():N}.txt\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = \"/tmp/\" + context.AwsRequestId + Guid.NewGuid().ToString(\"N\")[..12]; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var name = input; name = Guid.NewGuid() + name; File.WriteAllText($\"/tmp/{name}\", input); File.Delete($\"/tmp/{name}\");")]
    [InlineData("var name = Guid.NewGuid().ToString(); if (name == null) { name = Guid.NewGuid().ToString(); } File.WriteAllText($\"/tmp/{name}\", input); File.Delete($\"/tmp/{name}\");")]
    [InlineData("lock ({|LMI4008:Gate|}) { File.WriteAllText($\"/tmp/{input}.txt\", input); }")]
    [InlineData("File.ReadAllText($\"/tmp/{input}.txt\");")]
    public Task Not_with_a_guid_or_a_lock(string body) => Verify.RulesAsync(FileFunction.Of(body));
}
