using System;
using System.Collections.Generic;
using System.Text;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>Paths inside of a text that says more, such as the arguments of a process or a connection string; and what the text of one looks like.</summary>
internal sealed partial class PathText
{
    private const string FileScheme = "file://";

    /// <summary>The pieces between spaces, quotes and equals signs, as another process would read them.</summary>
    public IEnumerable<PathText> Words()
    {
        var word = new StringBuilder();
        var inside = false;
        foreach (var c in _text)
        {
            inside = c == Open || inside && c != Close;
            if (!inside && c is ' ' or '"' or '\'' or '=' or ';' or ',')
            {
                if (word.Length > 0)
                {
                    yield return new(word.ToString());
                }

                word.Clear();
                continue;
            }

            word.Append(c);
        }

        if (word.Length > 0)
        {
            yield return new(word.ToString());
        }
    }

    /// <summary>A word without a separator or an extension: what somebody tells a process is then rather a command or a switch than a file.</summary>
    public bool IsBareWord => _text.IndexOf(Open) < 0 && _text.IndexOf('/') < 0 && _text.IndexOf('.') < 0;

    /// <summary>A name without a directory in front of it.</summary>
    public bool IsBareName => LastSlash() < 0;

    /// <summary>Nothing but what the caller passes.</summary>
    public bool IsWholeArgument => Kind == PathKind.Open && _text[0] == Open && _text.IndexOf(Close) == _text.Length - 1;

    /// <summary>What <c>file:///tmp/a</c> names on this machine; any other text stays.</summary>
    public PathText WithoutFileScheme() => _text.StartsWith(FileScheme + "/", StringComparison.OrdinalIgnoreCase) || _text.StartsWith(FileScheme + Open, StringComparison.OrdinalIgnoreCase) ? new(_text.Substring(FileScheme.Length)) : this;

    /// <summary>The value of a key in a connection string, or null.</summary>
    public PathText? Setting(params string[] keys)
    {
        foreach (var pair in _text.Split(';'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && Array.Exists(keys, k => string.Equals(k, pair.Substring(0, equals).Trim(), StringComparison.OrdinalIgnoreCase)))
            {
                return new(pair.Substring(equals + 1).Trim().Trim('"', '\''));
            }
        }

        return null;
    }
}
