using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>Every form of the check, and what makes it right.</summary>
public class Lmi2004CheckThenCreateFileTests
{
    [Theory]
    [InlineData("if (!File.Exists(\"/tmp/m\")) { File.WriteAllText({|LMI2004:\"/tmp/m\"|}, input); }")]
    [InlineData("if (File.Exists(\"/tmp/m\")) { return 1; } File.WriteAllText({|LMI2004:\"/tmp/m\"|}, input);")]
    [InlineData("if (File.Exists(\"/tmp/m\") == false) { File.WriteAllText({|LMI2004:\"/tmp/m\"|}, input); }")]
    [InlineData("var p = \"/tmp/m\"; var exists = File.Exists(p); if (!exists) { File.WriteAllText({|LMI2004:p|}, input); }")]
    [InlineData("if (!File.Exists(\"/tmp/m\")) { Fetch({|LMI2004:\"/tmp/m\"|}); }")]
    [InlineData("var f = new FileInfo(\"/tmp/m\"); if (!f.Exists) { using var s = {|LMI2004:f.Create|}(); }")]
    [InlineData("if (!Directory.Exists(\"/tmp/d\")) { ZipFile.ExtractToDirectory(\"/opt/d.zip\", {|LMI2004:\"/tmp/d\"|}); }")]
    [InlineData("Ensure({|LMI2004:\"/tmp/m\"|});")]
    [InlineData("if (!File.Exists(\"/tmp/m\")) { lock ({|LMI4008:Gate|}) { if (!File.Exists(\"/tmp/m\")) { File.WriteAllText({|LMI2004:\"/tmp/m\"|}, input); } } } return File.ReadAllText(\"/tmp/m\").Length;")]
    public Task Checked(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    [Theory]
    [InlineData("if (!File.Exists(\"/tmp/m\")) { var t = $\"/tmp/m.{Guid.NewGuid()}\"; Fetch(t); File.Move(t, \"/tmp/m\", true); }")]
    [InlineData("if (!File.Exists(\"/tmp/m\")) { lock (Gate) { if (!File.Exists(\"/tmp/m\")) { Fetch(\"/tmp/m\"); } } }")]
    [InlineData("lock ({|LMI4008:Gate|}) { if (!File.Exists(\"/tmp/m\")) { File.WriteAllText(\"/tmp/m\", input); } } return File.ReadAllText(\"/tmp/m\").Length;")]
    [InlineData("if (!File.Exists(\"/tmp/m\")) { lock ({|LMI4008:Gate|}) { if (!File.Exists(\"/tmp/m\")) { Fetch(\"/tmp/m.part\"); File.Move(\"/tmp/m.part\", \"/tmp/m\"); } } } return File.ReadAllText(\"/tmp/m\").Length;")]
    [InlineData("if (!File.Exists(\"/tmp/done\")) { lock ({|LMI4008:Gate|}) { if (!File.Exists(\"/tmp/done\")) { Console.WriteLine(input); File.WriteAllText(\"/tmp/done\", \"\"); } } } return 1;")]
    [InlineData("if (!Directory.Exists(\"/tmp/d\")) { Directory.CreateDirectory(\"/tmp/d\"); }")]
    [InlineData("if (!File.Exists(\"/mnt/efs/m\")) { Fetch(\"/mnt/efs/m\"); }")]
    public Task Right(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    private const string Helpers = """
        private static void Fetch(string to) { using var file = File.Create(to); file.WriteByte(1); }
        private static void Ensure(string path) { if (!File.Exists(path)) { Fetch(path); } }
        """;
}
