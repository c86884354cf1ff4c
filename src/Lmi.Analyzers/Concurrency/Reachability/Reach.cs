namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>Which call sites count on the way from an entry point. Code that runs once never does.</summary>
internal enum Way
{
    /// <summary>Those that hold no lock: for races.</summary>
    Unlocked,

    /// <summary>Those that hold no lock, nor one for reading: for reads.</summary>
    UnlockedForReading,

    /// <summary>All of them: for what a lock does not mend.</summary>
    Any,

    /// <summary>Those that every invocation takes: not where shared storage was seen to be unset, and not what a framework is only assumed to call.</summary>
    EachTime,

    /// <summary>Those that hold no lock and are no lazy initialization: for what an invocation changes for the others.</summary>
    Repeated,

    /// <summary>All that are no lazy initialization: for what an invocation does to the process.</summary>
    Again,

    /// <summary>All but those that run on a thread of their own, or initialize storage under a lock: for what holds a thread of the pool.</summary>
    PoolThread,

    /// <summary>All of them, and set-up as well: for what is wrong whenever it is done.</summary>
    Whenever,
}

/// <summary>What a search for an invocation found.</summary>
internal sealed class Reach
{
    public Reach(InvocationPath? path, bool isUncertain, InvocationPath? background = null)
    {
        Path = path;
        IsUncertain = isUncertain;
        Background = background;
    }

    /// <summary>Without a path from an invocation: the way from a background service, timer or task that runs beside the invocations, or null.</summary>
    public InvocationPath? Background { get; }

    /// <summary>The shortest way from an entry point, or null when there is none that needs no lock.</summary>
    public InvocationPath? Path { get; }

    /// <summary>Without a path: some caller, receiver or argument could not be followed, so "no" means "unknown".</summary>
    public bool IsUncertain { get; }
}
