using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Resources;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency;

/// <summary>
/// Finds the unguarded operations of invocations on shared state, tree by tree: the first one in each member for each state.
/// </summary>
internal sealed partial class Races(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, Invocations invocations, InvocationData data, EntryPoints entryPoints, HeavyBuilders builders)
{
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<Race>> _inTree = new();

    public ImmutableArray<Race> In(SyntaxTree tree, CancellationToken cancellationToken) =>
        _inTree.TryGetValue(tree, out var known) ? known : _inTree[tree] = FindIn(tree, cancellationToken);

    private ImmutableArray<Race> FindIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var races = ImmutableArray.CreateBuilder<Race>();
        var inMember = new List<Race>();
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            inMember.Clear();
            foreach (var body in member.Bodies)
            {
                foreach (var access in body.Accesses)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (access.Kind != AccessKind.Construction && Judge(body, access, cancellationToken) is { } race)
                    {
                        inMember.Add(race);
                    }
                }

                foreach (var effect in body.Effects)
                {
                    if (JudgeReconfiguration(body, effect, cancellationToken) is { } race)
                    {
                        inMember.Add(race);
                    }
                }

                foreach (var read in body.Reads)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (JudgeRead(body, read, cancellationToken) is { } race)
                    {
                        inMember.Add(race);
                    }
                }

                foreach (var use in body.CollectionUses)
                {
                    if (JudgeCollectionUse(body, use, cancellationToken) is { } race)
                    {
                        inMember.Add(race);
                    }
                }

                foreach (var call in body.Calls)
                {
                    if (!call.Collections.IsEmpty)
                    {
                        inMember.AddRange(JudgePassing(body, call, cancellationToken));
                    }
                }
            }

            AddFirstOfEach(inMember, races);
        }

        return races.ToImmutable();
    }

    private void AddFirstOfEach(List<Race> found, ImmutableArray<Race>.Builder races)
    {
        if (found.Count < 2)
        {
            races.AddRange(found);
            return;
        }

        found.Sort(static (a, b) => a.Location.SourceSpan.CompareTo(b.Location.SourceSpan));
        var seen = new HashSet<(string, string, bool, RaceKind)>();
        var lazy = new HashSet<string>(found.Where(static r => r.Kind is RaceKind.LazyInitialization or RaceKind.HeavyInitialization).Select(static r => r.State.Id), StringComparer.Ordinal);
        var reported = new HashSet<TextSpan>();
        var overwritten = new HashSet<string>(found.Where(static r => r.Kind == RaceKind.InvocationData).Select(static r => r.State.Id), StringComparer.Ordinal);
        foreach (var race in found)
        {
            // State that must not be shared at all needs no second report; the write that completes a lazy initialization is part of it.
            if (race.Kind is RaceKind.Write or RaceKind.InconsistentLock && lazy.Contains(race.State.Id) || race.Kind != RaceKind.InvocationData && overwritten.Contains(race.State.Id) || !seen.Add((FunctionOf(race.Body).Id, race.State.Id, race.State.IsElement, race.Kind))
                || race.Kind == RaceKind.UselessLock && !reported.Add(race.Location.SourceSpan))
            {
                continue;
            }

            races.Add(race);
        }
    }

    /// <summary>The member, or the lambda in it that is an entry point of its own.</summary>
    private BodySummary FunctionOf(BodySummary body)
    {
        while (body.Parent != null && entryPoints.At(body.Id) == null)
        {
            body = body.Parent;
        }

        return body;
    }

    private IEnumerable<Sharing> SharingsOf(Access access, BodySummary body, CancellationToken cancellationToken) =>
        access.Kind == AccessKind.Mutation ? lifetimes.OfObject(access.Target, body, cancellationToken)
        : (access.Traits & AccessTraits.Slot) != 0 ? lifetimes.OfSlot(access.Target, body, cancellationToken)
        : lifetimes.OfStorage(access.Target, body, cancellationToken);

    private Race? Judge(BodySummary body, Access access, CancellationToken cancellationToken)
    {
        if (access.Kind == AccessKind.Atomic && !IsPublishedData(access, body, cancellationToken) || lifetimes.IsPerThread(access.Target) || access.Kind == AccessKind.Mutation && !IsUnsafeCollection(access, body, cancellationToken) || access.PassedTo is { } passed && IsWrittenSafely(passed.Callee, passed.Ordinal, cancellationToken))
        {
            return null;
        }

        foreach (var sharing in SharingsOf(access, body, cancellationToken))
        {
            // A mutated argument is judged where it is passed.
            if (access.Kind == AccessKind.Mutation && sharing.Need.Kind == NeedKind.Argument)
            {
                continue;
            }

            var found = KindOf(access, body, sharing.Need, cancellationToken);
            if (found == null && access.Locks.IsEmpty)
            {
                continue;
            }

            var reach = invocations.Find(body, sharing.Need, cancellationToken);
            var path = reach.Path;
            if (path != null && WithoutTheLock(access, body, sharing, found, path, cancellationToken) is { } inconsistent)
            {
                return inconsistent;
            }

            if (found is not { } kind || kind == RaceKind.Write && IsRightWhoeverIsLast(access, body, cancellationToken))
            {
                continue;
            }

            if (path == null && access.Kind == AccessKind.Mutation && reach.Background != null && IsReached(sharing.State, cancellationToken))
            {
                path = reach.Background;
                kind = RaceKind.Mutation;
            }

            if (path != null)
            {
                if (kind == RaceKind.UselessLock)
                {
                    return AtLock(access.Locks, body, sharing, access.TypeName, path, cancellationToken);
                }

                var race = new Race(kind, Location.Create(body.Member.Tree, access.Span), sharing.State, NameOf(sharing.State), access.TypeName, path, body, access.Traits) { IsInEntry = (path.Holder ?? sharing.State.Holder)?.IsEntryIn(symbols) == true };
                return kind == RaceKind.HeavyInitialization ? WithProduct(race, access, body, cancellationToken) : race;
            }
        }

        return null;
    }

    /// <summary>Does an invocation use the state, so that background work which mutates it races with that?</summary>
    private bool IsReached(SharedState state, CancellationToken cancellationToken)
    {
        var name = state.Id.Substring(state.Id.LastIndexOf('.') + 1);
        return state.Local == null && summaries.Naming(name, cancellationToken).Any(m => m.Bodies.Exists(b => invocations.Find(b, Need.Nothing, cancellationToken).Path != null));
    }

    /// <summary>What kind of race the access is, or null when it is safe whoever calls.</summary>
    private RaceKind? KindOf(Access access, BodySummary body, Need need, CancellationToken cancellationToken)
    {
        if (access.Kind == AccessKind.Atomic)
        {
            return RaceKind.InvocationData;
        }

        var guarded = invocations.IsGuarded(access.Locks, body, need, cancellationToken);
        if (access.Kind == AccessKind.Mutation)
        {
            return guarded ? IsRefilledHere(access, body, cancellationToken) ? RaceKind.InvocationData : null : HoldsUselessLock(access.Locks, body, need, cancellationToken) ? RaceKind.UselessLock : (access.Traits & AccessTraits.Clears) != 0 && !IsFilledBefore(access, body) && IsRefilled(access.Target, cancellationToken) ? RaceKind.InvocationData : RaceKind.Mutation;
        }

        var isData = access.Kind is AccessKind.Overwrite or AccessKind.ByReference && OverwritesWithData(access, body, cancellationToken)
            || access.Kind == AccessKind.Overwrite && access.Value.Kind == ValueKind.New && (access.Traits & AccessTraits.Lazy) == 0 && !IsFilledBefore(access, body) && IsRefilled(access.Target, cancellationToken);
        if (guarded)
        {
            return access.Locks.Any(static l => l.Mode == LockMode.Once) ? null
                : access.Kind == AccessKind.Overwrite && (IsReadBack(access, body) || IsReadBackByOthers(access, body, cancellationToken)) && OverwritesWithData(access, body, cancellationToken) ? RaceKind.InvocationData
                : IsWrongDoubleCheck(access) ? RaceKind.LazyInitialization : null;
        }

        if (isData)
        {
            return RaceKind.InvocationData;
        }

        if (HoldsUselessLock(access.Locks, body, need, cancellationToken))
        {
            return RaceKind.UselessLock;
        }

        if (access is { Kind: AccessKind.Overwrite, Value.Kind: ValueKind.New } && IsLockObject(access.Target, body, cancellationToken))
        {
            return null; // the locks on it are reported
        }

        var isInitialization = IsInitialization(access, cancellationToken);
        if ((access.Traits & AccessTraits.Published) != 0 && !isInitialization)
        {
            return null;
        }

        if (isInitialization && IsNeverRaised(access, cancellationToken))
        {
            return null;
        }

        if (isInitialization)
        {
            return IsHeavy(access, body, cancellationToken) ? RaceKind.HeavyInitialization : RaceKind.LazyInitialization;
        }

        return access.InitializedWith is not { } tested || !IsLazilyWritten(tested, body, cancellationToken) ? RaceKind.Write
            : IsHeavyPartOf(tested, access, body, cancellationToken) ? RaceKind.HeavyInitialization : null;
    }

    /// <summary>Is it data of one invocation, in the place of what another one put there?</summary>
    private bool OverwritesWithData(Access access, BodySummary body, CancellationToken cancellationToken) =>
        data.IsOwn(access.Value, body, cancellationToken) && !data.IsInOwnEntry(access.Target, body, cancellationToken);

    /// <summary>Is this an accumulator (a list, set, queue or stack) that invocations fill with their data, so that emptying it starts one invocation's account?</summary>
    private bool IsRefilled(Value accumulator, CancellationToken cancellationToken)
    {
        if (accumulator.Kind is not (ValueKind.Member or ValueKind.Static))
        {
            return false;
        }

        foreach (var (body, mutation) in lifetimes.MutationsOf(accumulator.Id, cancellationToken))
        {
            if (mutation.TypeName is "List" or "HashSet" or "Queue" or "Stack" or "StringCollection" or "IList" or "ICollection" && (mutation.Traits & AccessTraits.Clears) == 0 && data.Includes(mutation.Value, body, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is it swapped in for data of one invocation, which the same body reads back later? The swap is safe, what is read is anybody's.</summary>
    private bool IsPublishedData(Access access, BodySummary body, CancellationToken cancellationToken) =>
        (access.Traits & AccessTraits.Published) != 0 && IsReadBack(access, body) && OverwritesWithData(access, body, cancellationToken);

    /// <summary>Is the accumulator emptied and filled with data of the invocation under one lock, and read under the next, when another invocation may have had it meanwhile?</summary>
    private bool IsRefilledHere(Access emptied, BodySummary body, CancellationToken cancellationToken) =>
        (emptied.Traits & AccessTraits.Clears) != 0 && !IsFilledBefore(emptied, body)
        && body.Accesses.Exists(a => a.Kind == AccessKind.Mutation && (a.Traits & AccessTraits.Clears) == 0 && a.Target.IsSameStorage(emptied.Target) && IsSameHold(a.Locks, emptied.Locks) && data.IsOwn(a.Value, body, cancellationToken))
        && IsReadBack(emptied, body);

    /// <summary>What is emptied after it was filled is drained: it accumulates.</summary>
    private static bool IsFilledBefore(Access emptied, BodySummary body) =>
        body.Accesses.Exists(a => a.Kind == AccessKind.Mutation && (a.Traits & AccessTraits.Clears) == 0 && a.Span.Start < emptied.Span.Start && a.Target.IsSameStorage(emptied.Target));

    private static bool IsWrongDoubleCheck(Access access) =>
        (access.Traits & AccessTraits.DoubleChecked) != 0
        && ((access.Traits & (AccessTraits.Flag | AccessTraits.BeforeOthers)) == (AccessTraits.Flag | AccessTraits.BeforeOthers)
            || (access.Traits & AccessTraits.Flag) == 0 && (access.Traits & (AccessTraits.Tearable | AccessTraits.FilledLater)) != 0);

    /// <summary>Is the tested storage itself set in this body, so that its report covers the whole initialization?</summary>
    private bool IsLazilyWritten(Value tested, BodySummary body, CancellationToken cancellationToken) =>
        body.Accesses.Exists(a => a.Target.IsSameStorage(tested) && IsInitialization(a, cancellationToken));

    /// <summary>A collection handed to a method of ours that mutates it.</summary>
    private IEnumerable<Race> JudgePassing(BodySummary body, CallSite call, CancellationToken cancellationToken)
    {
        foreach (var (ordinal, span, typeName) in call.Collections)
        {
            if (ordinal >= call.Arguments.Length || call.Callee.Length == 0 || summaries.Body(call.Callee, cancellationToken) is not { } callee || !Mutates(callee, ordinal, 0, cancellationToken))
            {
                continue;
            }

            foreach (var sharing in lifetimes.OfObject(call.Arguments[ordinal], body, cancellationToken))
            {
                if (sharing.Need.Kind != NeedKind.Argument && !invocations.IsGuarded(call.Locks, body, sharing.Need, cancellationToken)
                    && invocations.Find(body, sharing.Need, cancellationToken).Path is { } path)
                {
                    yield return MissingLock(call.Arguments[ordinal], body, call.Locks, sharing.Need, reads: false, cancellationToken) is { } missing
                        ? Inconsistent(body, span, sharing.State, typeName, path, missing)
                        : HoldsUselessLock(call.Locks, body, sharing.Need, cancellationToken)
                        ? AtLock(call.Locks, body, sharing, typeName, path, cancellationToken)
                        : new Race(RaceKind.Mutation, Location.Create(body.Member.Tree, span), sharing.State, NameOf(sharing.State), typeName, path, body, AccessTraits.None);
                    break;
                }
            }
        }
    }

    /// <summary>Does the callee mutate the collection that it is given, outside of any lock?</summary>
    private bool Mutates(BodySummary callee, int ordinal, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            return false;
        }

        foreach (var body in callee.Member.Bodies)
        {
            foreach (var access in body.Accesses)
            {
                if (access.Kind == AccessKind.Mutation && access.Locks.IsEmpty && IsParameter(access.Target, body))
                {
                    return true;
                }
            }

            foreach (var call in body.Calls)
            {
                foreach (var (passed, _, _) in call.Collections)
                {
                    if (passed < call.Arguments.Length && call.Locks.IsEmpty && call.Callee.Length > 0 && IsParameter(call.Arguments[passed], body)
                        && summaries.Body(call.Callee, cancellationToken) is { } next && next != callee && Mutates(next, passed, depth + 1, cancellationToken))
                    {
                        return true;
                    }
                }
            }
        }

        return false;

        bool IsParameter(Value value, BodySummary body) => value.Kind switch
        {
            ValueKind.Parameter => value.Id == callee.Id && value.Index == ordinal,
            ValueKind.Local => body.Member.TryGetLocal(value, out var local) && local.Values.Exists(v => v.Kind == ValueKind.Parameter && v.Id == callee.Id && v.Index == ordinal),
            _ => false,
        };
    }

    private string NameOf(SharedState state) => state.NameIn(symbols);
}
