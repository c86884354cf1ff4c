using System;
using System.Collections.Generic;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency;

internal enum NeedKind
{
    /// <summary>Shared whoever calls.</summary>
    Nothing,

    /// <summary>Shared if the receiver of the body is.</summary>
    Receiver,

    /// <summary>Shared if argument <see cref="Need.Ordinal"/> of <see cref="Need.Body"/> is.</summary>
    Argument,

    /// <summary>A local of <see cref="Need.Body"/>: shared if the invocation starts inside that body.</summary>
    Capture,
}

/// <summary>What must hold for a value to be visible to other invocations.</summary>
internal sealed class Need : IEquatable<Need>
{
    private Need(NeedKind kind, string body = "", int ordinal = 0)
    {
        Kind = kind;
        Body = body;
        Ordinal = ordinal;
    }

    public static Need Nothing { get; } = new(NeedKind.Nothing);

    public static Need Receiver { get; } = new(NeedKind.Receiver);

    public NeedKind Kind { get; }

    public string Body { get; }

    public int Ordinal { get; }

    public static Need Argument(string body, int ordinal) => new(NeedKind.Argument, body, ordinal);

    public static Need Capture(string body) => new(NeedKind.Capture, body);

    public bool Equals(Need? other) => other != null && Kind == other.Kind && Ordinal == other.Ordinal && Body == other.Body;

    public override bool Equals(object? obj) => Equals(obj as Need);

    public override int GetHashCode() => ((int)Kind * 31 + Ordinal) * 31 + Body.GetHashCode();
}

/// <summary>One way in which a value may be shared, and the state that shares it.</summary>
internal sealed class Sharing(Need need, SharedState state)
{
    public Need Need { get; } = need;

    public SharedState State { get; } = state;
}

/// <summary>The shared storage, as messages and fixes name it.</summary>
internal sealed class SharedState
{
    public SharedState(string id, bool isElement, LocalSummary? local = null)
    {
        Id = id;
        IsElement = isElement;
        Local = local;
    }

    /// <summary>Documentation id of the field, property or event; the key of a local.</summary>
    public string Id { get; }

    /// <summary>The value in question is an element of that storage, not the stored object itself.</summary>
    public bool IsElement { get; }

    public LocalSummary? Local { get; }

    /// <summary>For a member of an object: the outermost storage that is known to keep the object, or one that leads to it; null for a member of <c>this</c>.</summary>
    public SharedState? Holder { get; init; }

    /// <summary>Names a holder where this is one: a field, a property, a local, a captured parameter. No type, and no argument.</summary>
    public SharedState? AsHolder => Holder ?? (Local != null || Id.Length > 1 && (Id[0] is 'F' or 'P' || Id[0] == 'T' && Id[Id.Length - 1] == ')') ? this : null);

    /// <summary>Is this one of many that the storage keeps? What a lazy value or a task holds is the only one.</summary>
    public bool IsEntryIn(ProgramSymbols symbols) =>
        IsElement && symbols.Symbol(Id) switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null } is { IsTupleType: false, Name: not ("Lazy" or "Task" or "ValueTask") };

    /// <summary>For messages: <c>Function._cache</c>.</summary>
    public string NameIn(ProgramSymbols symbols)
    {
        if (Local != null)
        {
            return Local.Name;
        }

        var captured = Id.IndexOf('(');
        if (Id.StartsWith("T:", StringComparison.Ordinal) && captured > 0)
        {
            return symbols.Symbol(Id.Substring(0, captured))?.Name + "." + Id.Substring(captured + 1).TrimEnd(')');
        }

        var symbol = symbols.Symbol(Id) is IFieldSymbol { AssociatedSymbol: { } property } ? property : symbols.Symbol(Id);
        return symbol == null ? Id : symbol.ContainingType == null ? symbol.Name : symbol.ContainingType.Name + "." + symbol.Name;
    }
}

/// <summary>How an invocation gets to a body: the entry point first, the body last.</summary>
internal sealed class InvocationPath
{
    public InvocationPath(string role, IReadOnlyList<(BodySummary Body, TextSpan Call)> steps, SharedState? holder = null)
    {
        Role = role;
        Steps = steps;
        Holder = holder;
    }

    /// <summary>The outermost storage on the way that keeps an object which the later steps work on; null when they need none.</summary>
    public SharedState? Holder { get; }

    /// <summary>Does the state belong to one of many objects that are kept together, such as the connection of a customer?</summary>
    public bool IsOfEntry { get; init; }

    /// <summary>For messages, of a member of an object: which storage makes the object the same for all. Null where that is the state itself, or needs no saying.</summary>
    public string? KeeperOf(SharedState state, ProgramSymbols symbols)
    {
        var holder = Holder ?? state.Holder;
        return holder == null || holder.Id == state.Id ? null : (holder.IsElement ? "an object kept in '" : "the object kept in '") + holder.NameIn(symbols) + "'";
    }

    /// <summary>What starts it: handler, endpoint, the framework, …</summary>
    public string Role { get; }

    /// <summary>Each body on the way, with the place in it that leads to the next one.</summary>
    public IReadOnlyList<(BodySummary Body, TextSpan Call)> Steps { get; }
}
