using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>Races in spite of a lock: it guards nothing, or it is not the one that the others hold.</summary>
internal sealed partial class Races
{
    private bool HoldsUselessLock(ImmutableArray<HeldLock> locks, BodySummary body, Need need, CancellationToken cancellationToken) =>
        !locks.IsEmpty && invocations.UselessLock(locks, body, need, cancellationToken) != null;

    /// <summary>The race is reported at the lock: that is what is wrong, not what it surrounds.</summary>
    private Race AtLock(ImmutableArray<HeldLock> locks, BodySummary body, Sharing sharing, string typeName, InvocationPath path, CancellationToken cancellationToken)
    {
        var (held, fault) = invocations.UselessLock(locks, body, sharing.Need, cancellationToken)!.Value;
        return new Race(RaceKind.UselessLock, Location.Create(body.Member.Tree, held.Span), sharing.State, NameOf(sharing.State), typeName, path, body, AccessTraits.None) { Fault = fault };
    }

    /// <summary>A read races only with a write, so it matters where it was meant to be guarded and is not.</summary>
    private Race? JudgeRead(BodySummary body, StorageRead read, CancellationToken cancellationToken)
    {
        if (lifetimes.IsPerThread(read.Storage))
        {
            return null;
        }

        if (read.Locks.IsEmpty)
        {
            return JudgeUnlockedRead(body, read, cancellationToken);
        }

        foreach (var sharing in lifetimes.OfStorage(read.Storage, body, cancellationToken))
        {
            if (!invocations.IsGuarded(read.Locks, body, sharing.Need, cancellationToken) && HoldsUselessLock(read.Locks, body, sharing.Need, cancellationToken)
                && IsWritten(read.Storage, body, cancellationToken) && invocations.Find(body, sharing.Need, cancellationToken).Path is { } path)
            {
                return AtLock(read.Locks, body, sharing, "", path, cancellationToken);
            }
        }

        return JudgeUnlockedRead(body, read, cancellationToken);
    }

    /// <summary>Does the same body read the storage later, when it has let the lock go in between, as if its own value were still there?</summary>
    private static bool IsReadBack(Access written, BodySummary body)
    {
        foreach (var read in body.Reads)
        {
            if (read.Span.Start > written.Span.End && read.Storage.IsSameStorage(written.Target) && !IsSameHold(read.Locks, written.Locks))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Do methods that run after the write, called here or by who calls this one, read the storage under another hold? Not what is compared with its old value first, nor one of several
    /// figures that are kept up to date together: these describe what went by, and nobody takes them for its own.
    /// </summary>
    private bool IsReadBackByOthers(Access written, BodySummary body, CancellationToken cancellationToken)
    {
        if (written.Target is not ({ Kind: ValueKind.Static } or { Kind: ValueKind.Member, Base.Kind: ValueKind.This })
            || body.Accesses.Exists(a => a.Kind is AccessKind.Update or AccessKind.Mutation && IsSameHold(a.Locks, written.Locks))
            || body.Reads.Exists(r => r.Storage.IsSameStorage(written.Target) && IsSameHold(r.Locks, written.Locks)))
        {
            return false;
        }

        return ReadsAfter(body, written.Target.Base, written.Span.End, written.Target, written.Locks, cancellationToken)
            || invocations.CallersOf(body, cancellationToken).Any(c => c.Call.Kind == CallKind.Call && ReadsAfter(c.Body, c.Call.Receiver, c.Call.Span.End, written.Target, c.Call.Locks, cancellationToken));
    }

    private bool ReadsAfter(BodySummary body, Value? owner, int position, Value storage, ImmutableArray<HeldLock> hold, CancellationToken cancellationToken) =>
        body.Calls.Exists(c => c.Span.Start > position && c.Kind == CallKind.Call && c.Callee.Length > 0 && !IsSameHold(c.Locks, hold)
            && (storage.Kind == ValueKind.Static || owner != null && c.Receiver != null && c.Receiver.IsSameStorage(owner))
            && summaries.Body(c.Callee, cancellationToken) is { } callee && callee.Reads.Exists(r => r.Storage.IsSameStorage(storage)));

    /// <summary>Is the storage that a method of ours gets by reference left to <c>Interlocked</c> there, or written under a lock?</summary>
    private bool IsWrittenSafely(string callee, int ordinal, CancellationToken cancellationToken)
    {
        if (summaries.Body(callee, cancellationToken) is not { } body)
        {
            return false;
        }

        var uses = body.References.FindAll(r => r.Ordinal == ordinal);
        return uses.Count > 0 && uses.TrueForAll(u => u.IsAtomic || invocations.IsGuarded(u.Locks, body, Need.Nothing, cancellationToken));
    }

    private static bool IsSameHold(ImmutableArray<HeldLock> some, ImmutableArray<HeldLock> others)
    {
        foreach (var held in some)
        {
            foreach (var other in others)
            {
                if (held.Span == other.Span)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Does an invocation change the storage, or the collection in it?</summary>
    private bool IsWritten(Value storage, BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var (writer, access) in lifetimes.AccessesTo(storage, body, cancellationToken))
        {
            if (access.Kind != AccessKind.Construction && invocations.Find(writer, Need.Nothing, cancellationToken, Way.Any).Path != null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does code that mentions the storage lock the object in it?</summary>
    private bool IsLockObject(Value storage, BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var user in lifetimes.BodiesNaming(storage, body, cancellationToken))
        {
            foreach (var access in user.Accesses)
            {
                if (Holds(access.Locks))
                {
                    return true;
                }
            }

            foreach (var read in user.Reads)
            {
                if (Holds(read.Locks))
                {
                    return true;
                }
            }

            foreach (var call in user.Calls)
            {
                if (Holds(call.Locks))
                {
                    return true;
                }
            }
        }

        return false;

        bool Holds(ImmutableArray<HeldLock> locks)
        {
            foreach (var held in locks)
            {
                if (held.Mode != LockMode.Once && held.On.Kind == storage.Kind && held.On.Id == storage.Id)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
