using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Summaries;

internal enum ValueKind
{
    Unknown,

    /// <summary>A literal, a <c>typeof</c>, a default: the same for everybody and without state.</summary>
    Constant,

    /// <summary>The receiver of the member.</summary>
    This,

    /// <summary>Parameter <see cref="Value.Index"/> of body <see cref="Value.Id"/>.</summary>
    Parameter,

    /// <summary>Local <see cref="Value.Id"/>, read after assignment <see cref="Value.Index"/>; its values are in <see cref="MemberSummary.Locals"/>.</summary>
    Local,

    /// <summary>A static field, auto-property or event of this compilation, or a static field of metadata.</summary>
    Static,

    /// <summary>A field, auto-property, event or captured primary-constructor parameter of <see cref="Value.Base"/>.</summary>
    Member,

    /// <summary>An object stored inside <see cref="Value.Base"/>: an element, an entry, a lazy value.</summary>
    Element,

    /// <summary>A new object of type <see cref="Value.Id"/>, made from <see cref="Value.Parts"/>.</summary>
    New,

    /// <summary>What member <see cref="Value.Id"/> of this compilation returns for receiver <see cref="Value.Base"/> and arguments <see cref="Value.Parts"/>.</summary>
    Call,

    /// <summary>A service of type <see cref="Value.Id"/>, resolved from a container.</summary>
    Service,

    /// <summary>A delegate that runs body <see cref="Value.Id"/>.</summary>
    Delegate,

    /// <summary>One of <see cref="Value.Parts"/>.</summary>
    Any,

    /// <summary>
    /// Computed from <see cref="Value.Parts"/>, and none of them. <see cref="Value.Id"/> is the member of metadata that computes it (its receiver is then the last
    /// part), <c>concat</c> for strings put together, or empty.
    /// </summary>
    Derived,
}

/// <summary>
/// Where a value comes from, as plain data: no symbols, no syntax, so that a summary outlives its compilation.
/// Ids are documentation ids; bodies inside a member add <c>~position</c>.
/// </summary>
internal sealed class Value
{
    public static readonly Value Unknown = new(ValueKind.Unknown);
    public static readonly Value Constant = new(ValueKind.Constant);
    public static readonly Value This = new(ValueKind.This);

    /// <summary>The request of the current invocation, as a framework hands it out: an argument of nobody's.</summary>
    public static readonly Value Request = new(ValueKind.Parameter, "#request");

    private Value(ValueKind kind, string id = "", int index = 0, Value? from = null, ImmutableArray<Value> parts = default)
    {
        Kind = kind;
        Id = id;
        Index = index;
        Base = from;
        Parts = parts.IsDefault ? ImmutableArray<Value>.Empty : parts;
    }

    public ValueKind Kind { get; }

    public string Id { get; }

    public int Index { get; }

    public Value? Base { get; }

    public ImmutableArray<Value> Parts { get; }

    /// <summary>A constant whose text matters, such as the count of a semaphore.</summary>
    public static Value Literal(string text) => new(ValueKind.Constant, text);

    /// <summary>A string that is known.</summary>
    public static Value Text(string text) => new(ValueKind.Constant, text, index: 1);

    public bool IsText => Kind == ValueKind.Constant && Index == 1;

    public static Value Parameter(string body, int ordinal) => new(ValueKind.Parameter, body, ordinal);

    /// <param name="version">Which assignment it was read after; 0 when that may be any.</param>
    public static Value Local(string key, int version) => new(ValueKind.Local, key, version);

    public static Value Static(string id) => new(ValueKind.Static, id);

    public static Value Member(Value of, string id) => new(ValueKind.Member, id, from: of);

    public static Value Element(Value of, ImmutableArray<Value> keys) => new(ValueKind.Element, from: of, parts: keys);

    public static Value New(string type, ImmutableArray<Value> parts) => new(ValueKind.New, type, parts: parts);

    public static Value Call(string member, Value? receiver, ImmutableArray<Value> arguments) => new(ValueKind.Call, member, from: receiver, parts: arguments);

    public static Value Service(string type) => new(ValueKind.Service, type);

    public static Value Delegate(string body, Value? receiver = null) => new(ValueKind.Delegate, body, from: receiver);

    public static Value Any(ImmutableArray<Value> parts) => parts.Length == 1 ? parts[0] : new(ValueKind.Any, parts: parts);

    /// <summary>The type of an object that a conversion makes of a value.</summary>
    public const string Boxed = "boxed";

    /// <summary>Strings put together.</summary>
    public const string Concatenation = "concat";

    /// <summary>What the runtime says about the function: the same for all of its invocations.</summary>
    public const string Function = "function";

    /// <summary>The logger of a Lambda context: whoever uses it, it finds the invocation in an AsyncLocal (RuntimeSupport's ConsoleLoggerWriter).</summary>
    public const string Ambient = "ambient";

    /// <summary>What a member of metadata computes.</summary>
    public static Value Derived(string by, ImmutableArray<Value> parts) => new(ValueKind.Derived, by, parts: parts);

    public static Value Derived(ImmutableArray<Value> parts)
    {
        foreach (var part in parts)
        {
            if (part.Kind is not (ValueKind.Constant or ValueKind.Unknown))
            {
                return new(ValueKind.Derived, parts: parts);
            }
        }

        return Constant;
    }

    /// <summary>Do both name the same storage, read in the same body? False when either cannot be named.</summary>
    public bool IsSameStorage(Value other) =>
        Kind == other.Kind && Id == other.Id
        && (Kind == ValueKind.Local || Index == other.Index && Kind is ValueKind.This or ValueKind.Parameter or ValueKind.Static)
        || Kind == ValueKind.Member && other.Kind == ValueKind.Member && Id == other.Id && Base!.IsSameStorage(other.Base!);

    /// <summary>A new StringBuilder, or what one of its members leaves of it.</summary>
    public bool IsStringBuilder => Kind == ValueKind.New && Id == "T:System.Text.StringBuilder" || IsOfStringBuilder && !Id.StartsWith("M:System.Text.StringBuilder.ToString", StringComparison.Ordinal);

    /// <summary>What a member of StringBuilder returns; its last part is the StringBuilder.</summary>
    public bool IsOfStringBuilder => Kind == ValueKind.Derived && Parts.Length > 0 && Id.StartsWith("M:System.Text.StringBuilder.", StringComparison.Ordinal);

    /// <summary>Is it a delegate, or a collection of some that are known? What they return, whoever keeps them does not keep.</summary>
    public bool IsOfDelegates => Kind == ValueKind.Delegate
        || IsCollection && Parts.Any(static p => p.Kind == ValueKind.Delegate)
        || Kind == ValueKind.Derived && Parts.Any(static p => p.IsOfDelegates) && Parts.All(static p => p.Kind is ValueKind.Constant or ValueKind.New or ValueKind.Derived); // a copy

    /// <summary>A new array, tuple or collection: its parts are what it holds, and what it was made with.</summary>
    public bool IsCollection => Kind == ValueKind.New && (Id is "array" or "tuple" || Id.StartsWith("T:System.Collections.", StringComparison.Ordinal));

    /// <summary>Is what that member returns a part of this value?</summary>
    public bool Calls(string member)
    {
        if (Kind == ValueKind.Call && Id == member || Base != null && Base.Calls(member))
        {
            return true;
        }

        foreach (var part in Parts)
        {
            if (part.Calls(member))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does this value use what <paramref name="storage"/> held before?</summary>
    public bool Reads(Value storage)
    {
        if (IsSameStorage(storage) || Base != null && Base.Reads(storage))
        {
            return true;
        }

        foreach (var part in Parts)
        {
            if (part.Reads(storage))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A local with every value that it may hold; or a version of it, with those that it may hold between one assignment and the next.</summary>
internal sealed class LocalSummary(BodySummary owner, string key, string name, TextSpan span, int version = 0)
{
    public Value Self { get; } = Value.Local(key, version);

    /// <summary>The body that declares it.</summary>
    public BodySummary Owner { get; } = owner;

    public string Name { get; } = name;

    public TextSpan Span { get; } = span;

    public List<Value> Values { get; } = new(1);

    /// <summary>The assigned constants and unknown values, which share nothing with anybody.</summary>
    public List<Value> Others { get; } = new();

    public List<LocalSummary> Versions { get; } = new(0);

    public void Add(Value value) => (value.Kind is ValueKind.Constant or ValueKind.Unknown ? Others : Values).Add(value);

    /// <summary>A new version, which holds nothing yet.</summary>
    public LocalSummary Version()
    {
        var version = new LocalSummary(Owner, Self.Id, Name, Span, Versions.Count + 1);
        Versions.Add(version);
        return version;
    }
}
