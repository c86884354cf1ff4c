using System.Collections.Immutable;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Resources;

internal enum HeavyKind
{
    /// <summary>Each invocation builds it.</summary>
    BuiltEachTime,

    /// <summary>The container builds it for each scope or each time it is asked.</summary>
    BuiltByContainer,

    /// <summary>Each thread, or each flow of execution, keeps one.</summary>
    PerThread,

    /// <summary>Invocations that come first at the same time each build one.</summary>
    BuiltByRacers,
}

/// <summary>How the resource may be used, as knowledge says.</summary>
internal enum HeavyUse
{
    Shareable,

    /// <summary>One user at a time: several copies, but a bounded number.</summary>
    Pooled,

    /// <summary>It costs little enough for an advice.</summary>
    Light,
}

/// <summary>One place where the program makes more copies of an expensive object than it needs.</summary>
internal sealed class HeavyResource
{
    public HeavyResource(HeavyKind kind, HeavyUse use, string name, string noun, Location location, InvocationPath path)
    {
        Kind = kind;
        Use = use;
        Name = name;
        Noun = noun;
        Location = location;
        Path = path;
    }

    public HeavyKind Kind { get; }

    public HeavyUse Use { get; }

    /// <summary>What builds it, or the storage that keeps it: <c>InferenceSession</c>, <c>LLamaWeights.LoadFromFile</c>, <c>Function.t_session</c>.</summary>
    public string Name { get; }

    /// <summary>What it is: <c>model</c>, <c>connection pool</c>.</summary>
    public string Noun { get; }

    public Location Location { get; }

    public InvocationPath Path { get; }

    /// <summary>Documentation id of the field or property that keeps it, where there is one.</summary>
    public string? State { get; set; }

    public Location? Declaration { get; set; }

    /// <summary>Is it built from data of the invocation, so that one for all would be another one?</summary>
    public bool IsOfInvocation { get; set; }

    /// <summary>Is a light object not known to serve several callers at once?</summary>
    public bool IsOneAtATime { get; set; }

    /// <summary>Is a light object known to serve one caller at a time, so that no single one would do?</summary>
    public bool NeedsPool { get; set; }

    public static HeavyUse UseOf(Fact fact) => fact.Argument("use") switch
    {
        "light" => HeavyUse.Light,
        "pooled" => HeavyUse.Pooled,
        _ => HeavyUse.Shareable,
    };

    public static string NounOf(Fact fact) => (fact.Argument("what") ?? "resource").Replace('-', ' ');
}
