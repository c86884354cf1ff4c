using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>Each rule has a page, and the code on it is true: `reported` reports exactly its marked lines, `clean` nothing.</summary>
public class RulePageTests
{
    private static readonly string s_pages = Path.Combine(Repository.Root, "docs", "rules");

    private static readonly string[] s_sections = ["What happens", "Reported", "Not reported", "How to fix", "When to suppress", "Options", "Limits"];

    public static TheoryData<string> Rules() => new(Verify.AllRules.SelectMany(static a => a.SupportedDiagnostics).Select(static d => d.Id).Order());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_has_title_table_and_sections(string id)
    {
        var rule = Verify.AllRules.SelectMany(static a => a.SupportedDiagnostics).Single(d => d.Id == id);
        var page = File.ReadAllText(Path.Combine(s_pages, id + ".md"));

        Assert.StartsWith($"# {id}: {rule.Title}\n", page);
        Assert.Contains($"| Category | {rule.Category} |", page);
        Assert.Contains($"| Severity | {rule.DefaultSeverity} |", page);
        Assert.Equal(s_sections, Regex.Matches(page, "^## (.*)$", RegexOptions.Multiline).Select(static m => m.Groups[1].Value));
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Code_on_the_page_is_true(string id)
    {
        var page = File.ReadAllText(Path.Combine(s_pages, id + ".md"));
        var fences = Regex.Matches(page, "^```csharp (reported|clean)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(fences.Count >= 2 || id.StartsWith("LMI0"), "a page shows what is reported and what is not");
        var references = (await Verify.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None)).Add(Verify.StandIns);
        foreach (Match fence in fences)
        {
            var code = fence.Groups[2].Value;
            var compilation = CSharpCompilation.Create(
                "Page",
                [CSharpSyntaxTree.ParseText(code, path: id + ".cs")],
                references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));

            var expected = new List<string>();
            var lines = code.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (Regex.Match(lines[i], "// (LMI[0-9]{4})$") is { Success: true } mark)
                {
                    expected.Add($"{mark.Groups[1].Value} at {i}");
                }
            }

            Assert.Equal(fence.Groups[1].Value == "reported", expected.Count > 0);
            var found = await Verify.FullAsync(compilation);
            Assert.Equal(expected, found.Select(static d => $"{d.Id} at {d.Location.GetLineSpan().StartLinePosition.Line}"));
        }
    }
}
