using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Knowledge;

/// <summary>docs/knowledge.md says what the parser does.</summary>
public class KnowledgePageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/knowledge.md"));

    [Fact]
    public void Every_verdict_has_a_row_with_an_example_that_parses()
    {
        var rows = s_page.Split('\n').Where(line => line.StartsWith("| `")).Select(line => line.Split('|')).ToList();

        Assert.Equal(Enum.GetValues<Verdict>().Select(KnowledgeFile.Word).Order(), rows.Select(row => row[1].Trim(' ', '`')).Order());
        Assert.All(rows, row =>
        {
            var statement = Assert.Single(KnowledgeFile.Parse("example", SourceText.From(row[4].Trim().Trim('`'))).Statements);
            Assert.Equal(row[1].Trim(' ', '`'), KnowledgeFile.Word(statement.Verdict));
        });
    }

    [Fact]
    public void An_example_is_a_shipped_fact()
    {
        foreach (var row in s_page.Split('\n').Where(line => line.StartsWith("| `")).Select(line => line.Split('|')))
        {
            var example = KnowledgeFile.Parse("example", SourceText.From(row[4].Trim().Trim('`'))).Statements.Single().Fact!;
            Assert.True(FactTable.Shipped.TryFind(example.Verdict, example.Id, out var shipped), example.Id);
            Assert.Equal((shipped!.Source, string.Join(' ', shipped.Arguments.OrderBy(argument => argument.Key))), (example.Source, string.Join(' ', example.Arguments.OrderBy(argument => argument.Key))));
        }
    }

    [Fact]
    public void The_file_that_the_page_shows_has_no_bad_line()
    {
        var fence = Regex.Matches(s_page, "```text\n(.*?)```", RegexOptions.Singleline)[0].Groups[1].Value;
        var file = KnowledgeFile.Parse("team.lmi.txt", SourceText.From(fence));

        Assert.Empty(file.BadLines);
        Assert.Equal(6, file.Statements.Length);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
