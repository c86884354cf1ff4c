using Lmi.Analyzers.Concurrency.Summaries;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>A lock, the body that holds it, and the object whose member that body calls under it.</summary>
internal readonly struct LockAround(HeldLock held, BodySummary holder, Value? receiver)
{
    public HeldLock Lock { get; } = held;

    public BodySummary Holder { get; } = holder;

    public Value? Receiver { get; } = receiver;
}

/// <summary>Why a lock keeps no other invocation out.</summary>
internal enum LockFault
{
    /// <summary>None that is certain.</summary>
    None,

    /// <summary>The lock object is made where it is locked.</summary>
    NewEachTime,

    /// <summary>The lock object is a value, boxed where it is locked.</summary>
    Boxed,

    /// <summary>The lock object is a string made at run time.</summary>
    BuiltString,

    /// <summary>Each invocation has a lock object of its own.</summary>
    PerInvocation,

    /// <summary>Each thread has a lock object of its own.</summary>
    PerThread,

    /// <summary>An invocation replaces the lock object while others hold the one before.</summary>
    Reassigned,
}
