using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Knowledge;

/// <summary>A line that cannot be used, and why.</summary>
internal sealed class BadLine(string path, TextSpan span, LinePositionSpan lines, string reason)
{
    public string Path { get; } = path;

    public TextSpan Span { get; } = span;

    public LinePositionSpan Lines { get; } = lines;

    public string Reason { get; } = reason;
}

/// <summary>
/// Parses a knowledge file: <c>verdict documentation-id [name=value …] source-url</c>, one fact a line; <c>#</c> starts a comment, <c>!</c> retracts.
/// Never throws: a bad line is recorded, the rest counts.
/// </summary>
internal sealed class KnowledgeFile
{
    public const string Extension = ".lmi.txt";

    private KnowledgeFile(ImmutableArray<Fact> facts, ImmutableArray<(Verdict, string)> retracted, ImmutableArray<BadLine> badLines)
    {
        Facts = facts;
        Retracted = retracted;
        BadLines = badLines;
    }

    public ImmutableArray<Fact> Facts { get; }

    public ImmutableArray<(Verdict Verdict, string Id)> Retracted { get; }

    public ImmutableArray<BadLine> BadLines { get; }

    public static KnowledgeFile Parse(string path, SourceText text)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        var retracted = ImmutableArray.CreateBuilder<(Verdict, string)>();
        var bad = ImmutableArray.CreateBuilder<BadLine>();
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.Length == 0 || content[0] == '#')
            {
                continue;
            }

            if (ParseLine(content, facts, retracted) is { } reason)
            {
                bad.Add(new BadLine(path, line.Span, text.Lines.GetLinePositionSpan(line.Span), reason));
            }
        }

        return new KnowledgeFile(facts.ToImmutable(), retracted.ToImmutable(), bad.ToImmutable());
    }

    /// <summary>Adds what the line says; returns why it says nothing, or null.</summary>
    private static string? ParseLine(string content, ImmutableArray<Fact>.Builder facts, ImmutableArray<(Verdict, string)>.Builder retracted)
    {
        var isRetraction = content[0] == '!';
        var words = content.TrimStart('!').Split(new[] { ' ', '\t' }, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !Verdicts.TryParse(words[0], out var verdict))
        {
            return $"'{(words.Length == 0 ? "" : words[0])}' is no verdict; known are {string.Join(", ", Verdicts.Words)}";
        }

        if (words.Length < 2 || !IsId(words[1]))
        {
            return "a documentation id such as 'T:My.Type' or 'M:My.Type.Method' must follow the verdict";
        }

        if (isRetraction)
        {
            retracted.Add((verdict, words[1]));
            return null;
        }

        var arguments = ImmutableDictionary<string, string>.Empty;
        string? source = null;
        for (var i = 2; i < words.Length && words[i][0] != '#'; i++)
        {
            var word = words[i];
            var equals = word.IndexOf('=');
            if (word.StartsWith("https://", StringComparison.Ordinal) || word.StartsWith("http://", StringComparison.Ordinal))
            {
                source = word;
            }
            else if (equals > 0 && equals < word.Length - 1)
            {
                arguments = arguments.SetItem(word.Substring(0, equals), word.Substring(equals + 1));
            }
            else
            {
                return $"'{word}' is neither 'name=value' nor the URL of the source";
            }
        }

        if (source == null)
        {
            return "the line must end with the URL that the fact comes from";
        }

        facts.Add(new Fact(verdict, words[1], arguments, source));
        return null;
    }

    private static bool IsId(string word) => word.Length > 2 && word[1] == ':' && word[0] is 'T' or 'M' or 'P' or 'F' or 'E';
}
