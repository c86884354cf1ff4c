using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Resources;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency;

internal enum RaceKind
{
    /// <summary>A collection that is not safe to mutate is mutated.</summary>
    Mutation,

    /// <summary>Shared storage is written.</summary>
    Write,

    /// <summary>Shared storage is initialized on first use, without or with a wrong guard.</summary>
    LazyInitialization,

    /// <summary>The same, and what is built costs much memory or time: <see cref="Race.Heavy"/>.</summary>
    HeavyInitialization,

    /// <summary>Data of one invocation overwrites what others read as theirs.</summary>
    InvocationData,

    /// <summary>A concurrent collection is changed after it was asked, and not in one step with that.</summary>
    CheckThenAct,

    /// <summary>A lock around shared state keeps nobody out.</summary>
    UselessLock,

    /// <summary>A lock under which others write the state is not held.</summary>
    InconsistentLock,

    /// <summary>A client, serializer options or other settings that invocations share are changed by one of them.</summary>
    Reconfiguration,
}

/// <summary>One unguarded operation of an invocation on shared state.</summary>
internal sealed class Race
{
    public Race(RaceKind kind, Location location, SharedState state, string stateName, string typeName, InvocationPath path, BodySummary body, AccessTraits traits)
    {
        Kind = kind;
        Location = location;
        State = state;
        StateName = stateName;
        TypeName = typeName;
        Path = path;
        Body = body;
        Traits = traits;
    }

    public RaceKind Kind { get; }

    public Location Location { get; }

    public SharedState State { get; }

    /// <summary>For messages: <c>Function._cache</c>.</summary>
    public string StateName { get; }

    public string TypeName { get; }

    public InvocationPath Path { get; }

    /// <summary>Where it happens.</summary>
    public BodySummary Body { get; }

    public AccessTraits Traits { get; }

    /// <summary>The state belongs to one of many objects: only invocations that look up the same one meet there.</summary>
    public bool IsInEntry { get; init; }

    /// <summary>For a <see cref="RaceKind.HeavyInitialization"/>: what is built.</summary>
    public HeavyProduct? Heavy { get; set; }

    /// <summary>Why the lock at <see cref="Location"/> is useless.</summary>
    public LockFault Fault { get; set; }

    /// <summary>The lock that is not held: <c>Function._gate</c>; empty when it has no name.</summary>
    public string LockName { get; set; } = "";

    /// <summary>That lock is held, but lets other readers in.</summary>
    public bool HoldsForReading { get; set; }
}
