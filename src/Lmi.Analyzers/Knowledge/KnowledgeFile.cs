using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Knowledge;

/// <summary>A line that says nothing we can use: where it is and what is wrong with it.</summary>
internal sealed record BadLine(string Path, TextSpan Span, LinePositionSpan Lines, string Reason);

/// <summary>What one line says. <see cref="Fact"/> is null when the line takes the fact back.</summary>
internal sealed record Statement(Verdict Verdict, string Id, Fact? Fact);

/// <summary>
/// A knowledge file, parsed: <c>verdict documentation-id [name=value …] source-url</c>, <c>!verdict documentation-id</c>,
/// <c># comment</c>. Parsing never throws; a bad line is recorded and the other lines still count. Cost: one pass over the text.
/// </summary>
internal sealed class KnowledgeFile
{
    /// <summary>How the name of a user's file ends.</summary>
    public const string Suffix = ".lmi.txt";

    private static readonly Dictionary<string, Verdict> VerdictWords = Words();

    private static readonly ImmutableHashSet<string> ArgumentNames = ImmutableHashSet.Create(StringComparer.Ordinal, "parameter", "kind", "abstract", "use", "what", "when", "lent-by");

    private KnowledgeFile(ImmutableArray<Statement> statements, ImmutableArray<BadLine> badLines)
    {
        Statements = statements;
        BadLines = badLines;
    }

    /// <summary>In the order of the file; a later one wins over an earlier one of the same verdict and id.</summary>
    public ImmutableArray<Statement> Statements { get; }

    public ImmutableArray<BadLine> BadLines { get; }

    public static KnowledgeFile Parse(string path, SourceText text)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        var badLines = ImmutableArray.CreateBuilder<BadLine>();
        foreach (var line in text.Lines)
        {
            var words = Split(text, line);
            if (words.Count == 0)
            {
                continue;
            }

            if (ParseLine(words, out var problem, out var where) is { } statement)
            {
                statements.Add(statement);
            }
            else
            {
                badLines.Add(new BadLine(path, where, text.Lines.GetLinePositionSpan(where), problem));
            }
        }

        return new KnowledgeFile(statements.ToImmutable(), badLines.ToImmutable());
    }

    /// <summary>The word that a file uses for <paramref name="verdict"/>.</summary>
    public static string Word(Verdict verdict)
    {
        var word = new StringBuilder();
        foreach (var letter in verdict.ToString())
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    /// <summary>The verdict that the word stands for, or null.</summary>
    public static Verdict? VerdictOf(string word) => VerdictWords.TryGetValue(word, out var verdict) ? verdict : null;

    private static Dictionary<string, Verdict> Words()
    {
        var words = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (Verdict verdict in Enum.GetValues(typeof(Verdict)))
        {
            words[Word(verdict)] = verdict;
        }

        return words;
    }

    private static Statement? ParseLine(List<(string Text, TextSpan Span)> words, out string problem, out TextSpan where)
    {
        var (first, firstSpan) = words[0];
        var retracts = first[0] == '!';
        where = firstSpan;
        if (!VerdictWords.TryGetValue(retracts ? first.Substring(1) : first, out var verdict))
        {
            problem = $"'{first}' is no verdict; known are {string.Join(", ", VerdictWords.Keys.OrderBy(word => word, StringComparer.Ordinal))}";
            return null;
        }

        if (words.Count == 1)
        {
            problem = "the documentation id is missing: write one such as 'T:System.Random' or 'M:System.Array.Sort' after the verdict";
            return null;
        }

        var (id, idSpan) = words[1];
        where = idSpan;
        if (!IsDocumentationId(id))
        {
            problem = $"'{id}' is no documentation id; one begins with 'T:', 'M:', 'P:', 'F:' or 'E:' and has no empty part";
            return null;
        }

        var arguments = ImmutableDictionary<string, string>.Empty;
        var source = "";
        for (var i = 2; i < words.Count; i++)
        {
            var (word, span) = words[i];
            where = span;
            if (retracts || source.Length > 0)
            {
                problem = retracts ? "a retraction takes a verdict and an id, nothing else" : $"'{word}' follows the source, which must be last";
                return null;
            }

            if (word.StartsWith("https://", StringComparison.Ordinal) || word.StartsWith("http://", StringComparison.Ordinal))
            {
                source = word;
                continue;
            }

            var equals = word.IndexOf('=');
            var name = equals < 0 ? word : word.Substring(0, equals);
            if (equals <= 0 || equals == word.Length - 1)
            {
                problem = $"'{word}' is neither an argument (name=value) nor a source (https://…)";
                return null;
            }

            if (!ArgumentNames.Contains(name))
            {
                problem = $"'{name}' is no argument; known are {string.Join(", ", ArgumentNames.OrderBy(known => known, StringComparer.Ordinal))}";
                return null;
            }

            if (arguments.ContainsKey(name))
            {
                problem = $"'{name}' is given twice";
                return null;
            }

            arguments = arguments.Add(name, word.Substring(equals + 1));
        }

        if (!retracts && source.Length == 0)
        {
            problem = "the source is missing: end the line with the URL that the fact comes from";
            return null;
        }

        problem = "";
        return new Statement(verdict, id, retracts ? null : new Fact(verdict, id, arguments, source));
    }

    private static bool IsDocumentationId(string id)
    {
        if (id.Length < 3 || id[1] != ':' || "TMPFE".IndexOf(id[0]) < 0)
        {
            return false;
        }

        var open = id.IndexOf('(');
        var name = open < 0 ? id.Substring(2) : id.Substring(2, open - 2);
        return (open < 0 || (id[0] is 'M' or 'P' && id.IndexOf(')') > open))
            && (id[0] == 'T' || name.IndexOf('.') > 0)
            && name.Split('.').All(part => part.Length > 0)
            && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '`' or '#' or '+' or '@' or '{' or '}' or ',' or '~');
    }

    /// <summary>The words of a line; a word that begins with '#' begins a comment.</summary>
    private static List<(string Text, TextSpan Span)> Split(SourceText text, TextLine line)
    {
        var words = new List<(string, TextSpan)>();
        var position = line.Start;
        while (position < line.End)
        {
            if (char.IsWhiteSpace(text[position]) || text[position] == '\uFEFF')
            {
                position++;
                continue;
            }

            if (text[position] == '#')
            {
                break;
            }

            var start = position;
            while (position < line.End && !char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            var span = TextSpan.FromBounds(start, position);
            words.Add((text.ToString(span), span));
        }

        return words;
    }
}
