using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>Files that nobody deletes, and all the ways to be rid of one.</summary>
public class Lmi2005TempFileLeftBehindTests
{
    [Theory]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText({|LMI2005:p|}, input); return File.ReadAllText(p).Length;")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText({|LMI2005:p|}, input); return Read(p);")]
    [InlineData("using var s = File.Create({|LMI2005:$\"/tmp/{Guid.NewGuid()}\"|}); s.WriteByte(1);")]
    [InlineData("var p = $\"/tmp/{Guid.NewGuid()}.txt\"; Console.WriteLine(p); using (var w = new StreamWriter({|LMI2005:p|})) { w.Write(input); } return (int)new FileInfo(p).Length;")]
    [InlineData("var d = Directory.CreateTempSubdirectory(\"letters\"); File.WriteAllText({|LMI2005:Path.Combine(d.FullName, \"a.txt\")|}, input); return d.GetFiles().Length;")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText({|LMI2005:p|}, input); var q = Path.ChangeExtension(p, \".b\"); File.Copy(p, q); File.Delete(q);")]
    [InlineData("var p = $\"/tmp/{Guid.NewGuid()}\"; File.WriteAllText({|LMI2005:p|}, input); var q = p + \".b\"; File.Copy(p, q); try { return File.ReadAllText(q).Length; } finally { File.Delete(q); }")]
    [InlineData("var p = Path.ChangeExtension({|LMI2005:Path.GetTempFileName()|}, \".docx\"); try { File.WriteAllText(p, input); } finally { File.Delete(p); }")]
    [InlineData("var p = {|LMI2005:Path.GetTempFileName()|} + \".docx\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = Path.GetTempFileName(); Save({|LMI2005:p|}, input); return Read(p);")]
    [InlineData("Save({|LMI2005:$\"/tmp/{Guid.NewGuid()}\"|}, input);")]
    [InlineData("var p = Path.GetTempFileName(); Twice({|LMI2005:p|}, input); return File.ReadAllText(p).Length;")]
    public Task Left(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    [Theory]
    [InlineData("var p = Path.GetTempFileName(); try { File.WriteAllText(p, input); } finally { File.Delete(p); }")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); Remove(p);")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); new FileInfo(p).Delete();")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); File.Move(p, \"/mnt/efs/\" + input);")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); _kept.Add(p);")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); using var x = Process.Start(\"rm\", p);")]
    [InlineData("var d = Directory.CreateTempSubdirectory(); File.WriteAllText(Path.Combine(d.FullName, \"a\"), input); d.Delete(true);")]
    [InlineData("using var s = new FileStream($\"/tmp/{Guid.NewGuid()}\", FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose);")]
    [InlineData("using var s = new FileStream($\"/tmp/{Guid.NewGuid()}\", new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); var f = new FileInfo(p); f.Delete();")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); var same = Path.GetFullPath(p); File.Delete(same);")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, input); var stem = Path.ChangeExtension(p, null); foreach (var f in Directory.GetFiles(\"/tmp\", Path.GetFileName(stem) + \"*\")) { File.Delete(f); }")]
    [InlineData("var d = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()); Directory.CreateDirectory(d); var p = Path.Combine(d, \"a\"); File.WriteAllText(p, input); var parent = Path.GetDirectoryName(p); Directory.Delete(parent!, true);")]
    [InlineData("var p = Path.ChangeExtension(Path.GetTempFileName(), \".tmp\"); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var t = Path.GetTempFileName(); var p = Path.ChangeExtension(t, \".docx\"); File.WriteAllText(p, input); File.Delete(p); File.Delete(t);")]
    [InlineData("var p = Path.ChangeExtension(Path.GetRandomFileName(), \".docx\"); p = Path.Combine(Path.GetTempPath(), p); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = Path.GetTempFileName(); Save(p, input); File.Delete(p);")]
    [InlineData("var p = Path.GetTempFileName(); Save(p, input); Remove(p);")]
    [InlineData("var p = Path.GetTempFileName(); Twice(p, input); _kept.Add(p);")]
    [InlineData("Kept(Path.GetTempFileName(), input);")]
    [InlineData("Brief(Path.GetTempFileName(), input);")]
    [InlineData("var p = Path.GetTempFileName(); Kept(p, input);")]
    public Task Deleted_or_out_of_sight(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    /// <summary>An object keeps the path, or the directory around it, and can delete it when its time has come.</summary>
    [Theory]
    [InlineData("using var s = new Scratch(); File.WriteAllText(s.PathOf(\"a.txt\"), input);")]
    [InlineData("using var s = new Scratch(); var p = s.PathOf(\"a.txt\"); File.WriteAllText(p, input); return File.ReadAllText(p).Length;")]
    [InlineData("var p = Scratch.New(); File.WriteAllText({|LMI2005:p|}, input);")]
    public Task Kept_by_an_object(string body) => Verify.RulesAsync(FileFunction.Of(body) + """

        public sealed class Scratch : IDisposable
        {
            private readonly string _directory = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
            public string PathOf(string name) => Path.Combine(_directory, name);
            public static string New() => Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
            public void Dispose() => Directory.Delete(_directory, true);
        }
        """);

    /// <summary>Somebody lists the directory, so the file is found again.</summary>
    [Theory]
    [InlineData("foreach (var f in Directory.EnumerateFiles(\"/tmp/notes\", \"*\", SearchOption.AllDirectories)) { n += f.Length; }", "p")]
    [InlineData("n += new DirectoryInfo(\"/tmp/notes\").GetFiles(\"*.txt\").Length;", "p")]
    [InlineData("n += Directory.GetFiles(Path.GetTempPath()).Length;", "{|LMI2005:p|}")]
    [InlineData("n += Directory.GetFiles(\"/tmp/letters\").Length;", "{|LMI2005:p|}")]
    [InlineData("n += Directory.GetFiles(input).Length;", "{|LMI2005:p|}")]
    public Task Listed(string listing, string path) =>
        Verify.RulesAsync(FileFunction.Of($"var p = $\"/tmp/notes/{{Guid.NewGuid()}}.txt\"; File.WriteAllText({path}, input); return List(input);", $"private static int List(string input) {{ var n = 0; {listing} return n; }}"));

    private const string Helpers = """
        private readonly System.Collections.Concurrent.ConcurrentBag<string> _kept = new();
        private static int Read(string path) { using var reader = new StreamReader(path); return reader.ReadToEnd().Length; }
        private static void Save(string path, string text) => File.WriteAllText(path, text);
        private static void Twice(string path, string text) { Save(path, text); Save(path, text); }
        private static string Kept(string path, string text) { File.WriteAllText(path, text); return path; }
        private static void Brief(string path, string text) { File.WriteAllText(path, text); Remove(path); }
        private static void Remove(string path) { try { File.Delete(path); } catch (IOException) { } }
        """;
}
