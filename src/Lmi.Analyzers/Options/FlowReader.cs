using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Options;

/// <summary>
/// Reads JSON, and the brackets and braces of YAML: quoted and bare words, comments of either language, commas too many or too few. Keeps its own stack,
/// so depth costs memory and not the thread's stack. Never throws.
/// </summary>
internal sealed class FlowReader(string document, List<ConfigurationScalar> scalars)
{
    /// <summary>Deeper than any key that is asked for. Below it keys are not kept, so that a file of brackets only costs no more than another.</summary>
    private const int MostKeys = 8;

    /// <summary>Reads the list or mapping that begins at <paramref name="position"/>; returns where it ends.</summary>
    public int Read(int position, ImmutableArray<string> keys)
    {
        var outer = new Stack<ImmutableArray<string>>();
        var here = keys; // the keys that lead to the next value
        string? pending = null; // a word that is a key when a colon follows, else a value
        var pendingSpan = default(TextSpan);
        while (position < document.Length)
        {
            var c = document[position];
            switch (c)
            {
                case '{' or '[':
                    outer.Push(here);
                    here = c == '[' ? Under(here, "-") : here;
                    pending = null;
                    position++;
                    break;
                case '}' or ']' or ',':
                    Flush();
                    here = outer.Count == 0 ? keys : c == ',' ? ItemKeys() : outer.Pop();
                    position++;
                    if (c != ',' && outer.Count == 0)
                    {
                        return position;
                    }

                    break;
                case ':' when pending is not null:
                    here = Under(here, pending);
                    pending = null;
                    position++;
                    break;
                case '/' when Follows('/'):
                case '#':
                    position = EndOfLine();
                    break;
                case '/' when Follows('*'):
                    var close = document.IndexOf("*/", position + 2, StringComparison.Ordinal);
                    position = close < 0 ? document.Length : close + 2;
                    break;
                case '!' or '&':
                    position = Math.Max(position + 1, document.IndexOfAny(s_ends, position) is var end and >= 0 ? end : document.Length);
                    break;
                default:
                    if (char.IsWhiteSpace(c) || c == ':')
                    {
                        position++;
                        break;
                    }

                    Flush();
                    (pending, pendingSpan) = ReadScalar(document, position, document.Length, IsEndOfWord);
                    position = pendingSpan.Start > position ? Math.Min(pendingSpan.End + 1, document.Length) : Math.Max(pendingSpan.End, position + 1);
                    break;
            }
        }

        Flush();
        return position;

        void Flush()
        {
            if (pending is not null)
            {
                scalars.Add(new ConfigurationScalar(here, pending, pendingSpan));
                pending = null;
            }
        }

        // Behind a comma: in a list its item again, in a mapping no key yet.
        ImmutableArray<string> ItemKeys() => here.Length > outer.Peek().Length && here[outer.Peek().Length] == "-" ? Under(outer.Peek(), "-") : outer.Peek();

        bool Follows(char next) => position + 1 < document.Length && document[position + 1] == next;

        int EndOfLine() => document.IndexOf('\n', position) is var end and >= 0 ? end : document.Length;
    }

    private static readonly char[] s_ends = { ' ', '\t', '\r', '\n', ',', '[', ']', '{', '}' };

    /// <summary>
    /// A quoted string (the span is what is inside its quotes), or a bare one up to the end of the line or to where <paramref name="isEnd"/> says.
    /// A quote that nobody closes ends with its line.
    /// </summary>
    public static (string Value, TextSpan Span) ReadScalar(string document, int start, int end, Func<string, int, bool> isEnd)
    {
        var quote = document[start];
        var position = start;
        if (quote is not ('"' or '\''))
        {
            while (position < end && document[position] is not ('\r' or '\n') && (position == start || !isEnd(document, position)))
            {
                position++;
            }

            var word = document.Substring(start, position - start).TrimEnd();
            return (word, new TextSpan(start, word.Length));
        }

        var value = new StringBuilder();
        for (position = start + 1; position < end && document[position] is not ('\r' or '\n'); position++)
        {
            var c = document[position];
            if (c == quote)
            {
                if (quote == '"' || position + 1 >= end || document[position + 1] != quote)
                {
                    break;
                }

                position++; // '' inside of a YAML string
            }
            else if (c == '\\' && quote == '"' && position + 1 < end)
            {
                position++;
                c = document[position];
                if (c == 'u' && position + 4 < end && ushort.TryParse(document.Substring(position + 1, 4), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var code))
                {
                    c = (char)code;
                    position += 4;
                }
            }

            value.Append(c);
        }

        return (value.ToString(), TextSpan.FromBounds(start + 1, Math.Max(position, start + 1)));
    }

    private static ImmutableArray<string> Under(ImmutableArray<string> keys, string key) => keys.Length < MostKeys ? keys.Add(key) : keys;

    private static bool IsEndOfWord(string document, int position) =>
        document[position] is ',' or '[' or ']' or '{' or '}' || document[position] == ':' && (position + 1 >= document.Length || char.IsWhiteSpace(document[position + 1]))
        || document[position] == '#' && char.IsWhiteSpace(document[position - 1]);
}
