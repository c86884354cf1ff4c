namespace Lmi.Analyzers.Concurrency.Reachability;

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
