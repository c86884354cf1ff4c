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

    /// <summary>What the path is given to says whether a file or a directory comes to lie there.</summary>
    [Theory]
    [InlineData("ZipFile.CreateFromDirectory(input, {|LMI2005:path|});", "File.Delete(path);")]
    [InlineData("ZipFile.CreateFromDirectory(destinationArchiveFileName: {|LMI2005:path|}, sourceDirectoryName: input);", "File.Delete(path);")]
    [InlineData("System.Formats.Tar.TarFile.CreateFromDirectory(input, {|LMI2005:path|}, false);", "File.Delete(path);")]
    [InlineData("ZipFile.ExtractToDirectory(input, {|LMI2005:path|});", "Directory.Delete(path, recursive: true);")]
    [InlineData("using (var zip = ZipFile.OpenRead(input)) { zip.ExtractToDirectory({|LMI2005:path|}); }", "Directory.Delete(path, recursive: true);")]
    [InlineData("using (var zip = ZipFile.OpenRead(input)) { zip.Entries[0].ExtractToFile({|LMI2005:path|}); }", "File.Delete(path);")]
    [InlineData("Directory.Move(input, {|LMI2005:path|});", "Directory.Delete(path, recursive: true);")]
    [InlineData("File.Move(input, {|LMI2005:path|});", "File.Delete(path);")]
    public Task A_file_or_a_directory(string written, string deleted) => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.RepairsAsync(
        FileFunction.Of($$"""
            var path = Path.Combine(Root, Guid.NewGuid().ToString("N"));
                    {{written}}
            """),
        FileFunction.Of($$"""
            var path = Path.Combine(Root, Guid.NewGuid().ToString("N"));
                    try
                    {
                        {{written.Replace("{|LMI2005:path|}", "path", System.StringComparison.Ordinal)}}
                        return 0;
                    }
                    finally
                    {
                        {{deleted}}
                    }
            """).Replace("        }\n        return 0;\n", "        }\n", System.StringComparison.Ordinal));

    /// <summary>The file would be gone before somebody reads it who has been told of it already.</summary>
    [Theory]
    [InlineData("private static Task<string> Save(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); return Later(path); }", "the task is not awaited")]
    [InlineData("private static ValueTask<string> Save(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); return new ValueTask<string>(Later(path)); }", "nor is this one")]
    [InlineData("private static async Task<string> Save(string input) { Task<string> later; { var path = Path.GetTempFileName(); File.WriteAllText(path, input); later = Later(path); } return await later; }", "it is awaited after the file is gone")]
    [InlineData("private static async Task<int> Save(string input) { var all = new List<Task<string>>(); foreach (var c in input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); all.Add(Later(path)); } return (await Task.WhenAll(all)).Length; }", "so are these")]
    [InlineData("private static Task<string> Save(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); var later = Task.Run(() => File.ReadAllText(path)); return later; }", "another thread reads it")]
    [InlineData("private static async Task<IEnumerable<string>> Save(string input) { var path = Path.GetTempFileName(); await File.WriteAllTextAsync(path, input); return File.ReadLines(path).Where(static l => l.Length > 0); }", "the lines are read when they are asked for")]
    [InlineData("private static async Task<Func<string>> Save(string input) { var path = Path.GetTempFileName(); await File.WriteAllTextAsync(path, input); return () => File.ReadAllText(path); }", "the file is read when that is called")]
    public Task Not_offered_where_the_file_is_read_later(string save, string why)
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.OffersAsync(FileFunction.Of("await Save(input);", save + " private static async Task<string> Later(string path) { await Task.Delay(1); return await File.ReadAllTextAsync(path); }"));
    }

    [Theory]
    [InlineData("private static Task<int> Save(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); return Task.FromResult(File.ReadAllText(path).Length); }", "the task is complete")]
    [InlineData("private static Task Save(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); Console.WriteLine(File.ReadAllText(path)); return Task.CompletedTask; }", "so is this one")]
    [InlineData("private static async Task<string> Save(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); var later = Later(path); return await later; }", "it is awaited in time")]
    [InlineData("private static async Task<int> Save(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); var all = new List<Task<string>>(); all.Add(Later(path)); return (await Task.WhenAll(all)).Length; }", "so are these")]
    [InlineData("private static async Task<List<string>> Save(string input) { var path = Path.GetTempFileName(); await File.WriteAllTextAsync(path, input).ConfigureAwait(false); return File.ReadLines(path).ToList(); }", "the lines are all read")]
    [InlineData("private static Task<string> Save(string input) => Task.FromResult(string.Concat(Lines(input))); private static IEnumerable<string> Lines(string input) { var path = Path.GetTempFileName(); File.WriteAllText(path, input); foreach (var line in File.ReadLines(path)) { yield return line; } }", "an iterator ends when all is read")]
    public Task Offered_where_the_file_is_read_before(string save, string why)
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.OffersAsync(FileFunction.Of("await Save(input);", save + " private static async Task<string> Later(string path) { await Task.Delay(1); return await File.ReadAllTextAsync(path); }"), "Delete the file in a finally block");
    }

    [Theory]
    [InlineData("foreach (var c in input) { var page = Path.Combine(Root, Guid.NewGuid() + \".page\"); File.WriteAllText(page, input); } Console.WriteLine(Directory.GetFiles(Root, \"*.page\").Length);")]
    [InlineData("var temp = new DirectoryInfo(Path.GetTempPath()); for (var i = 0; i < 3; i++) { var page = Path.Combine(Root, Guid.NewGuid() + \".page\"); File.WriteAllText(page, input); } Console.WriteLine(temp.EnumerateFiles().Count());")]
    public Task Not_offered_for_the_files_of_a_loop_that_are_listed_afterwards(string body) => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.OffersAsync(FileFunction.Of(body));

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
