using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

internal enum PerThreadKind
{
    /// <summary>A field marked <c>[ThreadStatic]</c>.</summary>
    ThreadStatic,

    /// <summary>A <c>ThreadLocal&lt;T&gt;</c>.</summary>
    ThreadLocal,

    /// <summary>A map whose keys are thread ids.</summary>
    ThreadIds,
}

/// <summary>Storage with one value a thread in which an invocation keeps its own across an await.</summary>
internal sealed class PerThreadState(PerThreadKind kind, string id, string name, Location declaration, Location read, InvocationPath path)
{
    public PerThreadKind Kind { get; } = kind;

    /// <summary>Documentation id of the field or property; empty for a local.</summary>
    public string Id { get; } = id;

    /// <summary>For messages: <c>Tenant.t_current</c>.</summary>
    public string Name { get; } = name;

    public Location Declaration { get; } = declaration;

    /// <summary>Where it is read on a thread that may be another one.</summary>
    public Location Read { get; } = read;

    public InvocationPath Path { get; } = path;
}
