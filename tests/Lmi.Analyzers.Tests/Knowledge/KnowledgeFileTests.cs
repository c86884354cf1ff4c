using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Knowledge;

/// <summary>What a line of a knowledge file means, and what becomes of one that means nothing.</summary>
public class KnowledgeFileTests
{
    private static KnowledgeFile Parse(string text) => KnowledgeFile.Parse("team.lmi.txt", SourceText.From(text));

    [Fact]
    public void A_line_is_a_verdict_an_id_arguments_and_a_source()
    {
        var statement = Assert.Single(Parse("mutates M:Acme.Rows.Fill parameter=rows https://acme.dev/rows#fill").Statements);

        Assert.Equal((Verdict.Mutates, "M:Acme.Rows.Fill"), (statement.Verdict, statement.Id));
        Assert.Equal(("rows", null, "https://acme.dev/rows#fill"), (statement.Fact!.Argument("parameter"), statement.Fact.Argument("kind"), statement.Fact.Source));
    }

    [Fact]
    public void Comments_and_empty_lines_say_nothing()
    {
        var file = Parse("# all of it\r\n\r\n   \t\r\n  immutable T:Acme.Money https://acme.dev # the rest\r\n");

        Assert.Empty(file.BadLines);
        Assert.Equal("https://acme.dev", Assert.Single(file.Statements).Fact!.Source);
    }

    [Fact]
    public void An_exclamation_mark_takes_a_fact_back()
    {
        var statement = Assert.Single(Parse("!thread-safe T:Acme.Cache").Statements);

        Assert.Equal((Verdict.ThreadSafe, "T:Acme.Cache", null), (statement.Verdict, statement.Id, statement.Fact));
    }

    [Theory]
    [InlineData("threadsafe T:Acme.Cache https://acme.dev", "threadsafe", "no verdict")]
    [InlineData("ThreadSafe T:Acme.Cache https://acme.dev", "ThreadSafe", "no verdict")]
    [InlineData("  ! T:Acme.Cache", "!", "no verdict")]
    [InlineData("thread-safe", "thread-safe", "id is missing")]
    [InlineData("thread-safe Acme.Cache https://acme.dev", "Acme.Cache", "no documentation id")]
    [InlineData("thread-safe N:Acme https://acme.dev", "N:Acme", "no documentation id")]
    [InlineData("mutates M:Fill https://acme.dev", "M:Fill", "no documentation id")]
    [InlineData("mutates M:Acme..Fill https://acme.dev", "M:Acme..Fill", "no documentation id")]
    [InlineData("mutates M:Acme.Rows.Fill(System.Int32 https://acme.dev", "M:Acme.Rows.Fill(System.Int32", "no documentation id")]
    [InlineData("thread-safe T:Acme.Cache", "T:Acme.Cache", "source is missing")]
    [InlineData("mutates M:Acme.Rows.Fill parameter=rows", "parameter=rows", "source is missing")]
    [InlineData("mutates M:Acme.Rows.Fill rows https://acme.dev", "rows", "neither an argument")]
    [InlineData("mutates M:Acme.Rows.Fill parameter= https://acme.dev", "parameter=", "neither an argument")]
    [InlineData("mutates M:Acme.Rows.Fill paramter=rows https://acme.dev", "paramter=rows", "no argument")]
    [InlineData("mutates M:Acme.Rows.Fill parameter=a parameter=b https://acme.dev", "parameter=b", "given twice")]
    [InlineData("mutates M:Acme.Rows.Fill https://acme.dev parameter=a", "parameter=a", "must be last")]
    [InlineData("!thread-safe T:Acme.Cache https://acme.dev", "https://acme.dev", "nothing else")]
    public void A_bad_line_is_recorded_at_the_word_that_is_wrong_and_the_others_count(string line, string word, string reason)
    {
        var text = $"immutable T:Acme.Before https://acme.dev\n{line}\nimmutable T:Acme.After https://acme.dev";
        var file = Parse(text);

        var bad = Assert.Single(file.BadLines);
        Assert.Equal(("team.lmi.txt", word), (bad.Path, text.Substring(bad.Span.Start, bad.Span.Length)));
        Assert.Equal((1, bad.Span.Start - text.IndexOf('\n') - 1), (bad.Lines.Start.Line, bad.Lines.Start.Character));
        Assert.Contains(reason, bad.Reason);
        Assert.Equal(["T:Acme.Before", "T:Acme.After"], file.Statements.Select(statement => statement.Id));
    }

    [Fact]
    public void Every_verdict_has_a_word()
    {
        foreach (var verdict in System.Enum.GetValues<Verdict>())
        {
            var word = KnowledgeFile.Word(verdict);
            Assert.Equal(word.ToLowerInvariant(), word);
            Assert.Equal(verdict, Assert.Single(Parse($"{word} T:Acme.Cache https://acme.dev").Statements).Verdict);
        }
    }

    [Theory]
    [InlineData("T:System.Random", "Random")]
    [InlineData("T:System.Collections.Generic.List`1", "List")]
    [InlineData("T:Global", "Global")]
    [InlineData("M:System.Lazy`1.#ctor", ".ctor")]
    [InlineData("M:System.Linq.Enumerable.First``1(System.Collections.Generic.IEnumerable{``0})", "First")]
    [InlineData("P:System.Collections.Generic.List`1.Item(System.Int32)", "Item")]
    [InlineData("M:Acme.Rows.System#Collections#IList#Add(System.Object)", "System.Collections.IList.Add")]
    public void The_plain_name_of_an_id_is_the_symbols_name(string id, string name) => Assert.Equal(name, FactTable.PlainName(id));
}
