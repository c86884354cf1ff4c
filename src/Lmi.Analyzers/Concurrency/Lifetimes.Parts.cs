using System;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>What an object is handed, and what its member holds, as far as its making is known, and not what the same member of others does.</summary>
internal sealed partial class Lifetimes
{
    /// <summary>
    /// Does that member of this object hold a shared one? For an object that the body or what it calls has made, what is given to it there counts; for one that comes as an argument the caller
    /// is asked, and for one whose maker is unknown nobody; for any other, what anybody stores.
    /// </summary>
    private bool HoldsShared(string member, Value owner, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            return false;
        }

        switch (owner.Kind)
        {
            case ValueKind.Local when body.Member.TryGetLocal(owner, out var local):
                return local.Values.Exists(v => HoldsShared(member, v, local.Owner, depth + 1, cancellationToken)) || IsGivenShared(member, owner, local.Owner, depth, cancellationToken);
            case ValueKind.Any:
                return owner.Parts.Any(p => HoldsShared(member, p, body, depth + 1, cancellationToken));
            case ValueKind.Call when summaries.Body(owner.Id, cancellationToken) is { } callee:
                return callee.Returns.Exists(r => HoldsShared(member, r, callee, depth + 1, cancellationToken));
            case ValueKind.New:
                return IsMadeWithShared(member, owner, body, depth, cancellationToken);
            case ValueKind.This or ValueKind.Static or ValueKind.Member or ValueKind.Element or ValueKind.Service:
                return HoldsShared(member, depth, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Is a shared object assigned to the member of the object in this local, on a way that goes on?</summary>
    private bool IsGivenShared(string member, Value local, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        foreach (var other in body.Member.Bodies)
        {
            foreach (var access in other.Accesses)
            {
                if (access.Kind != AccessKind.Mutation && (access.Traits & AccessTraits.Leaves) == 0 && access.Target is { Kind: ValueKind.Member } target && target.Id == member && target.Base!.IsSameStorage(local)
                    && IsSharedSomewhere(access.Value, other, depth + 1, cancellationToken))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsMadeWithShared(string member, Value made, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        foreach (var (writer, store) in StoresTo(member, cancellationToken))
        {
            var given = store.Target.Base!;
            var isShared = given.Kind switch
            {
                ValueKind.New => writer.Member == body.Member && made.Parts.Any(p => IsAlike(p, store.Value)) && IsSharedSomewhere(store.Value, writer, depth + 1, cancellationToken),
                ValueKind.This when writer.Kind == BodyKind.Constructor && store.Value.Kind == ValueKind.Parameter && store.Value.Id == writer.Id =>
                    store.Value.Index < made.Parts.Length && IsSharedSomewhere(made.Parts[store.Value.Index], body, depth + 1, cancellationToken),
                ValueKind.This => IsSharedSomewhere(store.Value, writer, depth + 1, cancellationToken),
                _ => false,
            };

            if (isShared)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAlike(Value one, Value other) =>
        one.IsSameStorage(other) || one.Kind == other.Kind && one.Id == other.Id && one.Kind is not (ValueKind.Static or ValueKind.Member or ValueKind.Local or ValueKind.Parameter);

    /// <summary>Does the container pass this argument, and the same to everybody? A constructor of a type that nobody registers and that our code calls gets what our code passes.</summary>
    public bool IsInjectedSingleton(BodySummary callee, Need need, CancellationToken cancellationToken) =>
        need.Kind == NeedKind.Argument && need.Body == callee.Id && callee.Kind == BodyKind.Constructor && symbols.Symbol(callee.Id) is IMethodSymbol constructor && need.Ordinal < constructor.Parameters.Length
        && registrations.IsSingleton(symbols.Id(constructor.Parameters[need.Ordinal].Type), callee.Member.ContainingType)
        && (registrations.LifetimeOf(callee.Member.ContainingType) != null || callers.Of(callee, cancellationToken).Count == 0);

    private bool IsArgumentShared(Need need, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth || summaries.Body(need.Body, cancellationToken) is not { } callee)
        {
            return false;
        }

        if (IsInjectedSingleton(callee, need, cancellationToken))
        {
            return true;
        }

        foreach (var (caller, call) in callers.Of(callee, cancellationToken))
        {
            if (need.Ordinal < call.Arguments.Length && IsSharedSomewhere(call.Arguments[need.Ordinal], caller, depth + 1, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
