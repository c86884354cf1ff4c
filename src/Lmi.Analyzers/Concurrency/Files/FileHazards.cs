using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>
/// Finds where invocations that run at once write, create or delete the same file. A path that depends on a parameter is judged for each caller, and reported where
/// it is handed over. Silent about what a lock of all racers guards, what runs once, and every path that is not known. Costs the bodies that work on files,
/// and for open paths their callers.
/// </summary>
internal sealed partial class FileHazards(ProgramSummaries summaries, Callers callers, Invocations invocations, PathValues paths, FileUses uses, Leftovers leftovers, Ages ages, FileRoots roots, IEnumerable<string> mentions)
{
    /// <summary>Callers that one open path is tried with.</summary>
    private const int MostCallers = 200;

    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<FileHazard>> _known = new();
    private readonly ConcurrentDictionary<FileUse, ImmutableArray<FileHazard>> _ofCallers = new();
    private readonly object _gate = new();
    private ImmutableArray<FileUse> _open;

    public ImmutableArray<FileHazard> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(tree, out var known))
        {
            return known;
        }

        var found = new List<FileHazard>();
        var open = new HashSet<FileUse>(Open(cancellationToken));
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            foreach (var use in uses.Of(member, cancellationToken))
            {
                if (use.Kind is FileUseKind.Read or FileUseKind.Enumerated)
                {
                    continue;
                }

                if (use.Path.Kind == PathKind.Open)
                {
                    open.Add(use);
                }
                else if ((use.Path.IsUnique ? LeftBehind(use, cancellationToken) ?? MadeForName(use, cancellationToken) : Judge(use, cancellationToken)) is { } hazard)
                {
                    found.Add(hazard);
                }
            }
        }

        foreach (var use in open)
        {
            found.AddRange(_ofCallers.GetOrAdd(use, u => OfCallers(u, cancellationToken).ToImmutableArray()).Where(h => h.Location.SourceTree == tree));
        }

        return _known[tree] = First(found).ToImmutableArray();
    }

    /// <summary>The first report of each body and path; the graver kind where two meet.</summary>
    private static IEnumerable<FileHazard> First(List<FileHazard> found)
    {
        var kept = new List<FileHazard>();
        foreach (var hazard in found.OrderBy(static h => h.Location.SourceSpan.Start).ThenByDescending(static h => h.Kind == FileHazardKind.CheckThenCreate).ThenBy(static h => h.Kind))
        {
            if (!kept.Any(k => k.Location.SourceSpan == hazard.Location.SourceSpan || k.Body == hazard.Body && k.Path.IsSameFile(hazard.Path) && (k.Kind == hazard.Kind || k.Kind != FileHazardKind.SharedDeleted && hazard.Kind != FileHazardKind.SharedDeleted)))
            {
                kept.Add(hazard);
            }
        }

        return kept;
    }

    /// <summary>All uses whose path is an argument of the body, anywhere in the program.</summary>
    private ImmutableArray<FileUse> Open(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_open.IsDefault)
            {
                var members = new HashSet<MemberSummary>(mentions.SelectMany(name => summaries.Naming(name, cancellationToken)));
                _open = members.Where(OpenPaths.MayBeIn).SelectMany(m => uses.Of(m, cancellationToken)).Where(static u => u.Path.Kind == PathKind.Open && u.Kind is FileUseKind.Written or FileUseKind.Deleted or FileUseKind.HandedToProcess).ToImmutableArray();
            }

            return _open;
        }
    }

    private FileHazard? Judge(FileUse use, CancellationToken cancellationToken)
    {
        if (!IsHazard(use, use.Path) || invocations.IsGuarded(use.Effect.Locks, use.Body, Need.Nothing, cancellationToken) && !IsSeenHalf(use, cancellationToken))
        {
            return null;
        }

        var isMissing = use.Kind == FileUseKind.Written && IsMissing(use.Effect.WhileUnset, use.Path, use.Body, cancellationToken);
        if (KindOf(use, use.Path, isMissing, cancellationToken) is not { } kind || invocations.Find(use.Body, Need.Nothing, cancellationToken).Path is not { } way)
        {
            return null;
        }

        return new FileHazard(kind, use.Path, use.Effect.Name, Location.Create(use.Body.Member.Tree, use.Span), way) { Body = use.Body.Id };
    }

    /// <summary>
    /// Does who finds the file without the lock under which it is written go on to use it? It is there from its first byte. What is moved or copied there comes as a whole, and of a mark that nobody reads
    /// one byte is enough.
    /// </summary>
    private bool IsSeenHalf(FileUse use, CancellationToken cancellationToken) =>
        use.Kind == FileUseKind.Written && use.Path.Kind == PathKind.SameForAll && use.Source == null && IsMissing(use.Effect.MissingUnlocked, use.Path, use.Body, cancellationToken)
        && (uses.Of(use.Body.Member, cancellationToken).Any(u => u.Kind is FileUseKind.Read or FileUseKind.HandedToProcess && u.Path.IsSameFile(use.Path))
            || use.Body.Returns.Exists(r => paths.Of(r, use.Body, cancellationToken).IsSameFile(use.Path)));

    private FileHazard? LeftBehind(FileUse use, CancellationToken cancellationToken) =>
        use.Kind == FileUseKind.Written && !use.IsDeletedOnClose && !use.Path.IsKept && roots.IsTemporary(use.Path) && leftovers.IsLeft(use, cancellationToken)
        && invocations.Find(use.Body, Need.Nothing, cancellationToken, Way.EachTime).Path is { } way
            ? new FileHazard(FileHazardKind.LeftBehind, use.Path, use.Effect.Name, Location.Create(use.Body.Member.Tree, use.Span), way) { Body = use.Body.Id }
            : null;

    /// <summary>The file that <c>GetTempFileName</c> creates, when only its name is wanted for another.</summary>
    private FileHazard? MadeForName(FileUse use, CancellationToken cancellationToken) =>
        use.Kind == FileUseKind.Written && leftovers.MadeForName(use, cancellationToken) is { } made && invocations.Find(use.Body, Need.Nothing, cancellationToken, Way.EachTime).Path is { } way
            ? new FileHazard(FileHazardKind.LeftBehind, PathText.Concat(new[] { PathText.Literal("/tmp/"), PathText.Unique() }), "Path.GetTempFileName", Location.Create(use.Body.Member.Tree, made), way) { Body = use.Body.Id }
            : null;

    private bool IsHazard(FileUse use, PathText path) =>
        (path.Kind == PathKind.SameForAll || path.Kind == PathKind.Repeating && use.Kind != FileUseKind.Deleted) && (use.IsDatabase ? roots.IsTemporary(path) : roots.Holds(path)) && !IsLockFile(path);

    /// <summary>A file that exists to be the same for all.</summary>
    private static bool IsLockFile(PathText path) => path.End.EndsWith(".lock", StringComparison.OrdinalIgnoreCase) || path.End.EndsWith(".lck", StringComparison.OrdinalIgnoreCase) || path.End.EndsWith(".pid", StringComparison.OrdinalIgnoreCase);

    private FileHazardKind? KindOf(FileUse use, PathText path, bool isMissing, CancellationToken cancellationToken)
    {
        switch (use.Kind)
        {
            case FileUseKind.Written when isMissing && use.Source is { IsUnique: true }:
                return null; // complete before anybody sees it
            case FileUseKind.Written when use.IsExclusive && Claims.IsRefusalCaught(use.Body, use.Span, cancellationToken):
                return null; // what they agree by
            case FileUseKind.Written when path.Kind == PathKind.Repeating:
                return FileHazardKind.RepeatingWritten;
            case FileUseKind.Written:
                return isMissing ? FileHazardKind.CheckThenCreate : FileHazardKind.SameForAllWritten;
            case FileUseKind.HandedToProcess when !path.IsEntry && !path.IsBareWord && !IsPlaceOfOwnFiles(use, path, cancellationToken) && IsUsedLater(use, cancellationToken): // what a directory held before is what the other process reads
                return path.Kind == PathKind.Repeating ? FileHazardKind.RepeatingWritten : FileHazardKind.SameForAllWritten;
            case FileUseKind.Deleted when !IsMove(use) && (IsDirectory(use) || path.IsEntry || !IsWrittenHere(use, cancellationToken)) && !(path.IsEntry && ages.IsAskedOf(use.Body, use.Span, cancellationToken)):
                return FileHazardKind.SharedDeleted;
            default:
                return null;
        }
    }

    private static bool IsMove(FileUse use) => use.Effect.Name is var name && (name.EndsWith(".Move", StringComparison.Ordinal) || name.EndsWith(".MoveTo", StringComparison.Ordinal) || name.EndsWith(".Replace", StringComparison.Ordinal));

    private static bool IsDirectory(FileUse use) => use.Effect.Name.IndexOf("Directory", StringComparison.Ordinal) >= 0;

    /// <summary>Is it a directory in which this invocation has files of its own, or could have?</summary>
    private bool IsPlaceOfOwnFiles(FileUse use, PathText path, CancellationToken cancellationToken) =>
        roots.IsRoot(path) || uses.Of(use.Body.Member, cancellationToken).Any(other => other.Path.Kind != PathKind.SameForAll && other.Path.IsUnder(path));

    /// <summary>Did another process write it, to judge by what the method does with the file afterwards?</summary>
    private bool IsUsedLater(FileUse use, CancellationToken cancellationToken)
    {
        foreach (var later in uses.Of(use.Body.Member, cancellationToken))
        {
            if (later.Span.Start > use.Span.End && later.Kind is FileUseKind.Read or FileUseKind.Deleted && later.Path.IsSameFile(use.Path))
            {
                return true;
            }
        }

        return IsHandedOn(use, static (call, at) => call.Span.Start > at, cancellationToken);
    }

    /// <summary>Does the method itself write the file, or have it written by somebody whom it tells the path?</summary>
    private bool IsWrittenHere(FileUse use, CancellationToken cancellationToken)
    {
        foreach (var other in uses.Of(use.Body.Member, cancellationToken))
        {
            if (other.Kind is FileUseKind.Written or FileUseKind.HandedToProcess && (other.Path.IsSameFile(use.Path) || use.Path.IsUnder(other.Path)))
            {
                return true;
            }
        }

        return IsHandedOn(use, static (_, _) => true, cancellationToken) || CalleesWrite(use, cancellationToken);
    }

    private bool IsHandedOn(FileUse use, Func<CallSite, int, bool> counts, CancellationToken cancellationToken)
    {
        foreach (var body in use.Body.Member.Bodies)
        {
            foreach (var call in body.Calls)
            {
                if (!call.ArgumentSpans.IsEmpty && counts(call, use.Span.End) && call.Arguments.Any(a => paths.Of(a, body, cancellationToken).IsSameFile(use.Path)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool CalleesWrite(FileUse use, CancellationToken cancellationToken)
    {
        foreach (var call in use.Body.Member.Bodies.SelectMany(static b => b.Calls))
        {
            if (summaries.Body(call.Callee, cancellationToken) is { } callee && uses.Of(callee, cancellationToken).Any(u => u.Kind == FileUseKind.Written && u.Path.IsSameFile(use.Path)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Was this file, or the directory that it goes into, seen to be missing on the way?</summary>
    private bool IsMissing(ImmutableArray<Value> whileUnset, PathText path, BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var test in whileUnset)
        {
            if (IsMissing(test, path, body, 0, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMissing(Value test, PathText path, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (test.Kind == ValueKind.Local && depth == 0 && body.Member.TryGetLocal(test, out var local))
        {
            return local.Values.Any(v => IsMissing(v, path, local.Owner, 1, cancellationToken));
        }

        test = test is { Kind: ValueKind.Element, Base.Kind: ValueKind.Derived } ? test.Base : test;
        var tested = test switch
        {
            { Kind: ValueKind.Member } when test.Id.EndsWith(".Exists", StringComparison.Ordinal) => test.Base,
            { Kind: ValueKind.Derived, Parts.Length: > 0 } when test.Id.IndexOf(".Exists", StringComparison.Ordinal) > 0 => test.Parts[0],
            _ => null,
        };
        return tested != null && paths.Of(tested, body, cancellationToken) is var missing && (missing.IsSameFile(path) || path.IsUnder(missing) && test.Id.IndexOf("Directory", StringComparison.Ordinal) >= 0);
    }
}
