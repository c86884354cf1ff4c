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

    [Fact]
    public Task Offered() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.OffersAsync(FileFunction.Of("File.WriteAllText(\"/tmp/a.txt\", input);"), Title);

    /// <summary>Each hazard is a place of its own, though the same handler gets to all of them.</summary>
    [Fact]
    public Task Fix_all_repairs_every_file_of_a_handler() => VerifyFix<Lmi2001SharedFileWrittenCodeFix>.RepairsAsync(
        FileFunction.Of(string.Join(" ", Enumerable.Range(1, 6).Select(static n => $"var p{n} = \"/tmp/{n}.txt\"; File.WriteAllText({{|LMI2001:p{n}|}}, input); File.Delete(p{n});"))),
        FileFunction.Of(string.Join(" ", Enumerable.Range(1, 6).Select(static n => $"var p{n} = $\"/tmp/{n}-{{Guid.NewGuid():N}}.txt\"; File.WriteAllText(p{n}, input); File.Delete(p{n});"))));
}
