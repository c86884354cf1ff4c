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
    public Task Repeating(string body) => Verify.RulesAsync(FileFunction.Of(body));

    [Theory]
    [InlineData("var p = $\"/tmp/{input}-{Guid.NewGuid():N}.txt\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = \"/tmp/\" + context.AwsRequestId + Guid.NewGuid().ToString(\"N\")[..12]; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var name = input; name = Guid.NewGuid() + name; File.WriteAllText($\"/tmp/{name}\", input); File.Delete($\"/tmp/{name}\");")]
    [InlineData("var name = Guid.NewGuid().ToString(); if (name == null) { name = Guid.NewGuid().ToString(); } File.WriteAllText($\"/tmp/{name}\", input); File.Delete($\"/tmp/{name}\");")]
    [InlineData("lock ({|LMI4008:Gate|}) { File.WriteAllText($\"/tmp/{input}.txt\", input); }")]
    [InlineData("File.ReadAllText($\"/tmp/{input}.txt\");")]
    public Task Not_with_a_guid_or_a_lock(string body) => Verify.RulesAsync(FileFunction.Of(body));
}
