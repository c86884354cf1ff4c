using System;
using System.Collections.Generic;
using System.Text;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>How the paths of two invocations compare.</summary>
internal enum PathKind
{
    /// <summary>Nobody knows; says nothing.</summary>
    Unknown,

    /// <summary>It depends on an argument: each caller decides.</summary>
    Open,

    /// <summary>All invocations have the same path.</summary>
    SameForAll,

    /// <summary>Some invocations have the same path: those of one event, one retry, one clock tick.</summary>
    Repeating,

    /// <summary>No two invocations have the same path.</summary>
    Unique,
}

/// <summary>
/// A path, as far as it is known: its text, with holes for what only the running program knows. A hole says how its content compares between invocations, and
/// which value it is, so that two paths can be told to be the same one. Immutable; everything is unknown that grows beyond <see cref="LongestText"/>.
/// </summary>
internal sealed partial class PathText
{
    /// <summary>Longer paths are built by nobody whom we could follow.</summary>
    private const int LongestText = 2000;

    private const char Open = '\uE000';
    private const char Close = '\uE001';

    private const char SameHole = 'S';
    private const char OnceHole = 'O';
    private const char RepeatingHole = 'R';
    private const char UniqueHole = 'U';
    private const char ParameterHole = 'P';
    private const char EntryHole = 'E';
    private const char UnknownHole = 'X';

    /// <summary>Behind the ordinal of a parameter: only the name of the file counts that it gives.</summary>
    private const char NameOnly = 'n';

    /// <summary>Behind the ordinal of a parameter: it counts without its extension.</summary>
    private const char StemOnly = 's';

    public static readonly PathText Unknown = Hole(UnknownHole, "");

    /// <summary>A null, or a constant whose text nobody kept: no path, and no objection to one.</summary>
    public static readonly PathText Nothing = Hole(UnknownHole, "");

    public static readonly PathText Empty = new("");

    private readonly string _text;

    private PathText(string text)
    {
        _text = text;
        Kind = KindOf(text);
    }

    public PathKind Kind { get; }

    public bool IsEmpty => _text.Length == 0;

    public bool HasUnknown => Has(UnknownHole);

    public bool IsUnique => Has(UniqueHole);

    /// <summary>Is this what a directory contains, whoever put it there?</summary>
    public bool IsEntry => Has(EntryHole);

    /// <summary>A piece that is unlike any other only because it is made once for the process.</summary>
    public bool IsOnce => Has(OnceHole);

    /// <summary>Nobody knows which of all unique ones it is.</summary>
    public bool IsNameless => _text.IndexOf(Open + UniqueHole.ToString() + Close, StringComparison.Ordinal) >= 0;

    /// <summary>A field or property keeps what makes it unique, so that others can name it.</summary>
    public bool IsKept => Has(UniqueHole + "F:") || Has(UniqueHole + "P:") || Has(UniqueHole + "T:");

    public static PathText Literal(string text) => text.Length > LongestText ? Unknown : new(text.Replace('\\', '/'));

    public static PathText Same(string id) => Hole(SameHole, id);

    public static PathText Repeating(string id) => Hole(RepeatingHole, id);

    public static PathText Unique() => Hole(UniqueHole, "");

    public static PathText Entry() => Hole(EntryHole, "");

    public static PathText Parameter(string body, int ordinal) => Hole(ParameterHole, body + "#" + ordinal);

    /// <summary>Something computed from these, of which only the kind is known.</summary>
    public static PathText Computed(string id, IEnumerable<PathText> from)
    {
        var parts = new StringBuilder();
        var kind = PathKind.SameForAll;
        foreach (var part in from)
        {
            if (part == Nothing)
            {
                continue;
            }

            if (part.IsUnique)
            {
                return Unique();
            }

            kind = part.Kind == PathKind.Unknown || kind == PathKind.Unknown ? PathKind.Unknown : part.Kind == PathKind.Open || kind == PathKind.Open ? PathKind.Open : part.Kind == PathKind.Repeating ? PathKind.Repeating : kind;
            parts.Append('|').Append(part._text.Replace(Open, '<').Replace(Close, '>'));
        }

        // What is computed from an argument stays open only where the argument itself is handed on.
        return kind switch
        {
            PathKind.Repeating => Repeating(id + parts),
            PathKind.SameForAll => Same(id + parts),
            _ => Unknown,
        };
    }

    private static PathText Hole(char kind, string id) => id.Length > LongestText ? Unknown : new(Open + kind.ToString() + id + Close);

    public static PathText Concat(IEnumerable<PathText> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part._text);
            if (text.Length > LongestText)
            {
                return Unknown;
            }
        }

        return new(text.ToString());
    }

    /// <summary>As <c>Path.Combine</c>: a rooted second part replaces the first.</summary>
    public static PathText Combine(PathText first, PathText second) =>
        second.IsEmpty ? first
        : first.IsEmpty || second._text[0] == '/' ? second
        : Concat(new[] { first.WithoutEndingSeparator(), Literal("/"), second });

    private PathText WithoutEndingSeparator() => _text.Length > 1 && _text[_text.Length - 1] == '/' ? new(_text.Substring(0, _text.Length - 1)) : _text == "/" ? Empty : this;

    /// <summary>One of the two: what holds for both. What is unique only as a default for what repeats is not unique.</summary>
    public static PathText Either(PathText a, PathText b, string id, bool isDefault = false)
    {
        if (a == Nothing || b == Nothing || a._text == b._text)
        {
            return a == Nothing ? b : a;
        }

        if (a.Kind is PathKind.Unknown or PathKind.Open || b.Kind is PathKind.Unknown or PathKind.Open || a.IsUnique != b.IsUnique && !(isDefault && (a.Kind == PathKind.Repeating || b.Kind == PathKind.Repeating)))
        {
            return Unknown;
        }

        var rest = a.IsUnique && b.IsUnique ? Unique() : a.Kind == PathKind.Repeating || b.Kind == PathKind.Repeating ? Repeating(id) : Same(id);
        if (a.IsConfigured && b.IsRooted || b.IsConfigured && a.IsRooted)
        {
            return a.IsRooted ? a : b; // a setting with its default
        }

        var common = 0;
        for (var i = 0; i < a._text.Length && i < b._text.Length && a._text[i] == b._text[i] && a._text[i] != Open; i++)
        {
            common = a._text[i] == '/' ? i + 1 : common;
        }

        return new(a._text.Substring(0, common) + rest._text);
    }

    private bool IsRooted => _text.Length > 0 && _text[0] == '/';

    private bool IsConfigured => _text.Length > 1 && _text[0] == Open && _text[1] == SameHole;

    public PathText Directory()
    {
        var slash = LastSlash();
        return slash >= 0 ? new(_text.Substring(0, Math.Max(slash, 1))) : _text.IndexOf(Open) < 0 ? Empty : Computed("directory", new[] { this });
    }

    public PathText FileName() => new PathText(_text.Substring(LastSlash() + 1)).OfArguments(NameOnly);

    /// <summary>What is cut from an argument is cut when somebody tells which one it is.</summary>
    private PathText OfArguments(char cut) => Kind == PathKind.Open ? Replaced((kind, id) => kind == ParameterHole && id[id.Length - 1] != cut ? Hole(kind, id + cut) : null) : this;

    public PathText Extension()
    {
        var dot = LastDot();
        return dot < 0 ? (_text.IndexOf(Open) < 0 ? Empty : Computed("extension", new[] { FileName() }).Reduced()) : new(_text.Substring(dot));
    }

    /// <summary>An extension of something unique is not unique.</summary>
    private PathText Reduced() => IsUnique ? Same("extension") : this;

    public PathText ChangeExtension(PathText extension)
    {
        var dot = LastDot();
        var stem = dot < 0 ? End.Length == 0 ? OfArguments(StemOnly) : this : new PathText(_text.Substring(0, dot));
        return extension == Nothing ? stem
            : extension.IsEmpty || extension._text[0] == '.' || extension._text[0] == Open ? Concat(new[] { stem, extension })
            : Concat(new[] { stem, Literal("."), extension });
    }

    private int LastSlash()
    {
        var inside = 0;
        for (var i = _text.Length - 1; i >= 0; i--)
        {
            inside += _text[i] == Close ? 1 : _text[i] == Open ? -1 : 0;
            if (inside == 0 && _text[i] == '/')
            {
                return i;
            }
        }

        return -1;
    }

    private int LastDot()
    {
        var inside = 0;
        for (var i = _text.Length - 1; i >= 0; i--)
        {
            inside += _text[i] == Close ? 1 : _text[i] == Open ? -1 : 0;
            if (inside == 0 && _text[i] is '/' or '.')
            {
                return inside == 0 && _text[i] == '.' ? i : -1;
            }
        }

        return -1;
    }

    /// <summary>Names the unique pieces by the storage that keeps them, so that a path can be compared with itself.</summary>
    public PathText Anchored(string storage)
    {
        if (!IsUnique)
        {
            return this;
        }

        var count = 0;
        return Replaced((kind, id) => kind == UniqueHole && id.Length == 0 ? Hole(UniqueHole, storage + "." + count++) : null);
    }

    /// <summary>What is made once is the same for all that use it.</summary>
    public PathText MadeOnce(string storage) => Replaced((kind, _) => kind == UniqueHole ? Hole(OnceHole, storage) : null);

    /// <summary>Puts arguments in the place of the parameters of a body; null leaves one open.</summary>
    public PathText WithArguments(Func<string, int, PathText?> argument) =>
        Replaced((kind, id) =>
        {
            if (kind != ParameterHole)
            {
                return null;
            }

            var (body, ordinal, cuts) = Parsed(id);
            var given = argument(body, ordinal);
            foreach (var cut in given == null ? "" : cuts)
            {
                given = cut == NameOnly ? given!.FileName() : given!.ChangeExtension(Nothing);
            }

            return given;
        });

    private static (string Body, int Ordinal, string Cuts) Parsed(string parameter)
    {
        var at = parameter.LastIndexOf('#');
        var end = parameter.Length;
        while (parameter[end - 1] is NameOnly or StemOnly)
        {
            end--;
        }

        return (parameter.Substring(0, at), int.Parse(parameter.Substring(at + 1, end - at - 1)), parameter.Substring(end));
    }

    /// <summary>The parameters that the path depends on, the last first, and whether each is part of the last name in it.</summary>
    public IEnumerable<(string Body, int Ordinal, bool IsInName)> Parameters()
    {
        var slash = LastSlash();
        var found = new List<(string, int, bool)>();
        Replaced((kind, id) => kind == ParameterHole ? Note(id) : null);
        found.Reverse();
        return found;

        PathText? Note(string id)
        {
            var (body, ordinal, _) = Parsed(id);
            found.Add((body, ordinal, _text.IndexOf(Open + ParameterHole.ToString() + id + Close, StringComparison.Ordinal) > slash));
            return null;
        }
    }

    private PathText Replaced(Func<char, string, PathText?> replacement)
    {
        var text = new StringBuilder();
        var position = 0;
        while (position < _text.Length)
        {
            var open = _text.IndexOf(Open, position);
            if (open < 0)
            {
                break;
            }

            var close = _text.IndexOf(Close, open);
            text.Append(_text, position, open - position);
            var piece = replacement(_text[open + 1], _text.Substring(open + 2, close - open - 2))?._text ?? _text.Substring(open, close - open + 1);
            if (piece.Length > 0 && piece[0] == '/' && text.Length > 0 && text[text.Length - 1] == '/')
            {
                text.Clear(); // as Path.Combine does
            }

            text.Append(piece);
            position = close + 1;
        }

        text.Append(_text, position, _text.Length - position);
        return text.Length > LongestText ? Unknown : new(text.ToString());
    }

    /// <summary>Are both certainly the same file at one moment of one invocation?</summary>
    public bool IsSameFile(PathText other) => !HasUnknown && !IsEntry && Normal() == other.Normal() && !IsNameless;

    /// <summary>Does the directory hold this, at any depth?</summary>
    public bool IsUnder(PathText directory)
    {
        var mine = Normal();
        var outer = directory.Normal().TrimEnd('/');
        return outer.Length > 0 && mine.Length > outer.Length && mine.StartsWith(outer, StringComparison.Ordinal) && mine[outer.Length] == '/';
    }

    private string Normal()
    {
        var text = _text;
        while (text.IndexOf("//", StringComparison.Ordinal) >= 0)
        {
            text = text.Replace("//", "/");
        }

        return text.Replace("/./", "/");
    }

    /// <summary>The text before the first hole.</summary>
    public string Start => _text.IndexOf(Open) is var open and >= 0 ? _text.Substring(0, open) : _text;

    /// <summary>The text behind the last hole.</summary>
    public string End => _text.Substring(_text.LastIndexOf(Close) + 1);

    public bool StartsWithOnce => _text.Length > 1 && _text[0] == Open && _text[1] is OnceHole or UniqueHole;

    public bool StartsWithRepeating => _text.Length > 1 && _text[0] == Open && _text[1] == RepeatingHole;

    private bool Has(char kind) => Has(kind.ToString());

    private bool Has(string hole) => _text.IndexOf(Open + hole, StringComparison.Ordinal) >= 0;

    private static PathKind KindOf(string text)
    {
        var kind = PathKind.SameForAll;
        for (var open = text.IndexOf(Open); open >= 0; open = text.IndexOf(Open, open + 1))
        {
            switch (text[open + 1])
            {
                case UniqueHole:
                    return PathKind.Unique; // whatever stands beside it
                case UnknownHole:
                    kind = PathKind.Unknown;
                    break;
                case ParameterHole when kind != PathKind.Unknown:
                    kind = PathKind.Open;
                    break;
                case RepeatingHole when kind == PathKind.SameForAll:
                    kind = PathKind.Repeating;
                    break;
            }
        }

        return kind;
    }

    /// <summary>For messages: holes as <c>{…}</c>.</summary>
    public override string ToString() => Replaced(static (_, _) => Literal("{…}")).Normal();
}
