using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>Each rule has a page as _template.md has it, and the code on it is true.</summary>
[Collection("Docs")]
public class RulePageTests
{
    public static TheoryData<string> Rules() => new(RulePage.Rules.Keys);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Title_and_header_table_are_those_of_the_rule(string id)
    {
        var page = new RulePage(RulePage.Rules[id]);

        RulePage.AssertOrUpdate(page.Path, page.UpToDate());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Sections_are_those_of_the_template_and_say_something(string id)
    {
        var page = new RulePage(RulePage.Rules[id]);
        var template = File.ReadAllText(Path.Combine(Path.GetDirectoryName(page.Path)!, "_template.md"));

        Assert.Equal(Sections(template).Select(static s => s.Title), Sections(page.Text).Select(static s => s.Title));
        Assert.All(Sections(page.Text), static s => Assert.NotEqual("", s.Body));
        Assert.DoesNotContain("TODO", page.Text);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fix_is_none_when_there_is_none(string id)
    {
        var exists = RulePage.Fixes.Any(f => f.FixableDiagnosticIds.Contains(id));

        Assert.Equal(exists, new RulePage(RulePage.Rules[id]).Fix != "none");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Code_is_true(string id)
    {
        var page = new RulePage(RulePage.Rules[id]);
        var fences = Fence.On(page.Text);

        await FenceAssert.AllTrueAsync(page.Path);
        if (RulePage.Rules[id].Category == "Lmi.Package")
        {
            return; // what these report is not in C#
        }

        Assert.Contains(fences, f => f.Kind == "reported" && f.Marks().Any(m => m.StartsWith(id)));
        Assert.Contains(fences, static f => f.Kind == "clean");
        Assert.Equal(page.Fix != "none", fences.Exists(static f => f.Kind == "fixed"));
    }

    [Fact]
    public void Bad_lines_of_knowledge_on_the_page_are_bad_for_the_reason_given()
    {
        var rows = Regex.Matches(new RulePage(RulePage.Rules["LMI0001"]).Text, @"^\| `(.*)` \| (.*) \|$", RegexOptions.Multiline);

        Assert.NotEmpty(rows);
        Assert.All(rows, static row =>
        {
            var bad = Assert.Single(KnowledgeFile.Parse("team.lmi.txt", SourceText.From(row.Groups[1].Value)).BadLines);
            Assert.StartsWith(row.Groups[2].Value, bad.Reason);
        });
    }

    [Fact]
    public void Every_page_is_that_of_a_rule()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "*.md").Select(static p => Path.GetFileNameWithoutExtension(p)!);

        Assert.Equal(RulePage.Rules.Keys.Append("_template"), pages.Order(System.StringComparer.Ordinal));
    }

    private static IEnumerable<(string Title, string Body)> Sections(string page)
    {
        var parts = Regex.Split(page, "^## (.*)\n", RegexOptions.Multiline);
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            yield return (parts[i], parts[i + 1].Trim());
        }
    }
}
