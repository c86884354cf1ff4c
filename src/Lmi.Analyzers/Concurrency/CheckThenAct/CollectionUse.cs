using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.CheckThenAct;

internal enum CollectionUseKind
{
    /// <summary>Asks what is in the collection.</summary>
    Check,

    /// <summary>Sets an entry.</summary>
    Set,

    /// <summary>Adds what the collection may hold once too often.</summary>
    Add,

    /// <summary>Takes something out, without looking whether there was anything.</summary>
    Take,

    /// <summary>Removes an entry, without looking whether it was there.</summary>
    Remove,

    /// <summary>Calls code of ours whose type keeps such a collection.</summary>
    Call,
}

/// <summary>One question to, or change of, a collection that is safe for several threads; only one at a time is. Plain data, like the summary that holds it.</summary>
internal sealed class CollectionUse(CollectionUseKind kind, string member, Value? collection, Value? key, Value? value, TextSpan span, ImmutableArray<HeldLock> locks)
{
    public CollectionUseKind Kind { get; } = kind;

    /// <summary>The member's name; the callee's id for a call.</summary>
    public string Member { get; } = member;

    /// <summary>The collection; the receiver of a call.</summary>
    public Value? Collection { get; } = collection;

    public Value? Key { get; } = key;

    /// <summary>What is set.</summary>
    public Value? Value { get; } = value;

    /// <summary>What is set or added in any case: the collection keeps it.</summary>
    public Value? Kept { get; set; } = value;

    public TextSpan Span { get; } = span;

    public ImmutableArray<HeldLock> Locks { get; } = locks;

    /// <summary>Arguments of a call, by ordinal.</summary>
    public ImmutableArray<Value> Arguments { get; set; } = ImmutableArray<Value>.Empty;

    /// <summary>Short name of the collection's type.</summary>
    public string TypeName { get; set; } = "";

    /// <summary>What was asked on the way here.</summary>
    public ImmutableArray<CollectionCheck> Checks { get; set; } = ImmutableArray<CollectionCheck>.Empty;

    /// <summary>The entry is read, computed and written: <c>d[k]++</c>.</summary>
    public bool IsUpdate { get; set; }

    /// <summary>The same branch does more than this: whoever comes here believes to be the only one.</summary>
    public bool HasCompany { get; set; }

    /// <summary>What is taken out is used where it is taken.</summary>
    public bool IsTakenForUse { get; set; }

    /// <summary>The same branch calls something else.</summary>
    public bool HasCalls { get; set; }
}

/// <summary>A condition that asked a collection, and what it must have answered.</summary>
internal sealed class CollectionCheck(string member, Value? collection, Value? key, bool? isFound, Value? call)
{
    public string Member { get; } = member;

    public Value? Collection { get; } = collection;

    /// <summary>Null for a question about the whole collection.</summary>
    public Value? Key { get; } = key;

    /// <summary>Was the entry there? Null when that is not the question, or not known.</summary>
    public bool? IsFound { get; } = isFound;

    /// <summary>The question is asked by this member of ours.</summary>
    public Value? Call { get; } = call;
}
