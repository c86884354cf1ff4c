using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>
/// Answers whether what one thread keeps is set, and read after an await, where the thread may be another one. Follows callers up from each read to the nearest write
/// before it, at most <see cref="Limits.BodiesPerSearch"/> bodies; nobody known to write is no answer, and silent.
/// </summary>
internal sealed class PerThreadUses(Callers callers, Invocations invocations, InvocationData data)
{
    private readonly struct Use(BodySummary body, Effect effect)
    {
        public BodySummary Body { get; } = body;

        public Effect Effect { get; } = effect;
    }

    private readonly struct Mark(TextSpan span, bool isReset, bool keeps)
    {
        public TextSpan Span { get; } = span;

        /// <summary>Nothing of an invocation is set.</summary>
        public bool IsReset { get; } = isReset;

        /// <summary>What was there before still matters: <c>t_depth++</c>, <c>t_errors.Add(error)</c>.</summary>
        public bool Keeps { get; } = keeps;
    }

    /// <summary>A read that an await separates from the write that was meant, and the way there; null when there is none.</summary>
    public (Location Read, InvocationPath Path)? AcrossAwait(IEnumerable<MemberSummary> members, Func<Value, bool> isStorage, CancellationToken cancellationToken)
    {
        var reads = new List<Use>();
        var writes = new List<Use>();
        foreach (var member in members)
        {
            foreach (var body in member.Bodies)
            {
                foreach (var effect in body.Effects)
                {
                    if (effect.Kind is EffectKind.PerThreadRead or EffectKind.PerThreadWrite && isStorage(effect.Receiver!))
                    {
                        (effect.Kind == EffectKind.PerThreadRead ? reads : writes).Add(new Use(body, effect));
                        if (effect is { Kind: EffectKind.PerThreadWrite, Name: SummaryBuilder.Update })
                        {
                            reads.Add(new Use(body, effect));
                        }
                    }
                }
            }
        }

        if (reads.Count == 0 || writes.Count == 0)
        {
            return null;
        }

        var marks = MarksOf(writes, cancellationToken);
        foreach (var read in reads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A synchronous method that sets what it needs itself, such as a cache of the last result, needs nothing of its caller.
            if (read.Effect.Kind == EffectKind.PerThreadRead && !read.Body.Effects.Exists(static e => e.Kind == EffectKind.Await) && writes.Exists(w => w.Body == read.Body && w.Effect.Name != SummaryBuilder.Update && (w.Effect.Span.Start < read.Effect.Span.Start || !IsReset(w.Effect))))
            {
                continue;
            }

            if (IsAcrossAwait(read, writes, marks, cancellationToken) && invocations.Find(read.Body, Need.Nothing, cancellationToken, Way.Any).Path is { } path)
            {
                return (Location.Create(read.Body.Member.Tree, read.Effect.Span), path);
            }
        }

        return null;
    }

    /// <summary>Where each body writes, itself or through what it calls.</summary>
    private Dictionary<string, List<Mark>> MarksOf(List<Use> writes, CancellationToken cancellationToken)
    {
        var marks = new Dictionary<string, List<Mark>>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            var isReset = IsReset(write.Effect);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var queue = new Queue<(BodySummary Body, TextSpan Span)>();
            queue.Enqueue((write.Body, write.Effect.Span));
            while (queue.Count > 0 && seen.Count < Limits.BodiesPerSearch)
            {
                var (body, span) = queue.Dequeue();
                if (!marks.TryGetValue(body.Id, out var list))
                {
                    marks[body.Id] = list = new List<Mark>(1);
                }

                list.Add(new Mark(span, isReset, write.Effect.Name != SummaryBuilder.Assignment));
                if (!seen.Add(body.Id))
                {
                    continue;
                }

                foreach (var (caller, call) in callers.Of(body, cancellationToken))
                {
                    queue.Enqueue((caller, call.Span));
                }
            }
        }

        return marks;
    }

    /// <summary>Does the write leave nothing of an invocation behind?</summary>
    private static bool IsReset(Effect write) => write.Arguments[0].Kind == ValueKind.Constant && write.Name != SummaryBuilder.Update;

    private bool IsAcrossAwait(Use read, List<Use> writes, Dictionary<string, List<Mark>> marks, CancellationToken cancellationToken)
    {
        var seen = new HashSet<(string, int, bool)>();
        var queue = new Queue<(BodySummary Body, int Position, bool Awaited)>();
        queue.Enqueue((read.Body, read.Effect.Span.Start, false));
        while (queue.Count > 0 && seen.Count < Limits.BodiesPerSearch)
        {
            var (body, position, awaited) = queue.Dequeue();
            if (!seen.Add((body.Id, position, awaited)))
            {
                continue;
            }

            var isSet = false;
            foreach (var write in Before(marks, body, position))
            {
                var isAcross = awaited || AwaitsBetween(body, write.Span.Start, position);
                if (isAcross && !write.IsReset)
                {
                    return true;
                }

                if (isAcross || !write.Keeps)
                {
                    isSet = true;
                    break;
                }
            }

            if (isSet)
            {
                continue;
            }

            awaited |= AwaitsBetween(body, -1, position);
            var isCalled = false;
            foreach (var (caller, call) in callers.Of(body, cancellationToken))
            {
                isCalled = true;
                queue.Enqueue((caller, call.Span.Start, awaited));
            }

            // Where a request begins: what it reads, somebody before it in the pipeline has set.
            if (!isCalled && writes.Exists(w => IsKeptOverAwait(w, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is data of the invocation set, and is it still there when the body awaits?</summary>
    private bool IsKeptOverAwait(Use write, CancellationToken cancellationToken)
    {
        if (write.Effect.Name != SummaryBuilder.Assignment || !data.Includes(write.Effect.Arguments[0], write.Body, cancellationToken))
        {
            return false;
        }

        foreach (var effect in write.Body.Effects)
        {
            if (effect.Kind == EffectKind.Await && effect.Span.Start > write.Effect.Span.Start)
            {
                return !write.Body.Effects.Exists(e => e.Kind == EffectKind.PerThreadWrite && e.Arguments[0].Kind == ValueKind.Constant && e.Span.Start > write.Effect.Span.Start && e.Span.Start < effect.Span.Start);
            }
        }

        return false;
    }

    /// <summary>The nearest first; a call that also resets counts as one that resets.</summary>
    private static IEnumerable<Mark> Before(Dictionary<string, List<Mark>> marks, BodySummary body, int position) =>
        marks.TryGetValue(body.Id, out var list)
            ? list.Where(m => m.Span.Start < position).OrderByDescending(static m => m.Span.Start).ThenByDescending(static m => m.IsReset).ThenBy(static m => m.Keeps)
            : Enumerable.Empty<Mark>();

    /// <summary>Does an await end after the first position and before the second?</summary>
    private static bool AwaitsBetween(BodySummary body, int after, int before) =>
        body.Effects.Exists(e => e.Kind == EffectKind.Await && e.Span.End > after && e.Span.End <= before);
}
