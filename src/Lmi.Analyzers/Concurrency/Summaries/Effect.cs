using System.Collections.Immutable;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Summaries;

internal enum EffectKind
{
    /// <summary>State of the whole process is changed.</summary>
    ProcessWide,

    /// <summary>The process ends.</summary>
    EndsProcess,

    /// <summary>The thread is held until something else has finished.</summary>
    Blocking,

    /// <summary>An object is made that costs much memory or time.</summary>
    HeavyCreation,

    /// <summary>A delegate is handed to what keeps its result and runs it only while there is none.</summary>
    Caching,

    WritesPath,
    ReadsPath,
    DeletesPath,

    /// <summary>An object that serves one thread at a time is used: as the receiver, or handed to a member of metadata.</summary>
    UnsafeUse,

    /// <summary>The body is suspended, and goes on on any thread.</summary>
    Await,

    /// <summary>A handler is added to an event, or to a delegate that storage keeps.</summary>
    Subscription,

    /// <summary>The same handler is taken off again.</summary>
    Unsubscription,

    /// <summary>What storage keeps for the current thread is read.</summary>
    PerThreadRead,

    /// <summary>What storage keeps for the current thread is set, or changed where <see cref="Effect.Name"/> says so; the first argument is the value.</summary>
    PerThreadWrite,

    /// <summary>Environment variables are read: the one that the argument names, or all.</summary>
    EnvironmentRead,

    /// <summary>A function that is asynchronous and returns nothing: its exceptions end the process.</summary>
    AsyncVoid,

    /// <summary>An exception is thrown that the body does not catch.</summary>
    Throw,

    /// <summary>An object that is configured before it is shared is changed.</summary>
    Reconfiguration,

    /// <summary>A lock is taken around everything that the body does.</summary>
    WholeWork,
}

/// <summary>One operation that matters for more than the storage that it touches. Plain data, like the summary that holds it.</summary>
internal sealed class Effect
{
    public Effect(EffectKind kind, string member, string name, Fact? fact, Value? receiver, ImmutableArray<Value> arguments, ImmutableArray<TextSpan> argumentSpans, TextSpan span, ImmutableArray<HeldLock> locks, ImmutableArray<Value> whileUnset)
    {
        Kind = kind;
        Member = member;
        Name = name;
        Fact = fact;
        Receiver = receiver;
        Arguments = arguments;
        ArgumentSpans = argumentSpans;
        Span = span;
        Locks = locks;
        WhileUnset = whileUnset;
    }

    public EffectKind Kind { get; }

    /// <summary>Documentation id of the member of metadata; of the type, for the use of an unsafe object.</summary>
    public string Member { get; }

    /// <summary>For messages: <c>Environment.Exit</c>, <c>InferenceSession</c>.</summary>
    public string Name { get; }

    /// <summary>What knowledge says of the member; null for what needs no fact.</summary>
    public Fact? Fact { get; }

    /// <summary>The object used, the event's owner, the awaited value; null for statics.</summary>
    public Value? Receiver { get; }

    /// <summary>By parameter ordinal.</summary>
    public ImmutableArray<Value> Arguments { get; }

    /// <summary>By parameter ordinal; default where an argument is left out.</summary>
    public ImmutableArray<TextSpan> ArgumentSpans { get; }

    public TextSpan Span { get; }

    public ImmutableArray<HeldLock> Locks { get; }

    /// <summary>Storage that was seen to be unset on the way here, innermost first; an element of it, where an entry of a map was missing.</summary>
    public ImmutableArray<Value> WhileUnset { get; }

    /// <summary>Of what was unset on the way to a write under a lock: what was asked before the lock was taken, as those ask who only read.</summary>
    public ImmutableArray<Value> MissingUnlocked { get; set; } = ImmutableArray<Value>.Empty;

    /// <summary>A changed object is used in the same body where the lock of the change is not held.</summary>
    public bool IsUsedUnlocked { get; set; }
}
