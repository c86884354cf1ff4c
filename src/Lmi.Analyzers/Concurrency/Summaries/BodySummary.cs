using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.CheckThenAct;
using Lmi.Analyzers.Concurrency.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Summaries;

internal enum BodyKind
{
    Method,
    Constructor,
    InstanceInitializer,

    /// <summary>A static constructor or initializer: the runtime runs it once.</summary>
    StaticInitializer,

    /// <summary><c>Main</c> or top-level statements: runs once, before and around all invocations.</summary>
    Main,
    Lambda,
    LocalFunction,
}

internal enum LockMode
{
    Exclusive,

    /// <summary>Others may hold it too: guards reads, not writes.</summary>
    Read,

    /// <summary>A once-flag: only one caller ever comes here.</summary>
    Once,
}

internal sealed class HeldLock(Value on, LockMode mode, TextSpan span = default)
{
    public Value On { get; } = on;

    public LockMode Mode { get; } = mode;

    /// <summary>The expression that names the lock object; the method's name where an attribute takes the lock.</summary>
    public TextSpan Span { get; } = span;
}

internal enum ReadUse
{
    /// <summary>What is stored is used: a number, the content of a collection.</summary>
    Content,

    /// <summary>Only the size of the stored collection is read.</summary>
    Size,

    /// <summary>The object is handed to the caller, who may be outside of this program.</summary>
    Returned,

    /// <summary>Only the reference is read: compared with null, kept in a local, handed to code of ours.</summary>
    Reference,
}

/// <summary>A read of storage that might be shared and change: the first one of its kind in a body under the same locks.</summary>
internal sealed class StorageRead(Value storage, ReadUse use, TextSpan span, ImmutableArray<HeldLock> locks)
{
    public Value Storage { get; } = storage;

    public ReadUse Use { get; } = use;

    public TextSpan Span { get; } = span;

    public ImmutableArray<HeldLock> Locks { get; } = locks;
}

internal enum AccessKind
{
    /// <summary>A plain assignment.</summary>
    Overwrite,

    /// <summary><c>+=</c>, <c>++</c>, <c>x = x + 1</c>: reads, computes, writes.</summary>
    Update,

    /// <summary>Handed out by <c>ref</c> or <c>out</c>.</summary>
    ByReference,

    /// <summary>A mutating member of a collection, or an array element, is used.</summary>
    Mutation,

    /// <summary>An initializer or a write to the object under construction: builds, races with nobody.</summary>
    Construction,

    /// <summary>Published by <c>Interlocked</c> or <c>Volatile</c>; <see cref="AccessTraits.Lazy"/> when only an unset place is written.</summary>
    Atomic,
}

[Flags]
internal enum AccessTraits
{
    None = 0,

    /// <summary>Happens only where the same storage was found to be unset.</summary>
    Lazy = 1,

    /// <summary>The unset test was made outside of the lock that is held now.</summary>
    DoubleChecked = 2,

    /// <summary>A volatile field is assigned, or any by <c>Interlocked.Exchange</c> or <c>Volatile.Write</c>: published on purpose.</summary>
    Published = 4,

    /// <summary>The storage is wider than a word, so that a racing reader may see half of it.</summary>
    Tearable = 8,

    /// <summary>Another shared write of the same branch comes after this one.</summary>
    BeforeOthers = 16,

    /// <summary>The object is still changed after it was assigned.</summary>
    FilledLater = 32,

    /// <summary>The storage is a flag.</summary>
    Flag = 64,

    /// <summary>The declared type of the mutated collection is an interface: its creation decides.</summary>
    AbstractType = 128,

    /// <summary>The mutation empties the collection.</summary>
    Clears = 256,

    /// <summary>A property of an interface or an abstract one is set: who implements it decides whether that is storage.</summary>
    Slot = 512,

    /// <summary>Happens where something failed.</summary>
    Failure = 1024,

    /// <summary>Happens on a way that leaves the body, or the turn of a loop, right after: nothing further down sees it.</summary>
    Leaves = 2048,
}

/// <summary>What a body does to a parameter that it is given by reference: writes it, or leaves that to <c>Interlocked</c> and its kin.</summary>
internal sealed class ReferenceUse(int ordinal, bool isAtomic, ImmutableArray<HeldLock> locks)
{
    public int Ordinal { get; } = ordinal;

    public bool IsAtomic { get; } = isAtomic;

    public ImmutableArray<HeldLock> Locks { get; } = locks;
}

/// <summary>One operation on storage that might be shared.</summary>
internal sealed class Access
{
    public Access(AccessKind kind, Value target, Value value, TextSpan span, AccessTraits traits, ImmutableArray<HeldLock> locks, string typeName)
    {
        Kind = kind;
        Target = target;
        Value = value;
        Span = span;
        Traits = traits;
        Locks = locks;
        TypeName = typeName;
    }

    public AccessKind Kind { get; }

    /// <summary>The storage that is written, or the collection that is mutated.</summary>
    public Value Target { get; }

    /// <summary>What is written.</summary>
    public Value Value { get; }

    public TextSpan Span { get; }

    public AccessTraits Traits { get; set; }

    public ImmutableArray<HeldLock> Locks { get; }

    /// <summary>Short name of the type, for messages.</summary>
    public string TypeName { get; }

    /// <summary>The storage whose unset test encloses this access, when it is another one.</summary>
    public Value? InitializedWith { get; set; }

    /// <summary>For <see cref="AccessKind.ByReference"/>: the method of ours, and its parameter, that the storage is handed to.</summary>
    public (string Callee, int Ordinal)? PassedTo { get; set; }
}

internal enum CallKind
{
    /// <summary>Direct call.</summary>
    Call,

    /// <summary><c>new</c>.</summary>
    Creation,

    /// <summary>A delegate to the callee is made here, and may run any time later.</summary>
    Delegate,

    /// <summary>A delegate is handed to something that runs it once.</summary>
    RunsOnce,

    /// <summary>A delegate is handed to something that runs it only while it has no value, and keeps what it returns.</summary>
    Cached,

    /// <summary>A delegate is handed to something that runs it beside its maker.</summary>
    Background,

    /// <summary>A delegate is handed to a hosting API as the code of an invocation.</summary>
    EntryPoint,
}

internal enum ThreadKind
{
    /// <summary>The caller's, or a task's, which keeps an exception until somebody asks for it.</summary>
    Task,

    /// <summary>A thread of the pool without a task: an exception ends the process.</summary>
    Callback,

    /// <summary>A thread of its own: an exception ends the process, and no thread of the pool is held.</summary>
    Own,
}

/// <summary>One call, creation or delegate, whose callee may be a body of this compilation.</summary>
internal sealed class CallSite
{
    public CallSite(CallKind kind, string callee, Value? receiver, ImmutableArray<Value> arguments, TextSpan span, ImmutableArray<HeldLock> locks)
    {
        Kind = kind;
        Callee = callee;
        Receiver = receiver;
        Arguments = arguments;
        Span = span;
        Locks = locks;
    }

    public CallKind Kind { get; }

    /// <summary>Documentation id of the called member, or the id of the nested body.</summary>
    public string Callee { get; }

    public Value? Receiver { get; private set; }

    /// <summary>By parameter ordinal; empty where nobody needs them.</summary>
    public ImmutableArray<Value> Arguments { get; }

    public TextSpan Span { get; }

    public ImmutableArray<HeldLock> Locks { get; private set; }

    /// <summary>Where each argument stands, by parameter ordinal, when one of them may name a file; empty otherwise.</summary>
    public ImmutableArray<TextSpan> ArgumentSpans { get; set; } = ImmutableArray<TextSpan>.Empty;

    /// <summary>Ids of the type arguments and <c>typeof</c> arguments of a container registration or resolution.</summary>
    public ImmutableArray<string> Types { get; set; } = ImmutableArray<string>.Empty;

    /// <summary>For each argument that is a collection: where it stands.</summary>
    public ImmutableArray<(int Ordinal, TextSpan Span, string TypeName)> Collections { get; set; } = ImmutableArray<(int, TextSpan, string)>.Empty;

    /// <summary>Storage that was seen to be unset on the way here, innermost first; an element of it, where an entry of a map was missing.</summary>
    public ImmutableArray<Value> WhileUnset { get; set; } = ImmutableArray<Value>.Empty;

    /// <summary>What is thrown here is caught in the same body, or may be.</summary>
    public bool IsCaught { get; set; }

    /// <summary>What becomes of an exception in a delegate that runs beside its maker, and whose thread it holds.</summary>
    public ThreadKind Thread { get; set; }

    /// <summary>The storage that lets this be started beside its maker no second time; null when it may be.</summary>
    public Value? StartedBy { get; set; }

    /// <summary>The receiver is <c>base</c>, so no override is called.</summary>
    public bool IsBaseCall { get; set; }

    /// <summary>The same call, with its receiver named in another way.</summary>
    public CallSite On(Value receiver)
    {
        var same = (CallSite)MemberwiseClone();
        same.Receiver = receiver;
        return same;
    }

    /// <summary>The same call, inside of more locks.</summary>
    public CallSite Under(ImmutableArray<HeldLock> locks)
    {
        var same = (CallSite)MemberwiseClone();
        same.Locks = Locks.AddRange(locks);
        return same;
    }
}

/// <summary>What one function body does to storage, and whom it calls. Immutable once its member is summarised.</summary>
internal sealed class BodySummary
{
    public BodySummary(MemberSummary member, string id, BodyKind kind, BodySummary? parent, string name, TextSpan span, bool isStatic)
    {
        Member = member;
        Id = id;
        Kind = kind;
        Parent = parent;
        Name = name;
        Span = span;
        IsStatic = isStatic;
    }

    public MemberSummary Member { get; }

    public string Id { get; }

    public BodyKind Kind { get; }

    public BodySummary? Parent { get; }

    /// <summary>For messages: <c>Function.Handle</c>.</summary>
    public string Name { get; }

    /// <summary>The identifier, or the first token of a lambda.</summary>
    public TextSpan Span { get; }

    public bool IsStatic { get; }

    /// <summary>An exception goes into a task (or, without one, is a hazard of its own), not to the caller.</summary>
    public bool IsAsync { get; set; }

    public List<Access> Accesses { get; } = new();

    public List<StorageRead> Reads { get; } = new();

    public List<ReferenceUse> References { get; } = new(0);

    /// <summary>What is asked of concurrent collections, and changed in them.</summary>
    public List<CollectionUse> CollectionUses { get; } = new();

    public List<CallSite> Calls { get; } = new();

    public List<Effect> Effects { get; } = new();

    public List<Value> Returns { get; } = new();

    public bool IsInside(BodySummary other)
    {
        for (var body = this; body != null; body = body.Parent)
        {
            if (body == other)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>All bodies of one member declaration: its own and the lambdas and local functions inside.</summary>
internal sealed class MemberSummary
{
    public MemberSummary(SyntaxTree tree, string id, string containingType)
    {
        Tree = tree;
        Id = id;
        ContainingType = containingType;
    }

    public SyntaxTree Tree { get; }

    public string Id { get; }

    /// <summary>Documentation id of the type.</summary>
    public string ContainingType { get; }

    /// <summary>Names of all members and types of this compilation that the code uses, spelled out or not.</summary>
    public string[] Names { get; set; } = Array.Empty<string>();

    /// <summary>The member's own body first.</summary>
    public List<BodySummary> Bodies { get; } = new();

    /// <summary>Every value assigned to a local, whatever the order.</summary>
    public Dictionary<string, LocalSummary> Locals { get; } = new(StringComparer.Ordinal);

    /// <summary>What the local may hold where it was read; false when it is no local of this member.</summary>
    public bool TryGetLocal(Value local, out LocalSummary summary)
    {
        if (!Locals.TryGetValue(local.Id, out summary))
        {
            return false;
        }

        summary = local.Index == 0 ? summary : summary.Versions[local.Index - 1];
        return true;
    }
}
