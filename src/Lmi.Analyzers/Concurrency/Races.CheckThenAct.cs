using System;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.CheckThenAct;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>Changes of a concurrent collection that rest on a question asked before: each step is safe, the two together are not.</summary>
internal sealed partial class Races
{
    private Race? JudgeCollectionUse(BodySummary body, CollectionUse act, CancellationToken cancellationToken)
    {
        if (act.Kind is CollectionUseKind.Check or CollectionUseKind.Call || act.Collection == null || !RestsOnCheck(body, act, cancellationToken) || act.Key is { } key && IsSerialized(key, body) || act.Value is { } value && builders.Of(value, body, cancellationToken) != null)
        {
            return null;
        }

        foreach (var sharing in lifetimes.OfObject(act.Collection, body, cancellationToken))
        {
            if (!invocations.IsGuarded(act.Locks, body, sharing.Need, cancellationToken) && invocations.Find(body, sharing.Need, cancellationToken).Path is { } path)
            {
                return HoldsUselessLock(act.Locks, body, sharing.Need, cancellationToken)
                    ? AtLock(act.Locks, body, sharing, act.TypeName, path, cancellationToken)
                    : new Race(RaceKind.CheckThenAct, Location.Create(body.Member.Tree, act.Span), sharing.State, NameOf(sharing.State), act.TypeName, path, body, AccessTraits.None);
            }
        }

        return null;
    }

    /// <summary>Does nobody else come with the same key meanwhile?</summary>
    private bool IsSerialized(Value key, BodySummary body) =>
        key.Kind == ValueKind.Local && body.Member.TryGetLocal(key, out var local) && local.Values.Count == 1 ? IsSerialized(local.Values[0], local.Owner)
        : key.Kind == ValueKind.Derived && symbols.Symbol(key.Id) is { } member && symbols.Knowledge.Find(Verdict.Unique, member)?.Argument("kind") == "serialized";

    /// <summary>Does a question in the same body decide about the change, or one in a caller?</summary>
    private bool RestsOnCheck(BodySummary body, CollectionUse act, CancellationToken cancellationToken)
    {
        if (act.IsUpdate || act is { Kind: CollectionUseKind.Set, Key: not null, Value: not null } && IsComputedFromEntry(act.Value, act, body, 0))
        {
            return true;
        }

        foreach (var check in act.Checks)
        {
            if (Decides(check, body, act, act.Collection!, act.Key, act.HasCompany, act.HasCalls, body, cancellationToken))
            {
                return true;
            }
        }

        // What a caller asks before it has something removed does not matter to a member that leaves open whether it was there.
        if (body.Parent != null || body.Kind != BodyKind.Method || !act.Checks.IsEmpty || act.Kind == CollectionUseKind.Remove)
        {
            return false;
        }

        foreach (var (caller, call) in invocations.CallersOf(body, cancellationToken))
        {
            foreach (var governed in caller.CollectionUses)
            {
                if (governed.Kind != CollectionUseKind.Call || governed.Span != call.Span || governed.Member != body.Id || !governed.Locks.IsEmpty)
                {
                    continue;
                }

                var collection = SeenFrom(act.Collection!, body, governed.Collection, call);
                var key = act.Key == null ? null : SeenFrom(act.Key, body, governed.Collection, call);
                if (collection != null && (act.Key == null || key != null)
                    && governed.Checks.Any(c => Decides(c, caller, act, collection, key, governed.HasCompany, governed.HasCalls, body, cancellationToken)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Decides(CollectionCheck check, BodySummary asker, CollectionUse act, Value collection, Value? key, bool hasCompany, bool hasCalls, BodySummary actor, CancellationToken cancellationToken)
    {
        if (check.Call == null)
        {
            return Matters(check.Member, check.Collection!, check.Key, check.IsFound);
        }

        // The question is in a member of ours.
        if (summaries.Body(check.Call.Id, cancellationToken) is not { } helper)
        {
            return false;
        }

        foreach (var asked in helper.CollectionUses)
        {
            if (asked.Kind == CollectionUseKind.Check && asked.Collection != null
                && SeenFrom(asked.Collection, helper, check.Call.Base, check.Call.Parts) is { } of
                && (asked.Key == null || SeenFrom(asked.Key, helper, check.Call.Base, check.Call.Parts) != null)
                && Matters(asked.Member, of, asked.Key == null ? null : SeenFrom(asked.Key, helper, check.Call.Base, check.Call.Parts), check.IsFound))
            {
                return true;
            }
        }

        return false;

        bool Matters(string question, Value asked, Value? askedKey, bool? isFound)
        {
            if (!IsSame(asked, collection, asker))
            {
                return false;
            }

            switch (act.Kind)
            {
                case CollectionUseKind.Add when askedKey != null:
                    return isFound == false && hasCalls && key != null && IsSame(askedKey, key, asker);
                case CollectionUseKind.Add:
                    return askedKey == null && question is "Count" or "IsEmpty";
                case CollectionUseKind.Take:
                    return (question == "IsEmpty" && act.IsTakenForUse || question == "TryPeek") && act.Member is "TryDequeue" or "TryPop" or "TryTake";
                case CollectionUseKind.Remove:
                    return isFound == true && hasCalls && askedKey != null && key != null && IsSame(askedKey, key, asker);
                case CollectionUseKind.Set when askedKey == null:
                    return question is "Count" or "IsEmpty";
                case CollectionUseKind.Set:
                    return isFound == false && key != null && IsSame(askedKey, key, asker) && (hasCompany || !IsSameForAll(act.Value!, act, actor, 0, cancellationToken));
                default:
                    return false;
            }
        }
    }

    /// <summary>The value, as the caller of its body names it; null when the caller cannot.</summary>
    private static Value? SeenFrom(Value value, BodySummary callee, Value? receiver, CallSite call) => SeenFrom(value, callee, receiver, call.Arguments);

    private static Value? SeenFrom(Value value, BodySummary callee, Value? receiver, System.Collections.Immutable.ImmutableArray<Value> arguments) => value.Kind switch
    {
        ValueKind.Static or ValueKind.Constant => value,
        ValueKind.This => receiver ?? Value.This,
        ValueKind.Parameter when value.Id == callee.Id => value.Index < arguments.Length ? arguments[value.Index] : null,
        ValueKind.Member when SeenFrom(value.Base!, callee, receiver, arguments) is { } seen => Value.Member(seen, value.Id),
        _ => null,
    };

    /// <summary>Are these the same collection, or the same key? False when unknown.</summary>
    private static bool IsSame(Value one, Value other, BodySummary body)
    {
        if (one.IsSameStorage(other))
        {
            return true;
        }

        if (one.Kind == ValueKind.Local && other.Kind != ValueKind.Local && body.Member.TryGetLocal(one, out var local) && local.Values.Count == 1 && local.Others.Count == 0)
        {
            return IsSame(local.Values[0], other, body);
        }

        if (one.Kind != other.Kind || one.Id != other.Id || one.Index != other.Index || one.Parts.Length != other.Parts.Length || one.Base == null != (other.Base == null))
        {
            return false;
        }

        switch (one.Kind)
        {
            case ValueKind.Constant:
                return one.Id.Length > 0;
            case ValueKind.Derived or ValueKind.New or ValueKind.Call or ValueKind.Element or ValueKind.Member:
                return (one.Kind != ValueKind.Derived || one.Id.Length > 0) && (one.Base == null || IsSame(one.Base, other.Base!, body)) && one.Parts.Zip(other.Parts, (a, b) => IsSame(a, b, body)).All(static same => same);
            default:
                return false;
        }
    }

    /// <summary>Is the value computed from what the entry held before? The entry itself, put back, is not.</summary>
    private static bool IsComputedFromEntry(Value value, CollectionUse act, BodySummary body, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.Local when depth < Limits.HolderDepth && body.Member.TryGetLocal(value, out var local):
                return local.Values.Exists(v => v.Kind != ValueKind.Local && IsComputedFromEntry(v, act, local.Owner, depth + 1));
            case ValueKind.Derived or ValueKind.New or ValueKind.Call:
                return value.Parts.Any(p => ReadsEntry(p, act, body, depth + 1)) || value.Base != null && ReadsEntry(value.Base, act, body, depth + 1);
            case ValueKind.Any:
                return value.Parts.Any(p => IsComputedFromEntry(p, act, body, depth + 1));
            default:
                return false;
        }
    }

    private static bool ReadsEntry(Value value, CollectionUse act, BodySummary body, int depth)
    {
        if (depth > 2 * Limits.HolderDepth)
        {
            return false;
        }

        switch (value.Kind)
        {
            case ValueKind.Element when IsSame(value.Base!, act.Collection!, body):
                return value.Parts.Any(p => IsSame(p, act.Key!, body));
            case ValueKind.Local when body.Member.TryGetLocal(value, out var local):
                return local.Values.Exists(v => ReadsEntry(v, act, local.Owner, depth + 1));
            case ValueKind.Constant or ValueKind.Parameter or ValueKind.This or ValueKind.Static or ValueKind.Delegate:
                return false;
            default:
                return value.Parts.Any(p => ReadsEntry(p, act, body, depth + 1)) || value.Base != null && ReadsEntry(value.Base, act, body, depth + 1);
        }
    }

    /// <summary>Would every invocation that finds the entry missing set it to the same? A call may, what is new and can change does not, nor what differs per call; a time beside the value makes no difference. True when unknown.</summary>
    private bool IsSameForAll(Value value, CollectionUse act, BodySummary body, int depth, CancellationToken cancellationToken, bool isStamped = false)
    {
        if (depth > Limits.HolderDepth)
        {
            return true;
        }

        switch (value.Kind)
        {
            case ValueKind.New when value.Id == "array":
                return false;
            case ValueKind.New:
                return (!value.Id.StartsWith("T:", StringComparison.Ordinal) || symbols.Symbol(value.Id) is not ITypeSymbol type || symbols.IsImmutable(type)) && value.Parts.All(p => IsSameForAll(p, act, body, depth + 1, cancellationToken, isStamped: value.Parts.Length > 1));
            case ValueKind.Derived:
                return (value.Id.Length < 2 || value.Id[1] != ':' || symbols.Symbol(value.Id) is not { } member || symbols.Knowledge.Find(Verdict.Unique, member) is not { } unique || isStamped && !unique.Arguments.IsEmpty) && value.Parts.All(p => IsSameForAll(p, act, body, depth + 1, cancellationToken, isStamped));
            case ValueKind.Local when body.Member.TryGetLocal(value, out var local):
                return local.Values.TrueForAll(v => v.Kind == ValueKind.Element || IsSameForAll(v, act, local.Owner, depth + 1, cancellationToken, isStamped));
            case ValueKind.Any:
                return value.Parts.All(p => IsSameForAll(p, act, body, depth + 1, cancellationToken, isStamped));
            default:
                return true;
        }
    }
}
