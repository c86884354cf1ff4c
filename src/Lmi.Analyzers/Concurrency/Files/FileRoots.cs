using System;
using System.Collections.Immutable;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>Where files lie that all invocations share: <c>/tmp</c>, the directories that the user adds, and, unless he says no, what a relative path names.</summary>
internal sealed class FileRoots(ImmutableArray<string> configured, bool relativePaths)
{
    /// <summary>False for every other absolute path, and for one whose beginning is not known: a directory that the event names may be anywhere.</summary>
    public bool Holds(PathText path)
    {
        var start = path.Start;
        if (start.Length == 0)
        {
            return relativePaths && (path.StartsWithOnce || path.StartsWithRepeating && path.IsBareName && path.End.Length > 1 && path.End[0] == '.');
        }

        if (start[0] == '/')
        {
            return IsUnder(start, "/tmp") || configured.Length > 0 && IsUnderConfigured(start);
        }

        return relativePaths && start.IndexOf(':') < 0 && start[0] is not ('~' or '<' or '{' or '%');
    }

    private bool IsUnderConfigured(string start)
    {
        foreach (var root in configured)
        {
            if (IsUnder(start, root.TrimEnd('/')))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUnder(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');

    /// <summary>Is it in <c>/tmp</c>, or a directory that the user names beside it? A relative path lies where the program keeps what it means to keep.</summary>
    public bool IsTemporary(PathText path) => path.Start.Length > 0 && path.Start[0] == '/' && Holds(path);

    /// <summary>Is this one of the roots itself, which everybody may name?</summary>
    public bool IsRoot(PathText path)
    {
        var text = path.Start.TrimEnd('/');
        return path.Kind == PathKind.SameForAll && path.End.TrimEnd('/') == text && (text is "/tmp" or "." || configured.Contains(text));
    }
}
