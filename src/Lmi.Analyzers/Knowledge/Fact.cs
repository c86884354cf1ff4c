using System.Collections.Immutable;
using Lmi.Analyzers.Roslyn;

namespace Lmi.Analyzers.Knowledge;

/// <summary>One line of a knowledge file: a verdict on one type or member, and where that is written. Plain text, so it can be kept for the life of the process.</summary>
internal sealed class Fact
{
    public Fact(Verdict verdict, string id, ImmutableDictionary<string, string> arguments, string source)
    {
        Verdict = verdict;
        Id = id;
        Arguments = arguments;
        Source = source;
        Parameters = arguments.TryGetValue("parameter", out var names) ? names.Split(',').ToImmutableArray() : ImmutableArray<string>.Empty;
    }

    public Verdict Verdict { get; }

    /// <summary>Documentation id. A member's id without a parameter list means all of its overloads.</summary>
    public string Id { get; }

    public ImmutableDictionary<string, string> Arguments { get; }

    /// <summary>The URL of where it is written.</summary>
    public string Source { get; }

    /// <summary>The value given for <paramref name="name"/>, or null.</summary>
    public string? Argument(string name) => Arguments.TryGetValue(name, out var value) ? value : null;

    /// <summary>The names that <c>parameter=</c> lists, separated by commas; empty when it is not given. <c>this</c> is the receiver, of an extension method the first argument.</summary>
    public ImmutableArray<string> Parameters { get; }

    public override string ToString() => Id;
}
