using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>Whether a lock keeps other invocations out: only one whose object they all share does.</summary>
internal sealed partial class Invocations
{
    /// <summary>Does a held lock keep other invocations out of state that is shared by <paramref name="need"/>?</summary>
    public bool IsGuarded(ImmutableArray<HeldLock> locks, BodySummary body, Need need, CancellationToken cancellationToken)
    {
        foreach (var held in locks)
        {
            if (held.Mode != LockMode.Read && IsEffective(held, body, need, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who calls the body, and where.</summary>
    public IReadOnlyList<(BodySummary Body, CallSite Call)> CallersOf(BodySummary body, CancellationToken cancellationToken) => callers.Of(body, cancellationToken);

    private bool IsGuardedForReading(ImmutableArray<HeldLock> locks, BodySummary body, Need need, CancellationToken cancellationToken)
    {
        foreach (var held in locks)
        {
            if (held.Mode == LockMode.Read && IsEffective(held, body, need, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The exclusive locks around calls that lead to the body: calls from its own type; others only when every way of an invocation to it is behind a lock, so that
    /// holding one is plainly meant.
    /// </summary>
    public IReadOnlyList<LockAround> LocksOfCallers(BodySummary body, Need need, CancellationToken cancellationToken)
    {
        var found = new List<LockAround>();
        bool? isAlwaysGuarded = null;
        AddLocksOfCallers(body, 0);
        return found;

        void AddLocksOfCallers(BodySummary callee, int depth)
        {
            if (depth > Limits.HolderDepth / 2 || found.Count >= Limits.StoresPerField)
            {
                return;
            }

            foreach (var (caller, call) in callers.Of(callee, cancellationToken))
            {
                if (caller.Member.ContainingType != body.Member.ContainingType && !(isAlwaysGuarded ??= Find(body, need, cancellationToken) is { Path: null, IsUncertain: false }))
                {
                    continue;
                }

                var before = found.Count;
                foreach (var held in call.Locks)
                {
                    if (held.Mode == LockMode.Exclusive && IsEffective(held, caller, Need.Nothing, cancellationToken))
                    {
                        found.Add(new LockAround(held, caller, depth == 0 ? call.Receiver : null));
                    }
                }

                if (found.Count == before && caller != callee)
                {
                    AddLocksOfCallers(caller, depth + 1);
                }
            }
        }
    }

    /// <summary>The innermost lock that is meant to guard the state and certainly does not, or null.</summary>
    public (HeldLock Lock, LockFault Fault)? UselessLock(ImmutableArray<HeldLock> locks, BodySummary body, Need need, CancellationToken cancellationToken)
    {
        for (var i = locks.Length - 1; i >= 0; i--)
        {
            if (locks[i].Mode != LockMode.Once && FaultOf(locks[i].On, body, need, 0, cancellationToken) is var fault and not LockFault.None)
            {
                return (locks[i], fault);
            }
        }

        return null;
    }

    /// <summary>False only when it is certain that the lock lets several invocations in.</summary>
    public bool IsEffective(HeldLock held, BodySummary body, Need need, CancellationToken cancellationToken) =>
        held.Mode == LockMode.Once
        || !(held.On.Kind is ValueKind.Member or ValueKind.Static && lifetimes.AdmitsSeveral(held.On.Id, cancellationToken))
            && FaultOf(held.On, body, need, 0, cancellationToken) == LockFault.None;

    private LockFault FaultOf(Value on, BodySummary body, Need need, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            return LockFault.None;
        }

        switch (on.Kind)
        {
            case ValueKind.New:
                return on.Id == Value.Boxed ? LockFault.Boxed : IsNamed(on) ? LockFault.None : LockFault.NewEachTime;
            case ValueKind.Derived:
                return IsBuiltString(on) ? LockFault.BuiltString : LockFault.None;
            case ValueKind.Static:
                return lifetimes.IsPerThread(on) ? LockFault.PerThread : FaultOfStorage(on.Id, cancellationToken);
            case ValueKind.Member:
                return FaultOfStorage(on.Id, cancellationToken) is var fault and not LockFault.None ? fault : FaultOfOwner(on, body, need, depth, cancellationToken);
            case ValueKind.This:
                return IsReceiverShared(body, need, cancellationToken) ? LockFault.None : LockFault.PerInvocation;
            case ValueKind.Parameter:
                return IsBoxed(symbols.Symbol(on.Id) is IMethodSymbol method && on.Index < method.Parameters.Length ? method.Parameters[on.Index].Type : null)
                    ? LockFault.Boxed
                    : FaultOfArgument(on, depth, cancellationToken);
            case ValueKind.Local:
                return FaultOfLocal(on, body, need, depth, cancellationToken);
            case ValueKind.Element:
                return lifetimes.IsFresh(on, body) ? LockFault.PerInvocation : LockFault.None;
            case ValueKind.Call:
                return FaultOfReturned(on, need, depth, cancellationToken);
            case ValueKind.Any:
                return FirstIfAll(on.Parts, body, need, depth, cancellationToken);
            default:
                return LockFault.None;
        }
    }

    private LockFault FirstIfAll(ImmutableArray<Value> values, BodySummary body, Need need, int depth, CancellationToken cancellationToken)
    {
        var first = LockFault.None;
        foreach (var value in values)
        {
            var fault = FaultOf(value, body, need, depth + 1, cancellationToken);
            if (fault == LockFault.None)
            {
                return LockFault.None;
            }

            first = first == LockFault.None ? fault : first;
        }

        return first;
    }

    private LockFault FaultOfLocal(Value on, BodySummary body, Need need, int depth, CancellationToken cancellationToken)
    {
        if (!body.Member.TryGetLocal(on, out var local) || local.Values.Count == 0 || local.Others.Exists(static v => v.Kind == ValueKind.Unknown))
        {
            return LockFault.None;
        }

        if (local.Owner != body && FindAny(body, Need.Capture(local.Owner.Id), cancellationToken) is { Path: not null } or { IsUncertain: true })
        {
            return LockFault.None;
        }

        return FirstIfAll(ImmutableArray.CreateRange(local.Values), local.Owner, need, depth, cancellationToken);
    }

    /// <summary>The event and what else an invocation is given is its own; what a caller of ours passes is judged there, and all of them must agree.</summary>
    private LockFault FaultOfArgument(Value parameter, int depth, CancellationToken cancellationToken)
    {
        if (lifetimes.Body(parameter.Id, cancellationToken) is not { Parent: null } callee)
        {
            return LockFault.None;
        }

        var calls = callers.Of(callee, cancellationToken);
        if (calls.Count == 0 || entryPoints.At(callee.Id) != null)
        {
            return data.Includes(parameter, callee, cancellationToken) ? LockFault.PerInvocation : LockFault.None;
        }

        var first = LockFault.None;
        foreach (var (caller, call) in calls)
        {
            var fault = parameter.Index < call.Arguments.Length ? FaultOf(call.Arguments[parameter.Index], caller, Need.Nothing, depth + 1, cancellationToken) : LockFault.None;
            if (fault == LockFault.None)
            {
                return LockFault.None;
            }

            first = first == LockFault.None ? fault : first;
        }

        return first;
    }

    /// <summary>What a member of ours returns: an object that it makes each time, or the field that it wraps.</summary>
    private LockFault FaultOfReturned(Value call, Need need, int depth, CancellationToken cancellationToken)
    {
        if (symbols.Symbol(call.Id) is not IMethodSymbol { IsVirtual: false, IsAbstract: false, IsOverride: false } || lifetimes.Body(call.Id, cancellationToken) is not { Returns: { Count: > 0 } returns } callee)
        {
            return LockFault.None;
        }

        foreach (var value in returns)
        {
            if (value.Kind is not (ValueKind.New or ValueKind.Derived or ValueKind.Static) && !(value is { Kind: ValueKind.Member, Base.Kind: ValueKind.This } && call.Base?.Kind == ValueKind.This))
            {
                return LockFault.None;
            }
        }

        return FirstIfAll(ImmutableArray.CreateRange(returns), callee, need, depth, cancellationToken);
    }

    private LockFault FaultOfStorage(string id, CancellationToken cancellationToken)
    {
        var type = symbols.Symbol(id) switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null };
        return IsBoxed(type) ? LockFault.Boxed : IsReassigned(id, cancellationToken) ? LockFault.Reassigned : LockFault.None;
    }

    /// <summary>The field's owner decides, when every object that is stored in it is made for it.</summary>
    private LockFault FaultOfOwner(Value on, BodySummary body, Need need, int depth, CancellationToken cancellationToken)
    {
        var root = on;
        for (; root.Kind == ValueKind.Member; root = root.Base!)
        {
            foreach (var (_, store) in lifetimes.StoresTo(root.Id, cancellationToken))
            {
                if (store.Value.Kind is not (ValueKind.New or ValueKind.Constant))
                {
                    return LockFault.None;
                }
            }
        }

        return root.Kind switch
        {
            ValueKind.This => IsReceiverShared(body, need, cancellationToken) ? LockFault.None : LockFault.PerInvocation,
            ValueKind.Parameter => FaultOfArgument(root, depth, cancellationToken) == LockFault.None ? LockFault.None : LockFault.PerInvocation,
            ValueKind.New or ValueKind.Local => lifetimes.IsFresh(root, body) ? LockFault.PerInvocation : LockFault.None,
            _ => LockFault.None,
        };
    }

    /// <summary>True when unknown, and when the guarded state belongs to the receiver as well.</summary>
    private bool IsReceiverShared(BodySummary body, Need need, CancellationToken cancellationToken) =>
        need.Kind == NeedKind.Receiver || IsSharedByType(body.Member.ContainingType) || FindAny(body, Need.Receiver, cancellationToken) is { Path: not null } or { IsUncertain: true };

    private static bool IsBoxed(ITypeSymbol? type) => type is { IsValueType: true, Name: not "SpinLock", TypeKind: TypeKind.Struct or TypeKind.Enum };

    /// <summary>A named mutex or semaphore is the operating system's, however many objects stand for it.</summary>
    private static bool IsNamed(Value made) =>
        made.Id is "T:System.Threading.Mutex" && made.Parts.Length > 1 || made.Id is "T:System.Threading.Semaphore" && made.Parts.Length > 2 || made.Id is "T:System.Threading.EventWaitHandle" && made.Parts.Length > 2;

    private static bool IsBuiltString(Value value) =>
        value.Id == Value.Concatenation
        || value.Id.StartsWith("M:System.String.", StringComparison.Ordinal) && !value.Id.StartsWith("M:System.String.Intern", StringComparison.Ordinal) && !value.Id.StartsWith("M:System.String.IsInterned", StringComparison.Ordinal)
        || value.Id.StartsWith("M:System.Guid.ToString", StringComparison.Ordinal);

    /// <summary>Does an invocation replace the object in this storage, other than on first use?</summary>
    private bool IsReassigned(string id, CancellationToken cancellationToken)
    {
        foreach (var (body, access) in lifetimes.StoresTo(id, cancellationToken))
        {
            if (access.Kind is not (AccessKind.Overwrite or AccessKind.ByReference) || (access.Traits & AccessTraits.Lazy) != 0 || access.InitializedWith != null || IsOnce(access.Locks))
            {
                continue;
            }

            foreach (var sharing in lifetimes.OfStorage(access.Target, body, cancellationToken))
            {
                if (FindAny(body, sharing.Need, cancellationToken).Path != null)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
