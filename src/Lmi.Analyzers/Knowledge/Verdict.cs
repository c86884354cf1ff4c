using System.Collections.Generic;

namespace Lmi.Analyzers.Knowledge;

/// <summary>What a fact says about a type or member. In files: the same words in kebab-case.</summary>
internal enum Verdict
{
    /// <summary>Instances may be used, and changed, by several threads at once.</summary>
    ThreadSafe,

    /// <summary>An instance must not be used by two threads at once.</summary>
    NotThreadSafe,

    /// <summary>Instances never change.</summary>
    Immutable,

    /// <summary>A collection that is not safe to mutate concurrently; <c>abstract=true</c> for an interface that may hide a safe one.</summary>
    Collection,

    /// <summary>Changes its receiver, or the object given to <c>parameter=</c>.</summary>
    Mutates,

    /// <summary>Hands out an object that the receiver keeps: as its result, or through <c>parameter=</c>.</summary>
    Element,

    /// <summary>An object that is configured first and shared afterwards.</summary>
    Settings,

    /// <summary>Expensive to build in memory or time.</summary>
    Heavy,
    WritesPath,
    ReadsPath,
    DeletesPath,

    /// <summary>Returns something else on each call.</summary>
    Unique,

    /// <summary>Changes the state of the whole process.</summary>
    ProcessWide,

    /// <summary>Called by its framework for every request or message.</summary>
    PerInvocation,

    /// <summary>Called by its framework once, or runs a delegate at most once.</summary>
    RunsOnce,

    /// <summary>Runs on a thread of control of its own.</summary>
    Background,

    /// <summary>Starts invocations: an attribute, a base class, or an API that takes the handler.</summary>
    EntryPoint,
    Blocking,
}

internal static class Verdicts
{
    private static readonly Dictionary<string, Verdict> s_words = new()
    {
        ["thread-safe"] = Verdict.ThreadSafe,
        ["not-thread-safe"] = Verdict.NotThreadSafe,
        ["immutable"] = Verdict.Immutable,
        ["collection"] = Verdict.Collection,
        ["mutates"] = Verdict.Mutates,
        ["element"] = Verdict.Element,
        ["settings"] = Verdict.Settings,
        ["heavy"] = Verdict.Heavy,
        ["writes-path"] = Verdict.WritesPath,
        ["reads-path"] = Verdict.ReadsPath,
        ["deletes-path"] = Verdict.DeletesPath,
        ["unique"] = Verdict.Unique,
        ["process-wide"] = Verdict.ProcessWide,
        ["per-invocation"] = Verdict.PerInvocation,
        ["runs-once"] = Verdict.RunsOnce,
        ["background"] = Verdict.Background,
        ["entry-point"] = Verdict.EntryPoint,
        ["blocking"] = Verdict.Blocking,
    };

    public static IEnumerable<string> Words => s_words.Keys;

    public static bool TryParse(string word, out Verdict verdict) => s_words.TryGetValue(word, out verdict);
}
