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

    [Fact]
    public Task Offered() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of("File.WriteAllText(\"/tmp/a.txt\", input);"), Title);

    /// <summary>Each hazard is a place of its own, though the same handler gets to all of them.</summary>
    [Fact]
    public Task Fix_all_repairs_every_file_of_a_handler() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of(string.Join(" ", Enumerable.Range(1, 6).Select(static n => $"var p{n} = \"/tmp/{n}.txt\"; File.WriteAllText({{|LMI2001:p{n}|}}, input); File.Delete(p{n});"))),
        FileFunction.Of(string.Join(" ", Enumerable.Range(1, 6).Select(static n => $"var p{n} = $\"/tmp/{n}-{{Guid.NewGuid():N}}.txt\"; File.WriteAllText(p{n}, input); File.Delete(p{n});"))));
}
