using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.TempFiles;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles.Fixes;

/// <summary>Deleted whatever happens.</summary>
public class Lmi2005TempFileLeftBehindCodeFixTests
{
    [Fact]
    public Task In_finally() => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.RepairsAsync(
        FileFunction.Of("""
            var path = Path.GetTempFileName();
                    File.WriteAllText({|LMI2005:path|}, input);
                    Console.WriteLine(File.ReadAllText(path));
            """),
        FileFunction.Of("""
            var path = Path.GetTempFileName();
                    try
                    {
                        File.WriteAllText(path, input);
                        Console.WriteLine(File.ReadAllText(path));
                        return 0;
                    }
                    finally
                    {
                        File.Delete(path);
                    }
            """).Replace("        }\n        return 0;\n", "        }\n", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("using var s = File.Create({|LMI2005:$\"/tmp/{Guid.NewGuid()}\"|}); s.WriteByte(1);", "using var s = File.Create($\"/tmp/{Guid.NewGuid()}\", 4096, FileOptions.DeleteOnClose); s.WriteByte(1);")]
    [InlineData("var path = Path.GetTempFileName(); using var s = new FileStream({|LMI2005:path|}, FileMode.Create); s.WriteByte(1);", "var path = Path.GetTempFileName(); using var s = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 4096, FileOptions.DeleteOnClose); s.WriteByte(1);")]
    [InlineData("var path = Path.GetTempFileName(); using (var s = new FileStream({|LMI2005:path|}, FileMode.Create, FileAccess.Write, FileShare.None)) { s.WriteByte(1); }", "var path = Path.GetTempFileName(); using (var s = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose)) { s.WriteByte(1); }")]
    [InlineData("await using var s = new FileStream({|LMI2005:Path.Combine(Root, Path.GetRandomFileName())|}, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 8192, true); await s.FlushAsync();", "await using var s = new FileStream(Path.Combine(Root, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 8192, FileOptions.Asynchronous | FileOptions.DeleteOnClose); await s.FlushAsync();")]
    [InlineData("using var s = new FileStream({|LMI2005:Path.GetTempFileName()|}, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 8192, FileOptions.SequentialScan); s.WriteByte(1);", "using var s = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 8192, FileOptions.SequentialScan | FileOptions.DeleteOnClose); s.WriteByte(1);")]
    public Task When_its_only_stream_is_closed(string before, string after) => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.RepairsAsync(FileFunction.Of(before), FileFunction.Of(after));

    [Theory]
    [InlineData("var path = Path.GetTempFileName(); using (var s = File.Create(path)) { s.WriteByte(1); } Console.WriteLine(File.ReadAllBytes(path).Length);", "it is read back")]
    [InlineData("var path = Path.GetTempFileName(); using var s = new FileStream(path, FileMode.Append); s.WriteByte(1); Console.WriteLine(path);", "its name is told")]
    [InlineData("var path = Path.GetTempFileName(); using var s = new FileStream(path, System.IO.FileMode.Append); s.WriteByte(1);", "it is appended to, which only a stream for writing can")]
    [InlineData("var path = Path.GetTempFileName(); var s = File.Create(path); s.WriteByte(1);", "nobody closes it")]
    public Task In_finally_where(string body, string why)
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.OffersAsync(FileFunction.Of(body), "Delete the file in a finally block");
    }

    /// <summary>The directory that the method made for itself, with all that is in it.</summary>
    [Theory]
    [InlineData("var dir = Directory.CreateTempSubdirectory(\"a\");", "Path.Combine(dir.FullName, \"a.txt\")", "dir.Delete(recursive: true);")]
    [InlineData("var info = new FileInfo(Path.Combine(Root, Guid.NewGuid().ToString()));", "info.FullName", "info.Delete();")]
    [InlineData("var dir = Directory.CreateTempSubdirectory().FullName;", "$\"{dir}/a.txt\"", "Directory.Delete(dir, recursive: true);")]
    [InlineData("var dir = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());", "dir + \"/a.txt\"", "Directory.Delete(dir, recursive: true);", "Directory.CreateDirectory(dir);")]
    public Task A_directory_in_finally(string made, string path, string deleted, string prepared = "Console.WriteLine();") => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.RepairsAsync(
        FileFunction.Of($$"""
            {{made}}
                    {{prepared}}
                    File.WriteAllText({|LMI2005:{{path}}|}, input);
            """),
        FileFunction.Of($$"""
            {{made}}
                    try
                    {
                        {{prepared}}
                        File.WriteAllText({{path}}, input);
                        return 0;
                    }
                    finally
                    {
                        {{deleted}}
                    }
            """).Replace("        }\n        return 0;\n", "        }\n", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("var root = Path.GetTempPath(); File.WriteAllText(Path.Combine(root, Guid.NewGuid().ToString()), input);", "the directory is everybody's")]
    [InlineData("var root = $\"/mnt/{Guid.NewGuid()}\"; File.WriteAllText($\"/tmp/{Path.GetFileName(root)}\", input);", "it is no directory")]
    public Task Not_offered(string body, string why)
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.OffersAsync(FileFunction.Of(body));
    }

    [Fact]
    public Task Not_offered_without_a_local() => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.OffersAsync(FileFunction.Of("File.WriteAllText($\"/tmp/{Guid.NewGuid()}\", input);"));
}
