using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.CheckThenAct;
using Lmi.Analyzers.Concurrency.Summaries;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>
/// Answers which locks a method of ours holds when it runs a delegate that it is handed: <c>void Locked(Action work) { lock (_gate) work(); }</c>. None where it also
/// runs it without, keeps it, or nobody knows.
/// </summary>
internal sealed class Runners(Callers callers)
{
    /// <summary>Helpers that hand the delegate to helpers, or run it in a delegate that they hand to one.</summary>
    private const int DeepestHelper = 3;

    private static readonly ImmutableArray<HeldLock> s_none = ImmutableArray<HeldLock>.Empty;

    private readonly ConcurrentDictionary<BodySummary, (Dictionary<string, List<(CallSite Call, int Ordinal)>> Handed, Dictionary<string, int> Made)> _handed = new();

    /// <summary>By depth as well: an answer that met the limit holds for that depth alone.</summary>
    private readonly ConcurrentDictionary<(string Callee, int Ordinal, int Depth), ImmutableArray<HeldLock>> _held = new();
    private readonly ConcurrentDictionary<(string Callee, int Ordinal, int Depth), bool> _queued = new();

    /// <summary>
    /// The place where a delegate is made, with the locks around it that whoever it is handed to takes. Null when it goes into a queue: how many take from there, one after the other or at
    /// once, nobody knows.
    /// </summary>
    public CallSite? Under(BodySummary maker, CallSite made, CancellationToken cancellationToken) => Under(maker, made, 0, cancellationToken);

    private CallSite? Under(BodySummary maker, CallSite made, int depth, CancellationToken cancellationToken)
    {
        var (handovers, delegates) = _handed.GetOrAdd(maker, static m => HandedBy(m));

        // One that is made elsewhere in the body as well cannot be told apart.
        if (!handovers.TryGetValue(made.Callee, out var handed) || !delegates.TryGetValue(made.Callee, out var count) || handed.Count != count)
        {
            return made;
        }

        if (handed.TrueForAll(h => IsQueued(h.Call, h.Ordinal, depth, cancellationToken)))
        {
            return null;
        }

        var locks = s_none;
        foreach (var (call, ordinal) in handed)
        {
            locks = Held(call, ordinal, depth, cancellationToken);
            if (locks.IsEmpty)
            {
                return made;
            }
        }

        return made.Under(locks);
    }

    /// <summary>For each delegate that the body makes: the calls of ours that are handed it, and how often it is made.</summary>
    private static (Dictionary<string, List<(CallSite Call, int Ordinal)>> Handed, Dictionary<string, int> Made) HandedBy(BodySummary maker)
    {
        var handed = new Dictionary<string, List<(CallSite Call, int Ordinal)>>(StringComparer.Ordinal);
        var made = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var call in maker.Calls)
        {
            if (call.Kind == CallKind.Delegate)
            {
                made[call.Callee] = made.TryGetValue(call.Callee, out var before) ? before + 1 : 1;
            }

            for (var i = 0; i < call.Arguments.Length; i++)
            {
                if (call.Arguments[i] is { Kind: ValueKind.Delegate } argument)
                {
                    if (!handed.TryGetValue(argument.Id, out var to))
                    {
                        handed[argument.Id] = to = new List<(CallSite, int)>(1);
                    }

                    to.Add((call, i));
                }
            }
        }

        return (handed, made);
    }

    /// <summary>The locks around every run of the delegate that a call hands over, as the caller would name them.</summary>
    private ImmutableArray<HeldLock> Held(CallSite call, int ordinal, int depth, CancellationToken cancellationToken)
    {
        var held = s_none;
        foreach (var callee in depth > DeepestHelper || call.Callee.Length == 0 ? Enumerable.Empty<BodySummary>() : callers.BodiesBehind(call.Callee, cancellationToken))
        {
            if (!_held.TryGetValue((callee.Id, ordinal, depth), out var inside))
            {
                _held[(callee.Id, ordinal, depth)] = inside = HeldIn(callee, ordinal, depth, cancellationToken);
            }

            if (inside.IsEmpty)
            {
                return s_none;
            }

            held = inside.Select(l => new HeldLock(SeenFrom(l.On, callee, call) ?? Value.Unknown, l.Mode, call.Span)).ToImmutableArray();
        }

        return held;
    }

    /// <summary>Does every callee put the delegate into a queue, or hand it to one who does, and no more?</summary>
    private bool IsQueued(CallSite call, int ordinal, int depth, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var callee in depth > DeepestHelper || call.Callee.Length == 0 ? Enumerable.Empty<BodySummary>() : callers.BodiesBehind(call.Callee, cancellationToken))
        {
            if (!_queued.TryGetValue((callee.Id, ordinal, depth), out var queued))
            {
                _queued[(callee.Id, ordinal, depth)] = queued = IsQueuedBy(callee, ordinal, depth, cancellationToken);
            }

            if (!queued)
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    private bool IsQueuedBy(BodySummary callee, int ordinal, int depth, CancellationToken cancellationToken)
    {
        var isPut = callee.CollectionUses.Exists(u => u.Kind == CollectionUseKind.Add && u.Kept is { } kept && Has(kept, callee, ordinal, true));
        foreach (var call in callee.Member.Bodies.SelectMany(static b => b.Calls))
        {
            if (call.Callee.Length == 0 && call.Receiver is { } run && Has(run, callee, ordinal, false))
            {
                return false;
            }

            for (var i = 0; i < call.Arguments.Length && !isPut; i++)
            {
                isPut = call.Callee != callee.Id && Has(call.Arguments[i], callee, ordinal, false) && IsQueued(call, i, depth + 1, cancellationToken);
            }
        }

        return isPut;
    }

    private ImmutableArray<HeldLock> HeldIn(BodySummary callee, int ordinal, int depth, CancellationToken cancellationToken)
    {
        var held = s_none;
        foreach (var body in callee.Member.Bodies)
        {
            if (body.Accesses.Exists(a => Has(a.Value, callee, ordinal, a.Kind == AccessKind.Mutation)) || body.Returns.Exists(r => Has(r, callee, ordinal, false)))
            {
                return s_none;
            }

            foreach (var call in body.Calls)
            {
                var passed = -1;
                for (var i = 0; i < call.Arguments.Length; i++)
                {
                    passed = Has(call.Arguments[i], callee, ordinal, false) ? i : passed;
                }

                var isRun = call.Callee.Length == 0 && call.Receiver is { } receiver && Is(receiver, callee, ordinal);
                if (isRun || passed >= 0)
                {
                    var locks = call.Locks.RemoveAll(l => IsOwn(l.On, body));
                    locks = !locks.IsEmpty ? locks : isRun ? Around(body, depth, cancellationToken) : Held(call, passed, depth + 1, cancellationToken);
                    if (locks.IsEmpty)
                    {
                        return s_none;
                    }

                    held = locks;
                }
            }
        }

        return held;
    }

    /// <summary>The locks around a lambda of the callee, which is itself handed to a helper.</summary>
    private ImmutableArray<HeldLock> Around(BodySummary body, int depth, CancellationToken cancellationToken)
    {
        var held = s_none;
        foreach (var made in body.Parent is { } maker && depth < DeepestHelper ? maker.Calls.Where(c => c.Callee == body.Id) : Enumerable.Empty<CallSite>())
        {
            held = made.Kind == CallKind.Delegate ? Under(body.Parent!, made, depth + 1, cancellationToken)?.Locks ?? s_none : made.Locks;
            if (held.IsEmpty)
            {
                return s_none;
            }
        }

        return held;
    }

    private static bool Is(Value value, BodySummary callee, int ordinal) => value.Kind == ValueKind.Parameter && value.Id == callee.Id && value.Index == ordinal;

    /// <summary>Is the delegate a part of the value? What a run of it returns is not the delegate, but what is put into a collection is known by its arguments alone.</summary>
    private static bool Has(Value value, BodySummary callee, int ordinal, bool isPut) =>
        Is(value, callee, ordinal) || (isPut || value.Kind != ValueKind.Derived || value.Id.Length > 0) && value.Parts.Any(p => Has(p, callee, ordinal, isPut));

    /// <summary>Is the lock a new object of each run?</summary>
    private static bool IsOwn(Value on, BodySummary body) =>
        on.Kind == ValueKind.New || on.Kind == ValueKind.Local && body.Member.TryGetLocal(on, out var local) && local.Values.Count > 0 && local.Values.TrueForAll(static v => v.Kind == ValueKind.New);

    /// <summary>The lock of the callee in the words of the caller; null when it has none for it.</summary>
    private static Value? SeenFrom(Value on, BodySummary callee, CallSite call) => on.Kind switch
    {
        ValueKind.Static => on,
        ValueKind.This => call.Receiver ?? Value.This,
        ValueKind.Parameter when on.Id == callee.Id => on.Index < call.Arguments.Length ? call.Arguments[on.Index] : null,
        ValueKind.Member when SeenFrom(on.Base!, callee, call) is { } seen => Value.Member(seen, on.Id),
        _ => null,
    };
}
