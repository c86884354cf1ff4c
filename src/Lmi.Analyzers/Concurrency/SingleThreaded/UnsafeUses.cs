using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>
/// Answers where a body uses the object that some storage keeps: itself, a part of it, or through code of ours that it hands the object to.
/// </summary>
internal sealed class UnsafeUses(ProgramSummaries summaries, Lifetimes lifetimes)
{
    private const int Receiver = -1;

    /// <summary>By depth as well: an answer that met the limit holds for that depth alone.</summary>
    private readonly ConcurrentDictionary<(string Callee, int Ordinal, int Depth), string?> _handedOver = new();

    /// <summary>The uses of objects whose storage is wanted, in the order of the code, with the way in which each is shared.</summary>
    public IEnumerable<(UnsafeUse Use, Sharing Sharing)> In(BodySummary body, Func<SharedState, bool> isWanted, CancellationToken cancellationToken)
    {
        foreach (var effect in body.Effects)
        {
            if (effect is { Kind: EffectKind.UnsafeUse, Receiver: { } receiver })
            {
                foreach (var sharing in Sharings(receiver, body, 0, cancellationToken))
                {
                    if (isWanted(sharing.State))
                    {
                        yield return (new UnsafeUse(body, effect.Span, effect.Name, effect.Locks), sharing);
                    }
                }
            }
        }

        foreach (var call in body.Calls)
        {
            if (call.Callee.Length == 0)
            {
                continue;
            }

            for (var i = call.Kind == CallKind.Call ? Receiver : 0; i < call.Arguments.Length; i++)
            {
                if ((i == Receiver ? call.Receiver : call.Arguments[i]) is not { Kind: not (ValueKind.This or ValueKind.Constant or ValueKind.Unknown or ValueKind.New or ValueKind.Derived) } passed)
                {
                    continue;
                }

                foreach (var sharing in Sharings(passed, body, 0, cancellationToken))
                {
                    if (isWanted(sharing.State) && Handed(call.Callee, i, 0, cancellationToken) is { } type)
                    {
                        yield return (new UnsafeUse(body, call.Span, type, call.Locks), sharing);
                    }
                }
            }
        }
    }

    /// <summary>Can the value be the object that the storage keeps, or one of its elements?</summary>
    public bool Names(Value value, BodySummary body, string storage, CancellationToken cancellationToken) =>
        Sharings(value, body, 0, cancellationToken).Any(s => s.State.Local == null && s.State.Id == storage);

    /// <summary>How the value may be shared, and how the objects that it is a part of may be.</summary>
    private IEnumerable<Sharing> Sharings(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            yield break;
        }

        if (value.Kind is ValueKind.Member or ValueKind.Static or ValueKind.Element or ValueKind.Local or ValueKind.Any or ValueKind.Call)
        {
            foreach (var sharing in lifetimes.OfObject(value, body, cancellationToken))
            {
                yield return sharing;
            }
        }

        if (value.Base is { Kind: not ValueKind.This } whole)
        {
            foreach (var sharing in Sharings(whole, body, depth + 1, cancellationToken))
            {
                yield return sharing;
            }
        }

        if (value.Kind == ValueKind.Local && body.Member.TryGetLocal(value, out var local))
        {
            foreach (var assigned in local.Values)
            {
                if (assigned.Base is { Kind: not ValueKind.This } part)
                {
                    foreach (var sharing in Sharings(part, local.Owner, depth + 1, cancellationToken))
                    {
                        yield return sharing;
                    }
                }
            }
        }
    }

    /// <summary>The type as which the callee uses what it is handed, outside of any lock; null when it does not.</summary>
    private string? Handed(string callee, int ordinal, int depth, CancellationToken cancellationToken)
    {
        var key = (callee, ordinal, depth);
        if (_handedOver.TryGetValue(key, out var known))
        {
            return known;
        }

        return _handedOver[key] = depth > Limits.HolderDepth || summaries.Body(callee, cancellationToken) is not { } body ? null : FindUse(body, ordinal, depth, cancellationToken);
    }

    private string? FindUse(BodySummary callee, int ordinal, int depth, CancellationToken cancellationToken)
    {
        foreach (var body in callee.Member.Bodies)
        {
            if (!body.IsInside(callee))
            {
                continue;
            }

            foreach (var effect in body.Effects)
            {
                if (effect is { Kind: EffectKind.UnsafeUse, Receiver: { } receiver } && effect.Locks.IsEmpty && IsPartOf(receiver, body, callee, ordinal, 0))
                {
                    return effect.Name;
                }
            }

            foreach (var call in body.Calls)
            {
                if (call.Callee.Length == 0 || call.Callee == callee.Id || !call.Locks.IsEmpty)
                {
                    continue;
                }

                for (var i = Receiver; i < call.Arguments.Length; i++)
                {
                    if ((i == Receiver ? call.Receiver : call.Arguments[i]) is { } passed && IsPartOf(passed, body, callee, ordinal, 0) && Handed(call.Callee, i, depth + 1, cancellationToken) is { } type)
                    {
                        return type;
                    }
                }
            }
        }

        return null;
    }

    private static bool IsPartOf(Value value, BodySummary body, BodySummary callee, int ordinal, int depth) => depth <= Limits.HolderDepth && value.Kind switch
    {
        ValueKind.This => ordinal == Receiver,
        ValueKind.Parameter => value.Id == callee.Id && value.Index == ordinal,
        ValueKind.Local => body.Member.TryGetLocal(value, out var local) && local.Values.Exists(v => IsPartOf(v, local.Owner, callee, ordinal, depth + 1)),
        ValueKind.Any => value.Parts.Any(p => IsPartOf(p, body, callee, ordinal, depth + 1)),
        ValueKind.Member or ValueKind.Element or ValueKind.Call => value.Base != null && IsPartOf(value.Base, body, callee, ordinal, depth + 1),
        _ => false,
    };
}
