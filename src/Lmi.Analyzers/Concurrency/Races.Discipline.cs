using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>
/// Under which lock the others write a state. The answer for a state is found once, from the members that mention it, in trees that take locks at all.
/// </summary>
internal sealed partial class Races
{
    private static readonly HashSet<string> s_numbers = new(StringComparer.Ordinal)
    {
        "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "IntPtr", "UIntPtr", "Single", "Double",
    };

    private readonly ConcurrentDictionary<string, ImmutableArray<LockedWrite>> _lockedWrites = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _onlyNew = new(StringComparer.Ordinal);

    /// <summary>A change of a state under a lock that invocations share, held here or by a caller.</summary>
    private sealed class LockedWrite(Access access, ImmutableArray<LockAround> locks, ImmutableArray<string?> keys)
    {
        public Access Access { get; } = access;

        public ImmutableArray<LockAround> Locks { get; } = locks;

        /// <summary>What tells each of the locks from others; null where it is not known.</summary>
        public ImmutableArray<string?> Keys { get; } = keys;

        /// <summary>How many writes are like this one.</summary>
        public int Count { get; set; } = 1;

        public bool IsLike(LockedWrite other) =>
            IsSamePlace(Access.Target, other.Access.Target) && IsTornBy(Access) == IsTornBy(other.Access) && Keys.SequenceEqual(other.Keys)
            && Locks.All(static l => l.Receiver == null) && other.Locks.All(static l => l.Receiver == null);

        /// <summary>Is it the same place of the same object, as far as names tell? A caller that holds the lock names the object that it calls.</summary>
        public bool IsOn(Value storage) =>
            IsSamePlace(Access.Target, storage)
            || Access.Target is { Kind: ValueKind.Member, Base.Kind: ValueKind.This } && storage.Base is { } owner && Access.Target.Id == storage.Id && Locks.Any(l => l.Receiver != null && IsSamePlace(l.Receiver, owner));

        private static bool IsSamePlace(Value one, Value other) =>
            one.Kind == other.Kind && one.Id == other.Id
            && (one.Kind is ValueKind.Static or ValueKind.Local or ValueKind.This || one.Kind == ValueKind.Member && IsSamePlace(one.Base!, other.Base!));
    }

    /// <summary>The lock that an access needs and does not have: its name, empty when it has none, and whether it is held for reading.</summary>
    private (string Name, bool ForReading)? MissingLock(Value storage, BodySummary body, ImmutableArray<HeldLock> locks, Need need, bool reads, CancellationToken cancellationToken)
    {
        var writes = LockedWrites(storage, body, cancellationToken).RemoveAll(w => !w.IsOn(storage) || reads && !IsTornBy(w.Access));

        if (writes.IsEmpty)
        {
            return null;
        }

        var wanted = UsualLock(writes);
        var held = locks.RemoveAll(l => l.Mode == LockMode.Once || !invocations.IsEffective(l, body, need, cancellationToken));
        var enough = reads ? held : held.RemoveAll(static l => l.Mode == LockMode.Read);
        if (enough.IsEmpty)
        {
            return (wanted == null ? "" : NameOfLock(wanted, body), held.Any(l => KeyOf(l, body, cancellationToken) is { } key && key == wanted));
        }

        // Another lock: only when all of them are known for certain to be different objects.
        return wanted == null
            || writes.Any(static w => w.Keys.Contains(null))
            || enough.Any(l => KeyOf(l, body, cancellationToken) is not { } key || key == wanted)
            ? null
            : (NameOfLock(wanted, body), false);
    }

    /// <summary>Can a reader beside this write see something that never was, or a sum that is half made? Not of a reference or flag that is swapped as a whole.</summary>
    private static bool IsTornBy(Access write) =>
        write.Kind == AccessKind.Mutation || (write.Traits & AccessTraits.Tearable) != 0 || write.Kind == AccessKind.Update && s_numbers.Contains(write.TypeName);

    /// <summary>The lock that most of the writes hold; of several, the one that is seen first. Null when none has a name.</summary>
    private static string? UsualLock(ImmutableArray<LockedWrite> writes)
    {
        string? usual = null;
        var most = 0;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            foreach (var key in write.Keys.OfType<string>().Distinct())
            {
                counts[key] = (counts.TryGetValue(key, out var count) ? count : 0) + write.Count;
            }
        }

        foreach (var key in writes.SelectMany(static w => w.Keys).OfType<string>())
        {
            if (counts[key] > most)
            {
                most = counts[key];
                usual = key;
            }
        }

        return usual;
    }

    private ImmutableArray<LockedWrite> LockedWrites(Value storage, BodySummary body, CancellationToken cancellationToken)
    {
        if (storage.Kind is not (ValueKind.Static or ValueKind.Member or ValueKind.Local))
        {
            return ImmutableArray<LockedWrite>.Empty;
        }

        var key = storage.Kind == ValueKind.Local ? body.Member.Id + "~" + storage.Id : storage.Id;
        return _lockedWrites.TryGetValue(key, out var known) ? known : _lockedWrites[key] = FindLockedWrites(storage, body, cancellationToken);
    }

    private ImmutableArray<LockedWrite> FindLockedWrites(Value storage, BodySummary body, CancellationToken cancellationToken)
    {
        if (storage.Kind == ValueKind.Local ? !summaries.TakesLocks(body.Member.Tree, cancellationToken) : !summaries.AnyTakesLocks(cancellationToken))
        {
            return ImmutableArray<LockedWrite>.Empty;
        }

        var found = new List<LockedWrite>();
        foreach (var (writer, access) in lifetimes.AccessesTo(storage, body, cancellationToken))
        {
            // What is filled on first use and only read afterwards is safe to read.
            if (access.Kind is AccessKind.Construction or AccessKind.Atomic || access.InitializedWith != null || (access.Traits & AccessTraits.Lazy) != 0 || Invocations.IsOnce(access.Locks) || access.Kind == AccessKind.Mutation && !IsUnsafeCollection(access, writer, cancellationToken))
            {
                continue;
            }

            var sharings = access.Kind == AccessKind.Mutation ? lifetimes.OfObject(access.Target, writer, cancellationToken) : lifetimes.OfStorage(access.Target, writer, cancellationToken);
            foreach (var sharing in sharings)
            {
                if (LocksAt(access, writer, sharing.Need, cancellationToken) is { IsEmpty: false } locks
                    && invocations.Find(writer, sharing.Need, cancellationToken, Way.Again) is { Path: not null } or { Background: not null })
                {
                    var write = new LockedWrite(access, locks, ImmutableArray.CreateRange(locks.Select(l => KeyOf(l.Lock, l.Holder, cancellationToken))));
                    if (found.Find(write.IsLike) is { } alike)
                    {
                        alike.Count++;
                    }
                    else
                    {
                        found.Add(write);
                    }

                    break;
                }
            }
        }

        return found.ToImmutableArray();
    }

    /// <summary>The exclusive locks held at a write: its own, or else those of callers.</summary>
    private ImmutableArray<LockAround> LocksAt(Access access, BodySummary writer, Need need, CancellationToken cancellationToken)
    {
        var own = access.Locks.RemoveAll(l => l.Mode != LockMode.Exclusive || !invocations.IsEffective(l, writer, need, cancellationToken));
        if (!own.IsEmpty)
        {
            return ImmutableArray.CreateRange(own.Select(l => new LockAround(l, writer, null)));
        }

        return access.Target.Kind == ValueKind.Member && access.Target.Base!.Kind != ValueKind.This
            ? ImmutableArray<LockAround>.Empty
            : ImmutableArray.CreateRange(invocations.LocksOfCallers(writer, need, cancellationToken));
    }

    /// <summary>What tells the lock object from others: null when another lock could be the same object.</summary>
    private string? KeyOf(HeldLock held, BodySummary body, CancellationToken cancellationToken)
    {
        var on = held.On;
        if (on.Kind == ValueKind.Local && body.Member.TryGetLocal(on, out var local))
        {
            if (local.Owner != body)
            {
                return on.Id;
            }

            if (local.Values.Count != 1 || local.Others.Count > 0)
            {
                return null;
            }

            on = local.Values[0];
        }

        return on.Kind switch
        {
            ValueKind.This => body.Member.ContainingType,
            ValueKind.Static or ValueKind.Member when IsOnlyNew(on.Id, cancellationToken) => on.Id,
            _ => null,
        };
    }

    /// <summary>Does the storage keep no object that another one keeps as well?</summary>
    private bool IsOnlyNew(string storage, CancellationToken cancellationToken) =>
        _onlyNew.TryGetValue(storage, out var known) ? known : _onlyNew[storage] = lifetimes.StoresTo(storage, cancellationToken).All(static s => s.Access.Value.Kind == ValueKind.New);

    private string NameOfLock(string key, BodySummary body) =>
        body.Member.Locals.TryGetValue(key, out var local) ? local.Name : key == body.Member.ContainingType ? "this" : NameOf(new SharedState(key, isElement: false));

    /// <summary>The same race, if others hold a lock that this access does not.</summary>
    private Race? WithoutTheLock(Access access, BodySummary body, Sharing sharing, RaceKind? kind, InvocationPath path, CancellationToken cancellationToken)
    {
        if (kind is not (null or RaceKind.Write or RaceKind.Mutation) || kind == null && !invocations.IsGuarded(access.Locks.RemoveAll(static l => l.Mode == LockMode.Once), body, sharing.Need, cancellationToken)
            || MissingLock(access.Target, body, access.Locks, sharing.Need, reads: false, cancellationToken) is not { } missing)
        {
            return null;
        }

        return Inconsistent(body, access.Span, sharing.State, access.TypeName, path, missing);
    }

    private Race Inconsistent(BodySummary body, Microsoft.CodeAnalysis.Text.TextSpan span, SharedState state, string typeName, InvocationPath path, (string Name, bool ForReading) missing) =>
        new(RaceKind.InconsistentLock, Location.Create(body.Member.Tree, span), state, NameOf(state), typeName, path, body, AccessTraits.None) { LockName = missing.Name, HoldsForReading = missing.ForReading };

    /// <summary>A read without the lock under which others write. Not a first look that is taken again under the lock.</summary>
    private Race? JudgeUnlockedRead(BodySummary body, StorageRead read, CancellationToken cancellationToken)
    {
        if (read.Use == ReadUse.Reference || read.Use == ReadUse.Returned && entryPoints.At(body.Id) == null || LockedWrites(read.Storage, body, cancellationToken).IsEmpty || symbols.Symbol(read.Storage.Id) is IFieldSymbol { IsVolatile: true } || IsPartOfMutation(read, body) || IsFirstLook(read, body))
        {
            return null;
        }

        foreach (var sharing in lifetimes.OfStorage(read.Storage, body, cancellationToken))
        {
            if (MissingLock(read.Storage, body, read.Locks, sharing.Need, reads: true, cancellationToken) is { } missing
                && invocations.Find(body, sharing.Need, cancellationToken, Way.UnlockedForReading).Path is { } path)
            {
                return Inconsistent(body, read.Span, sharing.State, "", path, missing);
            }
        }

        return null;
    }

    private static bool IsPartOfMutation(StorageRead read, BodySummary body) =>
        body.Accesses.Exists(a => a.Span.Contains(read.Span) && a.Target.IsSameStorage(read.Storage));

    /// <summary>A size or number that is looked at again under the lock only saves the way to it.</summary>
    private static bool IsFirstLook(StorageRead read, BodySummary body) =>
        read.Locks.IsEmpty && body.Reads.Exists(r => !r.Locks.IsEmpty && r.Use == read.Use && r.Span.Start > read.Span.Start && r.Storage.IsSameStorage(read.Storage))
        && (read.Use == ReadUse.Size || body.Accesses.TrueForAll(a => a.Kind != AccessKind.Mutation || !a.Target.IsSameStorage(read.Storage)));
}
