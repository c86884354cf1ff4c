using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Options;

/// <summary>A single value of a JSON or YAML document: the keys that lead to it (<c>-</c> for an item of a list), and where it is written.</summary>
internal sealed record ConfigurationScalar(ImmutableArray<string> Keys, string Value, TextSpan Span);

/// <summary>
/// Reads the single values of a JSON or YAML document, as much of either as configuration files of functions use: mappings, lists, quotes, comments, tags,
/// block text. Not read: anchors' contents at their aliases, keys of several lines. What cannot be understood is passed over, and the rest is
/// still read; never throws. Cost: one pass.
/// </summary>
internal static class ConfigurationScalars
{
    public static IReadOnlyList<ConfigurationScalar> Read(SourceText text)
    {
        var document = text.ToString();
        var scalars = new List<ConfigurationScalar>();
        var start = 0;
        while (start < document.Length && (char.IsWhiteSpace(document[start]) || document[start] == '\uFEFF'))
        {
            start++;
        }

        if (start < document.Length && document[start] == '{')
        {
            new FlowReader(document, scalars).Read(start, ImmutableArray<string>.Empty);
        }
        else
        {
            ReadBlocks(text, document, scalars);
        }

        return scalars;
    }

    /// <summary>YAML by its indentation: a line belongs under the nearest line above it that is indented less.</summary>
    private static void ReadBlocks(SourceText text, string document, List<ConfigurationScalar> scalars)
    {
        var open = new List<(int Indent, string Key)>();
        var skipDeeperThan = -1;
        var resumeAt = 0;
        foreach (var line in text.Lines)
        {
            var position = Math.Max(line.Start, Math.Min(resumeAt, line.End));
            Skip(document, ref position, line.End);
            var indent = position - line.Start;
            if (position >= line.End || skipDeeperThan >= 0 && indent > skipDeeperThan)
            {
                continue;
            }

            skipDeeperThan = -1;
            if (position < resumeAt || document[position] == '#')
            {
                continue;
            }

            if (string.CompareOrdinal(document, position, "---", 0, 3) == 0)
            {
                open.Clear();
                continue;
            }

            var isItem = IsDash(document, position, line.End);
            open.RemoveAll(parent => parent.Indent > indent || parent.Indent == indent && (!isItem || parent.Key == "-")); // items may stand right under their key
            while (IsDash(document, position, line.End))
            {
                open.Add((position - line.Start, "-"));
                position++;
                Skip(document, ref position, line.End);
            }

            var keyIndent = position - line.Start;
            if (position < line.End && ReadKey(document, ref position, line.End) is { } key)
            {
                open.Add((keyIndent, key));
            }

            SkipProperties(document, ref position, line.End);
            if (position >= line.End || document[position] == '#')
            {
                continue;
            }

            var keys = open.ConvertAll(static parent => parent.Key).ToImmutableArray();
            switch (document[position])
            {
                case '|' or '>':
                    skipDeeperThan = open.Count == 0 ? 0 : open[open.Count - 1].Indent;
                    break;
                case '{' or '[':
                    resumeAt = new FlowReader(document, scalars).Read(position, keys);
                    break;
                default:
                    var (value, span) = FlowReader.ReadScalar(document, position, line.End, static (d, i) => d[i] == '#' && char.IsWhiteSpace(d[i - 1]));
                    scalars.Add(new ConfigurationScalar(keys, value, span));
                    break;
            }
        }
    }

    /// <summary>The key at the position, which then moves behind its colon; or null, and the position stays.</summary>
    private static string? ReadKey(string document, ref int position, int end)
    {
        var (key, span) = FlowReader.ReadScalar(document, position, end, IsColon);
        var colon = span.End;
        if (span.Start > position)
        {
            colon++; // the closing quote
        }

        Skip(document, ref colon, end);
        if (colon >= end || !IsColon(document, colon))
        {
            return null;
        }

        position = colon + 1;
        return key;

        bool IsColon(string d, int i) => d[i] == ':' && (i + 1 >= end || char.IsWhiteSpace(d[i + 1]));
    }

    /// <summary>Passes over spaces, tags (<c>!Sub</c>) and anchors (<c>&amp;name</c>).</summary>
    private static void SkipProperties(string document, ref int position, int end)
    {
        Skip(document, ref position, end);
        while (position < end && document[position] is '!' or '&')
        {
            while (position < end && !char.IsWhiteSpace(document[position]))
            {
                position++;
            }

            Skip(document, ref position, end);
        }
    }

    private static bool IsDash(string document, int position, int end) =>
        position < end && document[position] == '-' && (position + 1 == end || document[position + 1] == ' ');

    private static void Skip(string document, ref int position, int end)
    {
        while (position < end && (char.IsWhiteSpace(document[position]) || document[position] == '\uFEFF'))
        {
            position++;
        }
    }
}
