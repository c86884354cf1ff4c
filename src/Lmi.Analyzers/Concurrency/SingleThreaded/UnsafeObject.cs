using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>A use of an object that serves one thread at a time, or a call that hands the object to code of ours which uses it.</summary>
internal readonly struct UnsafeUse(BodySummary body, TextSpan span, string typeName, System.Collections.Immutable.ImmutableArray<HeldLock> locks)
{
    public BodySummary Body { get; } = body;

    public TextSpan Span { get; } = span;

    /// <summary>Short name of the object's type, for messages.</summary>
    public string TypeName { get; } = typeName;

    public System.Collections.Immutable.ImmutableArray<HeldLock> Locks { get; } = locks;

    public Location Location => Location.Create(Body.Member.Tree, Span);
}

/// <summary>Storage that keeps an object which serves one thread at a time where all invocations see it, and one use of that object by an invocation.</summary>
internal sealed class UnsafeObject(SharedState state, string stateName, string typeName, Location declaration, UnsafeUse use, InvocationPath path)
{
    public SharedState State { get; } = state;

    /// <summary>For messages: <c>Function._connection</c>.</summary>
    public string StateName { get; } = stateName;

    /// <summary>Short name of the object's type, for messages: a context, not the set of rows that was asked of it.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>The identifier of the field, property, parameter or local.</summary>
    public Location Declaration { get; } = declaration;

    public UnsafeUse Use { get; } = use;

    public InvocationPath Path { get; } = path;

    /// <summary>The registered service that lends such an object to each caller, if there is one.</summary>
    public Lender? Lender { get; set; }
}
