using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>Judges a path that is handed over, caller by caller.</summary>
internal sealed partial class FileHazards
{
    /// <summary>A path on its way up to whoever knows all of it.</summary>
    private sealed class Handover(PathText path, bool isMissing, IReadOnlyList<(BodySummary Body, TextSpan Call)> steps)
    {
        public PathText Path { get; } = path;

        /// <summary>The file was seen to be missing on the way.</summary>
        public bool IsMissing { get; } = isMissing;

        /// <summary>The bodies between that one and the use, the outermost first.</summary>
        public IReadOnlyList<(BodySummary Body, TextSpan Call)> Steps { get; } = steps;
    }

    private IEnumerable<FileHazard> OfCallers(FileUse use, CancellationToken cancellationToken)
    {
        if (invocations.IsGuarded(use.Effect.Locks, use.Body, Need.Nothing, cancellationToken))
        {
            yield break;
        }

        var queue = new Queue<Handover>();
        queue.Enqueue(new Handover(use.Path, IsMissing(use.Effect.WhileUnset, use.Path, use.Body, cancellationToken), new[] { (use.Body, use.Span) }));
        var tried = 0;
        while (queue.Count > 0)
        {
            var handover = queue.Dequeue();
            var (owner, ordinal, isInName) = handover.Path.Parameters().OrderByDescending(static p => p.IsInName).First();
            if (handover.Steps.Count > Limits.HolderDepth || summaries.Body(owner, cancellationToken) is not { } callee)
            {
                continue;
            }

            foreach (var (caller, call) in callers.Of(callee, cancellationToken))
            {
                if (++tried > MostCallers)
                {
                    yield break;
                }

                if (call.Kind == CallKind.RunsOnce || call.Arguments.IsEmpty || invocations.IsGuarded(call.Locks, caller, Need.Nothing, cancellationToken))
                {
                    continue;
                }

                if (use.Kind == FileUseKind.HandedToProcess)
                {
                    foreach (var word in Told(handover.Path, owner, ordinal, call, caller, cancellationToken))
                    {
                        if (word.Kind == PathKind.Open)
                        {
                            queue.Enqueue(new Handover(word, false, new[] { (caller, call.Span) }.Concat(handover.Steps).ToList()));
                        }
                        else if (JudgeTold(use, word, (caller, call, ordinal), handover.Steps, cancellationToken) is { } told)
                        {
                            yield return told;
                        }
                    }

                    continue;
                }

                var path = paths.AtCall(handover.Path, owner, call, caller, cancellationToken);
                var isMissing = handover.IsMissing || IsMissing(call.WhileUnset, path, caller, cancellationToken);
                var steps = handover.Steps[0].Body == callee ? handover.Steps : new[] { (callee, handover.Steps[0].Body.Span) }.Concat(handover.Steps).ToList();
                if (path.Kind == PathKind.Open)
                {
                    queue.Enqueue(new Handover(path, isMissing, new[] { (caller, call.Span) }.Concat(steps).ToList()));
                }
                else if (IsHazard(use, path) && KindOf(use, path, isMissing, cancellationToken) is { } kind && invocations.Find(caller, Need.Nothing, cancellationToken).Path is { } way)
                {
                    yield return Report(kind, use, path, handover.Path, (caller, call, ordinal), IsHandedOver(kind, path, handover.Path, isInName, call, ordinal, caller, cancellationToken), way, steps);
                }
                else if (path.IsUnique && LeftByCaller(use, path, handover.Path, (caller, call, ordinal), cancellationToken) is { } left)
                {
                    yield return Report(FileHazardKind.LeftBehind, use, path, handover.Path, (caller, call, ordinal), isHandedOver: true, left, steps);
                }
            }
        }
    }

    /// <summary>The way to a call that has a file of its own written by whom it tells the path, which nobody deletes; null when there is none. A callee that makes another path of it may do as it likes.</summary>
    private InvocationPath? LeftByCaller(FileUse use, PathText path, PathText open, (BodySummary Body, CallSite Call, int Ordinal) caller, CancellationToken cancellationToken) =>
        use.Kind == FileUseKind.Written && !use.IsDeletedOnClose && open.IsWholeArgument && !path.IsKept && roots.IsTemporary(path)
        && leftovers.IsLeftByCaller(path, caller.Call, caller.Ordinal, caller.Body, cancellationToken)
            ? invocations.Find(caller.Body, Need.Nothing, cancellationToken, Way.EachTime).Path
            : null;

    /// <summary>The words that another process is told when a helper is called so: those of a text, or of a list.</summary>
    private IEnumerable<PathText> Told(PathText open, string owner, int ordinal, CallSite call, BodySummary caller, CancellationToken cancellationToken)
    {
        return open.IsWholeArgument && ordinal < call.Arguments.Length && call.Arguments[ordinal] is { Kind: ValueKind.New, Id: "array" } list
            ? list.Parts.SelectMany(p => paths.Of(p, caller, cancellationToken).Words())
            : paths.AtCall(open, owner, call, caller, cancellationToken).Words();
    }

    /// <summary>What a process may have written is judged by what the method does afterwards that names the file, not by the helper that starts the process.</summary>
    private FileHazard? JudgeTold(FileUse use, PathText word, (BodySummary Body, CallSite Call, int Ordinal) caller, IReadOnlyList<(BodySummary Body, TextSpan Call)> steps, CancellationToken cancellationToken)
    {
        var spans = caller.Call.ArgumentSpans;
        var span = caller.Ordinal < spans.Length && !spans[caller.Ordinal].IsEmpty ? spans[caller.Ordinal] : caller.Call.Span;
        var told = new FileUse(FileUseKind.HandedToProcess, caller.Body, use.Effect, word, span);
        if (!IsHazard(told, word) || KindOf(told, word, false, cancellationToken) is not { } kind || invocations.Find(caller.Body, Need.Nothing, cancellationToken).Path is not { } way)
        {
            return null;
        }

        var all = way.Steps.Take(way.Steps.Count - 1).Concat(new[] { (caller.Body, caller.Call.Span) }).Concat(steps).ToList();
        return new FileHazard(kind, word, use.Effect.Name, Location.Create(caller.Body.Member.Tree, span), new InvocationPath(way.Role, all)) { Body = caller.Body.Id, IsHandedOver = true };
    }

    /// <summary>
    /// Is the argument what makes the path the same? Not when it only says in which of the roots the file lies, nor when it is a key of the event, to which the
    /// callee adds the rest.
    /// </summary>
    private bool IsHandedOver(FileHazardKind kind, PathText path, PathText open, bool isInName, CallSite call, int ordinal, BodySummary caller, CancellationToken cancellationToken) =>
        kind == FileHazardKind.RepeatingWritten
            ? open.Start.Length == 0
            : isInName || !roots.IsRoot(paths.Of(call.Arguments[ordinal], caller, cancellationToken));

    private static FileHazard Report(
        FileHazardKind kind, FileUse use, PathText path, PathText open, (BodySummary Body, CallSite Call, int Ordinal) caller, bool isHandedOver, InvocationPath way, IReadOnlyList<(BodySummary Body, TextSpan Call)> steps)
    {
        var spans = caller.Call.ArgumentSpans;
        isHandedOver &= caller.Ordinal < spans.Length && !spans[caller.Ordinal].IsEmpty;
        var location = isHandedOver ? Location.Create(caller.Body.Member.Tree, spans[caller.Ordinal]) : Location.Create(use.Body.Member.Tree, use.Span);
        var all = way.Steps.Take(way.Steps.Count - 1).Concat(new[] { (caller.Body, caller.Call.Span) }).Concat(steps).ToList();
        return new FileHazard(kind, path, use.Effect.Name, location, new InvocationPath(way.Role, all)) { Body = isHandedOver ? caller.Body.Id : use.Body.Id, IsHandedOver = isHandedOver };
    }
}
