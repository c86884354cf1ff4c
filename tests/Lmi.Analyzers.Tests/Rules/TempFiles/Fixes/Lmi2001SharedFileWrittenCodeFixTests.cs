using System.Linq;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.TempFiles;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles.Fixes;

/// <summary>Every use of the path changes with the name, and nobody else's name changes.</summary>
public class Lmi2001SharedFileWrittenCodeFixTests
{
    private const string Title = "Add a GUID to the file name";

    [Theory]
    [InlineData("var p = Path.Combine(Root, \"a.txt\"); File.WriteAllText({|LMI2001:p|}, input); File.Delete(p);", "var p = Path.Combine(Root, $\"a-{Guid.NewGuid():N}.txt\"); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("const string P = \"/tmp/a.txt\"; File.WriteAllText({|LMI2001:P|}, input); File.Delete(P);", "var P = $\"/tmp/a-{Guid.NewGuid():N}.txt\"; File.WriteAllText(P, input); File.Delete(P);")]
    [InlineData("var p = $\"{Root}/a\"; File.WriteAllText({|LMI2001:p|}, input); File.Delete(p);", "var p = $\"{Root}/a-{Guid.NewGuid():N}\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = input.Length > 0 ? Root + \"/a.txt\" : \"/tmp/b\"; File.WriteAllText({|LMI2001:p|}, input); File.Delete(p);", "var p = input.Length > 0 ? Root + $\"/a-{Guid.NewGuid():N}.txt\" : $\"/tmp/b-{Guid.NewGuid():N}\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = Root + \"/a.txt\"; File.WriteAllText({|LMI2001:p|}, input); File.Delete(p);", "var p = Root + $\"/a-{Guid.NewGuid():N}.txt\"; File.WriteAllText(p, input); File.Delete(p);")]
    public Task A_local(string before, string after) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(FileFunction.Of(before), FileFunction.Of(after));

    [Fact]
    public Task A_repeated_literal_gets_a_local() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of("""
            try
                    {
                        File.WriteAllText({|LMI2001:"/tmp/report.csv"|}, input);
                        Console.WriteLine($"wrote /tmp/report.csv");
                    }
                    finally
                    {
                        File.Delete("/tmp/report.csv");
                    }

            """),
        FileFunction.Of("""
            var reportPath = $"/tmp/report-{Guid.NewGuid():N}.csv";
                    try
                    {
                        File.WriteAllText(reportPath, input);
                        Console.WriteLine($"wrote {reportPath}");
                    }
                    finally
                    {
                        File.Delete(reportPath);
                    }

            """));

    [Theory]
    [InlineData("var p = \"/tmp/a.txt\"; File.WriteAllText(p, input); s_last = p;")]
    [InlineData("File.AppendAllText(\"/tmp/a.txt\", input);")]
    [InlineData("var n = File.ReadAllText(\"/tmp/a.txt\"); File.WriteAllText(\"/tmp/a.txt\", n + input);")]
    [InlineData("File.WriteAllText(\"/tmp/known.txt\", input);")]
    [InlineData("File.WriteAllText(s_elsewhere, input);")]
    public Task Not_offered_where_somebody_else_knows_the_name(string body) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of(body, """
        private static string? s_last;
        private static readonly string s_elsewhere = "/tmp/elsewhere.txt";
        public static string Mail() => File.ReadAllText("/tmp/known.txt") + File.ReadAllText(s_elsewhere);
        """));

    /// <summary>A member that only this method uses becomes a local of it; what others might see stays where it is.</summary>
    [Theory]
    [InlineData("private readonly string _page;\n    public Function() { _page = Path.Combine(Root, \"page.html\"); }", "_page", "public Function() { }", "Path.Combine(Root, $\"page-{Guid.NewGuid():N}.html\")")]
    [InlineData("private readonly string _page;\n    public Function() { _page = Path.Combine(Root, Guid.NewGuid().ToString(\"N\")); }", "_page", "public Function() { }", "Path.Combine(Root, Guid.NewGuid().ToString(\"N\"))")]
    [InlineData("private static string Page => Path.Combine(Root, \"page.html\");", "Page", "", "Path.Combine(Root, $\"page-{Guid.NewGuid():N}.html\")")]
    [InlineData("private static string Page() => Root + \"/page.html\";", "Page()", "", "Root + $\"/page-{Guid.NewGuid():N}.html\"")]
    [InlineData("public const string Page = \"/tmp/page.html\";", "Page", "public const string Page = \"/tmp/page.html\";", "$\"/tmp/page-{Guid.NewGuid():N}.html\"")]
    public Task A_member(string member, string use, string left, string value) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of($"File.WriteAllText({{|LMI2001:{use}|}}, input); File.Delete({use});", member),
        FileFunction.Of($"var page = {value};\n        File.WriteAllText(page, input); File.Delete(page);", left).Replace("    }\n\n    " + (left.StartsWith("public const", System.StringComparison.Ordinal) ? "-" : left + "\n"), left.Length > 0 ? "    }\n    " + left + "\n" : "    }\n", System.StringComparison.Ordinal));

    [Fact]
    public Task What_a_local_takes_from_a_property() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of("var info = new FileInfo(Page); using (var text = {|LMI2001:info.CreateText|}()) { } info.Delete();", "private static string Page { get; } = \"/tmp/page.html\";"),
        FileFunction.Of("var page = $\"/tmp/page-{Guid.NewGuid():N}.html\";\n        var info = new FileInfo(page); using (var text = info.CreateText()) { } info.Delete();").Replace("    }\n\n    \n", "    }\n", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("At(\"a.txt\")", "private static string At(string name) => Path.Combine(Root, name);", "At($\"a-{Guid.NewGuid():N}.txt\")")]
    [InlineData("At(Root, name: File1)", "private const string File1 = \"a\"; private static string At(string root, string name) { return $\"{root}/{name}.txt\"; }", "At(Root, name: $\"{Guid.NewGuid():N}-{File1}\")")]
    public Task A_helper_s_argument(string path, string helper, string unique) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of($"var p = {path}; File.WriteAllText({{|LMI2001:p|}}, input); File.Delete(p);", helper),
        FileFunction.Of($"var p = {unique}; File.WriteAllText(p, input); File.Delete(p);", helper));

    /// <summary>Another method reads the file, the path hangs on a parameter, or the helper decides about more than the name.</summary>
    [Theory]
    [InlineData("File.WriteAllText(At(\"a.txt\"), input);", "private static string At(string name) => Path.Combine(Root, name); public static string Read() => File.ReadAllText(At(\"a.txt\"));")]
    [InlineData("File.WriteAllText(At(Name), input);", "private const string Name = \"a.txt\"; private static string At(string name) => Path.Combine(Root, name); public static string Read() => File.ReadAllText(At(Name));")]
    [InlineData("File.WriteAllText(Page, input);", "private static string Page => \"/tmp/page.html\"; public static string Read() => File.ReadAllText(Page);")]
    [InlineData("File.WriteAllText(At(\"work\"), input);", "private static string At(string folder) => Path.Combine(Root, folder, \"a.txt\");")]
    [InlineData("var n = File.ReadAllText(Page); File.WriteAllText(Page, n + input);", "private static string Page => \"/tmp/page.html\";")]
    public Task Not_offered_for_a_member(string body, string members) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of(body, members));

    /// <summary>Under a new name there is no file to open, and none to go on with.</summary>
    [Theory]
    [InlineData("using var s = File.Open(\"/tmp/a.bin\", FileMode.Truncate);")]
    [InlineData("using var s = new FileStream(\"/tmp/a.bin\", FileMode.Open, FileAccess.Write);")]
    [InlineData("using var s = new FileStream(\"/tmp/a.bin\", FileMode.OpenOrCreate, FileAccess.Write); s.Seek(0, SeekOrigin.End);")]
    [InlineData("using var s = new FileStream(\"/tmp/a.bin\", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write });")]
    [InlineData("using var s = new FileStream(\"/tmp/a.bin\", new FileStreamOptions { Access = FileAccess.Write });")]
    [InlineData("var options = new FileStreamOptions { Access = FileAccess.Write, Mode = FileMode.Truncate }; using var s = File.Open(\"/tmp/a.bin\", options);")]
    [InlineData("var info = new FileInfo(\"/tmp/a.bin\"); using var s = info.Open(FileMode.Truncate);")]
    [InlineData("using var s = new FileInfo(\"/tmp/a.bin\").Open(FileMode.OpenOrCreate, FileAccess.Write);")]
    [InlineData("using var zip = ZipFile.Open(\"/tmp/a.zip\", ZipArchiveMode.Update);")]
    [InlineData("File.Replace(input, \"/tmp/a.bin\", null);")]
    [InlineData("Patch(\"/tmp/a.bin\", input);")]
    public Task Not_offered_where_the_file_has_to_be_there(string body) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of(body, "private static void Patch(string path, string text) { using var s = File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite); s.Seek(0, SeekOrigin.End); s.Write(Encoding.UTF8.GetBytes(text)); }"));

    [Theory]
    [InlineData("using var s = File.Open(\"/tmp/a.bin\", FileMode.Create);")]
    [InlineData("var options = new FileStreamOptions { Access = FileAccess.Write, Mode = FileMode.Create }; using var s = File.Open(\"/tmp/a.bin\", options);")]
    [InlineData("Pack(input, \"/tmp/a.bin\");")]
    public Task Offered_where_the_file_is_made(string body) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of(body, "private static void Pack(string source, string target) { using var read = new FileStream(source, FileMode.Open, FileAccess.Read); using var s = File.Open(target, FileMode.Create); read.CopyTo(s); }"), Title);

    /// <summary>However it is spelled, in the method.</summary>
    [Theory]
    [InlineData("Save(new FileInfo({|LMI2001:\"/tmp/page.txt\"|}), input); Console.WriteLine(File.ReadAllText(\"/tmp/page.txt\"));", "var pagePath = $\"/tmp/page-{Guid.NewGuid():N}.txt\";\n        Save(new FileInfo(pagePath), input); Console.WriteLine(File.ReadAllText(pagePath));")]
    [InlineData("File.WriteAllText({|LMI2001:\"/tmp/page.txt\"|}, input); Console.WriteLine(new FileInfo(\"/tmp/page.txt\").Length);", "var pagePath = $\"/tmp/page-{Guid.NewGuid():N}.txt\";\n        File.WriteAllText({|LMI2005:pagePath|}, input); Console.WriteLine(new FileInfo(pagePath).Length);")]
    [InlineData("File.WriteAllText({|LMI2001:Path.Combine(Root, \"page.txt\")|}, input); Console.WriteLine(File.ReadAllText(\"/tmp/page.txt\") + File.ReadAllText($\"{Root}/page.txt\"));", "var pagePath = Path.Combine(Root, $\"page-{Guid.NewGuid():N}.txt\");\n        File.WriteAllText({|LMI2005:pagePath|}, input); Console.WriteLine(File.ReadAllText(pagePath) + File.ReadAllText(pagePath));")]
    [InlineData("var page = Path.Combine(Root, \"page.txt\"); File.WriteAllText({|LMI2001:page|}, input); File.Delete(\"/tmp/page.txt\");", "var page = Path.Combine(Root, $\"page-{Guid.NewGuid():N}.txt\"); File.WriteAllText(page, input); File.Delete(page);")]
    [InlineData("var info = new FileInfo(\"/tmp/page.txt\"); using (var text = {|LMI2001:info.CreateText|}()) { } File.Delete(\"/tmp/page.txt\");", "var info = new FileInfo($\"/tmp/page-{Guid.NewGuid():N}.txt\"); using (var text = info.CreateText()) { } File.Delete(info.FullName);")]
    public Task Every_use_changes(string before, string after) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of(before.Replace("new FileInfo({|LMI2001:\"/tmp/page.txt\"|})", "{|LMI2001:new FileInfo(\"/tmp/page.txt\")|}", System.StringComparison.Ordinal), SaveInfo), FileFunction.Of(after, SaveInfo));

    private const string SaveInfo = "private static void Save(FileInfo file, string text) { using var writer = file.CreateText(); writer.Write(text); }";

    [Theory]
    [InlineData("{ var page = \"/tmp/page.txt\"; File.WriteAllText(page, input); } Console.WriteLine(File.ReadAllText(\"/tmp/page.txt\"));", "the local is not known there")]
    [InlineData("if (File.Exists(\"/tmp/page.txt\")) { } var page = Path.Combine(Root, \"page.txt\"); File.WriteAllText(page, input);", "nor is it before its declaration")]
    public Task Not_offered_where_a_use_cannot_change(string body, string why)
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of(body));
    }

    /// <summary>Which of its pieces is the name, the statements say together.</summary>
    [Theory]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); b.Append(\"page.txt\"); File.WriteAllText(b.ToString(), input);")]
    [InlineData("StringBuilder b = new(\"/tmp/\"); b.Append(\"page.txt\"); File.WriteAllText(b.ToString(), input);")]
    [InlineData("StringBuilder b = new(\"/tmp/page\"); File.WriteAllText(b.ToString(), input); File.Delete(b.ToString());")]
    [InlineData("var b = new StringBuilder(\"/tmp/\"); b.Append(\"page.txt\"); var page = b.ToString(); File.WriteAllText(page, input);")]
    [InlineData("File.WriteAllText(new StringBuilder(\"/tmp/\").Append(\"page.txt\").ToString(), input);")]
    public Task Not_offered_for_a_text_builder(string body) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of(body));

    [Theory]
    [InlineData("foreach (var c in input) { File.WriteAllText(\"/tmp/page.txt\", input); } Console.WriteLine(Directory.GetFiles(Root, \"page*\").Length);")]
    [InlineData("foreach (var c in input) { var page = Path.Combine(Root, \"work\", \"page.txt\"); File.WriteAllText(page, input); Console.WriteLine(new DirectoryInfo(\"/tmp/work\").EnumerateFiles().Count()); File.Delete(page); }")]
    public Task Not_offered_in_a_loop_of_a_member_that_lists_a_directory(string body) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of(body));

    [Fact]
    public Task Offered_in_a_loop_where_the_directory_itself_is_listed() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(
        FileFunction.Of("foreach (var c in input) { var work = Path.Combine(Root, \"unpacked\"); ZipFile.ExtractToDirectory(input, work); Console.WriteLine(Directory.GetFiles(work).Length); Directory.Delete(work, true); }"), Title);

    /// <summary>A GUID where the path is made would be made once as well; a word of a list is no name to change.</summary>
    [Theory]
    [InlineData("var p = \"/tmp/a.txt\"; await LambdaBootstrapBuilder.Create<string, int>((input, context) => { File.WriteAllText(p, input); return 1; }, new DefaultLambdaJsonSerializer()).Build().RunAsync();")]
    [InlineData("var p = Path.Combine(\"/tmp\", Guid.NewGuid() + \".txt\"); await LambdaBootstrapBuilder.Create<string, int>(Handle, new DefaultLambdaJsonSerializer()).Build().RunAsync(); int Handle(string input, ILambdaContext context) { File.WriteAllText(p, input); return 1; }")]
    [InlineData("await LambdaBootstrapBuilder.Create<string, int>((input, context) => { using var x = System.Diagnostics.Process.Start(\"x\", new[] { input, \"/tmp/a.png\" }); return File.ReadAllBytes(\"/tmp/a.png\").Length; }, new DefaultLambdaJsonSerializer()).Build().RunAsync();")]
    [InlineData("await LambdaBootstrapBuilder.Create<string, int>((input, context) => { var all = new System.Collections.Generic.List<string> { input, \"/tmp/a.png\" }; var i = new System.Diagnostics.ProcessStartInfo(\"x\"); foreach (var one in all) { i.ArgumentList.Add(one); } return File.ReadAllBytes(\"/tmp/a.png\").Length; }, new DefaultLambdaJsonSerializer()).Build().RunAsync();")]
    public Task Not_offered_where_it_would_not_help(string main) => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync($$"""
        using System;
        using System.IO;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;
        using Amazon.Lambda.Serialization.SystemTextJson;

        public static class Program
        {
            public static async Task Main() { {{main}} }
        }
        """);

    [Fact]
    public Task Offered() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of("File.WriteAllText(\"/tmp/a.txt\", input);"), Title);

    /// <summary>Each hazard is a place of its own, though the same handler gets to all of them.</summary>
    [Fact]
    public Task Fix_all_repairs_every_file_of_a_handler() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of(string.Join(" ", Enumerable.Range(1, 6).Select(static n => $"var p{n} = \"/tmp/{n}.txt\"; File.WriteAllText({{|LMI2001:p{n}|}}, input); File.Delete(p{n});"))),
        FileFunction.Of(string.Join(" ", Enumerable.Range(1, 6).Select(static n => $"var p{n} = $\"/tmp/{n}-{{Guid.NewGuid():N}}.txt\"; File.WriteAllText(p{n}, input); File.Delete(p{n});"))));
}
