using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>Where a path is the same for all invocations, and the twins where it is not. Whole functions are in the corpus.</summary>
public class Lmi2001SharedFileWrittenTests
{
    [Theory]
    [InlineData("File.WriteAllText({|LMI2001:\"/tmp/a.txt\"|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:\"a.txt\"|}, input);")]
    [InlineData("var p = Path.Combine(Path.GetTempPath(), \"a.txt\"); File.WriteAllText({|LMI2001:p|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:Path.Join(_directory, \"a.txt\")|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:$\"{Root}/{s_once}.txt\"|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:$\"/tmp/{s_process}.txt\"|}, input);")]
    [InlineData("var page = new Uri(\"file:///tmp/page.html\"); File.WriteAllText({|LMI2001:page.LocalPath|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:new Uri(\"file:///tmp/page.html\", UriKind.Absolute).AbsolutePath|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:string.Format(\"{0}/{1:000}.txt\", Root, 7)|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:string.Concat(Root, \"/\", \"a\", \".txt\")|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:string.Join('/', Root, \"a.txt\")|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:new StringBuilder(\"/tmp/\").Append(\"a\").ToString()|}, input);")]
    [InlineData("File.WriteAllText({|LMI2001:Path.ChangeExtension(\"/tmp/a.txt\", \"bak\")|}, input);")]
    [InlineData("var p = Environment.GetEnvironmentVariable(\"WORK\") ?? \"/tmp/work\"; File.WriteAllText({|LMI2001:Path.Combine(p, \"a.txt\")|}, input);")]
    [InlineData("var p = \"/tmp/a\"; p += \".txt\"; File.WriteAllText({|LMI2001:p|}, input);")]
    [InlineData("var f = new FileInfo(\"/tmp/a.txt\"); using var w = {|LMI2001:f.CreateText|}();")]
    [InlineData("var d = Directory.CreateDirectory(\"/tmp/d\"); File.WriteAllText({|LMI2001:Path.Combine(d.FullName, \"a\")|}, input);")]
    [InlineData("using var s = new FileStream({|LMI2001:\"/tmp/a\"|}, FileMode.OpenOrCreate, FileAccess.ReadWrite);")]
    [InlineData("using var s = new FileStream({|LMI2001:\"/tmp/a\"|}, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write });")]
    [InlineData("using var z = ZipFile.Open({|LMI2001:\"/tmp/a.zip\"|}, ZipArchiveMode.Create);")]
    [InlineData("ZipFile.ExtractToDirectory(\"/opt/a.zip\", {|LMI2001:\"/tmp/out\"|});")]
    [InlineData("File.Copy(\"/opt/a\", {|LMI2001:\"/tmp/a\"|}, true);")]
    [InlineData("await Task.Run(() => File.WriteAllText({|LMI2001:\"/tmp/a.txt\"|}, input));")]
    [InlineData("await StartAsync({|LMI2001:$\"-i {input} -o /tmp/a.png\"|}); File.ReadAllBytes(\"/tmp/a.png\");")]
    [InlineData("await {|LMI2001:ListAsync|}(new[] { \"-o\", \"/tmp/a.png\" }); File.ReadAllBytes(\"/tmp/a.png\");")]
    [InlineData("using var p = Process.Start(\"x\", {|LMI2001:\"-o /tmp/a.png\"|}); File.ReadAllBytes(\"/tmp/a.png\");")]
    [InlineData("var i = new ProcessStartInfo(\"x\"); i.ArgumentList.Add({|LMI2001:\"/tmp/a.png\"|}); File.ReadAllBytes(\"/tmp/a.png\");")]
    [InlineData("Save({|LMI2001:\"/tmp/a.txt\"|}, input);")]
    [InlineData("SaveAs({|LMI2001:\"a.txt\"|}, input);")]
    [InlineData("using var s = new FileStream({|LMI2001:\"/tmp/a\"|}, FileMode.CreateNew); s.WriteByte(1);")]
    [InlineData("try { using var s = new FileStream({|LMI2001:\"/tmp/a\"|}, FileMode.Create); s.WriteByte(1); } catch (IOException) { }")]
    [InlineData("try { } catch (IOException) { using var s = new FileStream({|LMI2001:\"/tmp/a\"|}, FileMode.CreateNew); }")]
    [InlineData("using var p = Process.Start(\"x\", {|LMI2001:new[] { input, \"/tmp/a.png\" }|}); File.ReadAllBytes(\"/tmp/a.png\");")]
    [InlineData("var i = new ProcessStartInfo(\"x\", {|LMI2001:new[] { \"-o\", \"/tmp/a.png\", input }|}); Process.Start(i); File.Delete(\"/tmp/a.png\");")]
    [InlineData("var all = new List<string> { \"-i\", input, \"/tmp/a.png\" }; var i = new ProcessStartInfo(\"x\"); foreach (var one in all) { i.ArgumentList.Add({|LMI2001:one|}); } File.ReadAllBytes(\"/tmp/a.png\");")]
    [InlineData("var n = \"a\"; if (input.Length > 3) { n += \"b\"; } File.WriteAllText({|LMI2001:\"/tmp/\" + n|}, input);")]
    [InlineData("var n = \"a\"; n += \"b\"; n += \".txt\"; File.WriteAllText({|LMI2001:\"/tmp/\" + n|}, input);")]
    [InlineData("var n = \"a b\"; n = n.Replace(\" \", \"_\"); File.WriteAllText({|LMI2001:$\"/tmp/{n}\"|}, input);")]
    [InlineData("foreach (var part in input.Split(',')) { var n = \"/tmp/a\"; n += \".txt\"; File.AppendAllText({|LMI2001:n|}, part); }")]
    [InlineData("Twice({|LMI2001:\"/tmp/a.txt\"|}, input);")]
    public Task The_same_for_all(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    [Theory]
    [InlineData("var p = $\"/tmp/{Guid.NewGuid()}\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = Path.GetTempFileName(); Save(p, input); File.Delete(p);")]
    [InlineData("var p = Path.Combine(_directory, Path.GetRandomFileName()); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = $\"/tmp/{Interlocked.Increment(ref s_count)}\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("File.WriteAllText(\"/mnt/efs/a\", input); File.WriteAllText(\"/dev/stdout\", input);")]
    [InlineData("File.WriteAllText(Path.Combine(AppContext.BaseDirectory, \"a\"), input);")]
    [InlineData("File.WriteAllText(Path.Combine(Environment.GetEnvironmentVariable(\"WORK\")!, \"a\"), input);")]
    [InlineData("lock ({|LMI4008:Gate|}) { File.AppendAllText(\"/tmp/a\", input); }")]
    [InlineData("if (Interlocked.Exchange(ref s_count, 1) == 0) { File.WriteAllText(\"/tmp/a\", \"x\"); }")]
    [InlineData("using var s = new FileStream(\"/tmp/a\", FileMode.Open, FileAccess.Read); using var t = File.OpenRead(\"/tmp/b\");")]
    [InlineData("using var s = new FileStream(\"/tmp/a\", new FileStreamOptions());")]
    [InlineData("using var s = new FileStream(\"/tmp/a.lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);")]
    [InlineData("try { using var s = File.Open(\"/tmp/a\", FileMode.CreateNew); } catch (IOException) { return 1; }")]
    [InlineData("try { using var s = File.Open(\"/tmp/a\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); s.WriteByte(1); } catch (IOException e) when (e.HResult != 0) { }")]
    [InlineData("File.WriteAllText(\"/tmp/\" + Drawn(), input);")]
    [InlineData("using var z = ZipFile.Open(\"/tmp/a.zip\", ZipArchiveMode.Read);")]
    [InlineData("Directory.CreateDirectory(\"/tmp/a\"); File.Exists(\"/tmp/b\");")]
    [InlineData("await StartAsync($\"-i {input} -o /tmp/a.png\");")]
    [InlineData("var own = $\"/tmp/{Guid.NewGuid()}\"; await ListAsync(new[] { \"-o\", own }); File.Delete(own);")]
    [InlineData("using var p = Process.Start(\"x\", \"-i /tmp/a.png\");")]
    [InlineData("using var p = Process.Start(\"x\", new[] { \"-i\", \"/tmp/a.png\" });")]
    [InlineData("var own = $\"/tmp/{Guid.NewGuid()}\"; using var p = Process.Start(new ProcessStartInfo(\"x\", new[] { \"/tmp/in\", own }))!; File.ReadAllBytes(own); File.Delete(own);")]
    [InlineData("var p = \"/tmp/a\"; if (input.Length > 3) { p += Guid.NewGuid(); } File.WriteAllText(p, input);")]
    [InlineData("var p = \"/tmp/\"; p += Guid.NewGuid(); p += \".txt\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = \"/tmp/\"; while (p.Length < 9) { p = p + \"x\"; } File.WriteAllText(p, input);")]
    [InlineData("var p = \"/tmp/\"; for (var i = 0; i < 1000; i++) { p += \"x\"; } File.WriteAllText(p, input);")]
    [InlineData("var name = new StringBuilder(\"/tmp/\"); foreach (var c in input) { name.Append((int)c); } File.WriteAllText(name.ToString(), input);")]
    [InlineData("File.WriteAllText(Endless(3), input); File.WriteAllText(Unknown!(), input);")]
    public Task Not_what_is_unique_guarded_elsewhere_or_unknown(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    /// <summary>A base class has the name from what derives from it; all who may say it are asked.</summary>
    [Theory]
    [InlineData("protected virtual string Name => \"a\";", "", "{|LMI2001:\"/tmp/\" + Name|}")]
    [InlineData("protected abstract string Name { get; }", "protected override string Name => \"b\";", "{|LMI2001:\"/tmp/\" + Name|}")]
    [InlineData("protected abstract string Name { get; }", "protected override string Name { get; } = \"b\";", "{|LMI2001:\"/tmp/\" + Name|}")]
    [InlineData("protected abstract string Of(string name);", "protected override string Of(string name) => Path.Combine(\"/tmp\", name + \".txt\");", "{|LMI2001:Of(\"a\")|}")]
    [InlineData("protected virtual string Name => \"a\";", "protected override string Name => \"b\";", "{|LMI2001:\"/tmp/\" + Name|}")]
    [InlineData("protected virtual string Name => \"a\";", "protected override string Name => Guid.NewGuid().ToString();", "\"/tmp/\" + Name")]
    [InlineData("protected virtual string Name => Guid.NewGuid().ToString();", "protected override string Name { get; } = \"b\";", "\"/tmp/\" + Name")]
    [InlineData("protected abstract string Name { get; }", "protected override string Name => Environment.GetEnvironmentVariable(\"PLACE\")!;", "Name")]
    [InlineData("protected abstract string Name { get; }", "protected override string Name => throw new NotSupportedException();", "\"/tmp/\" + Name")]
    public Task A_virtual_name(string declared, string overridden, string path) => Verify.RulesAsync($$"""
        using System;
        using System.IO;
        using Amazon.Lambda.Core;

        public abstract class Exporter
        {
            {{declared}}
            protected void Store(string text) => File.AppendAllText({{path}}, text);
        }

        public class Function : Exporter
        {
            {{overridden}}
            public int Handle(string input, ILambdaContext context)
            {
                Store(input);
                return 0;
            }
        }
        """);

    /// <summary>A database in memory, or one that is only read, is no file that is written; one beside the program is its store, and the engine keeps those who use it apart.</summary>
    [Theory]
    [InlineData("new SqliteConnectionStringBuilder { DataSource = {|LMI2001:\"/tmp/a.db\"|} }")]
    [InlineData("new SqliteConnectionStringBuilder { DataSource = {|LMI2001:\"/tmp/a.db\"|}, Mode = SqliteOpenMode.ReadWriteCreate }")]
    [InlineData("new SqliteConnectionStringBuilder { DataSource = \"a\", Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared }")]
    [InlineData("new SqliteConnectionStringBuilder { Mode = SqliteOpenMode.ReadOnly, DataSource = \"/tmp/a.db\" }")]
    public Task Sqlite(string settings) => SqliteAsync($"var s = {settings}; using var c = new SqliteConnection(s.ConnectionString); c.Open();");

    [Theory]
    [InlineData("{|LMI2001:\"Data Source=/tmp/a.db\"|}")]
    [InlineData("\"Data Source=a.db\"")]
    [InlineData("\"Data Source=:memory:\"")]
    [InlineData("\"Data Source=a;Mode=Memory;Cache=Shared\"")]
    [InlineData("\"Data Source=/tmp/a.db;Mode=ReadOnly\"")]
    public Task Sqlite_connection_strings(string text) => SqliteAsync($"using var c = new SqliteConnection({text}); c.Open();");

    private static Task SqliteAsync(string body) => Verify.RulesAsync(FileFunction.Of(body).Replace("using System.Text;", "using System.Text;\nusing Microsoft.Data.Sqlite;", System.StringComparison.Ordinal));

    /// <summary>What a helper cuts from its argument is cut in the message as well.</summary>
    [Theory]
    [InlineData("Path.ChangeExtension(path, \".log\")", "/tmp/a.txt", "/tmp/a.log")]
    [InlineData("\"/tmp/\" + Path.GetFileNameWithoutExtension(path) + \".pdf\"", "/opt/in/b.txt", "/tmp/b.pdf")]
    [InlineData("Path.Combine(\"/tmp/models\", Path.GetFileName(path))", "https://host/resolve/main/model.bin", "/tmp/models/model.bin")]
    public async Task A_path_is_printed_as_it_is(string made, string given, string printed)
    {
        var source = FileFunction.Of($"Save(\"{given}\");", $"private static void Save(string path) => File.WriteAllText({made}, \"x\");");

        Assert.Contains($"'{printed}'", Assert.Single(await Memory.Reports.OfAsync(source)).GetMessage());
    }

    [Fact]
    public Task Temp_roots_are_added() => Verify.RulesAsync(
        new[] { ("/0/Test0.cs", FileFunction.Of("File.WriteAllText({|LMI2001:\"/mnt/efs/a\"|}, input); File.WriteAllText(\"/mnt/efs2/a\", input);")) },
        [], "lmi_temp_roots = /mnt/efs, /mnt/other");

    [Fact]
    public Task Relative_paths_can_be_taken_out() => Verify.RulesAsync(
        new[] { ("/0/Test0.cs", FileFunction.Of("File.WriteAllText(\"a.txt\", input); File.WriteAllText({|LMI2001:\"/tmp/a.txt\"|}, input);")) },
        [], "lmi_relative_paths = false");

    private const string Helpers = """
        private static int s_count;
        private static Func<string>? Unknown;
        private static string Drawn() { Span<byte> b = stackalloc byte[8]; System.Security.Cryptography.RandomNumberGenerator.Fill(b); return Convert.ToHexString(b); }
        private static void Save(string path, string text) => File.WriteAllText(path, text);
        private static void SaveAs(string name, string text) => File.WriteAllText(Path.Combine(Path.GetTempPath(), name), text);
        private static void Twice(string path, string text) => Save(path, text);
        private static async Task StartAsync(string arguments)
        {
            using var process = new Process();
            process.StartInfo.FileName = "x";
            process.StartInfo.Arguments = arguments;
            process.Start();
            await process.WaitForExitAsync();
        }
        private static async Task ListAsync(string[] words)
        {
            var info = new ProcessStartInfo("x");
            foreach (var word in words) { info.ArgumentList.Add(word); }
            await Process.Start(info)!.WaitForExitAsync();
        }
        private static string Endless(int n) => Endless(n - 1) + "x";
        """;
}
