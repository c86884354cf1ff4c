using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>The table of rules in README.md is written from the rules and their pages.</summary>
[Collection("Docs")]
public class RuleIndexTests
{
    private const string Start = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->";

    [Fact]
    public void Index_of_the_readme_lists_every_rule()
    {
        var path = Path.Combine(Repository.Root, "README.md");
        var readme = File.ReadAllText(path);
        var start = readme.IndexOf(Start, StringComparison.Ordinal);
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, "README.md has the lines <!-- rules --> and <!-- /rules -->");

        RulePage.AssertOrUpdate(path, readme.Substring(0, start + Start.Length) + Index() + readme.Substring(end));
    }

    [Fact]
    public void Readme_of_the_package_names_every_rule_that_reports_on_code()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Lmi.Analyzers.Package", "readme.md"));

        Assert.All(RulePage.Rules.Values.Where(static r => r.Category != "Lmi.Package"), r => Assert.Contains($"| {r.Id} |", readme));
    }

    private static string Index()
    {
        var table = new StringBuilder("| id | reports | severity | fix |\n|---|---|---|---|\n");
        foreach (var rule in RulePage.Rules.Values)
        {
            table.Append($"| [{rule.Id}](docs/rules/{rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} | {new RulePage(rule).Fix} |\n");
        }

        return table.ToString();
    }
}
