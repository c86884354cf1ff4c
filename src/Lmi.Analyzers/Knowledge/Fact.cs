using System.Collections.Immutable;

namespace Lmi.Analyzers.Knowledge;

/// <summary>One line of a knowledge file.</summary>
internal sealed class Fact
{
    public Fact(Verdict verdict, string id, ImmutableDictionary<string, string> arguments, string source)
    {
        Verdict = verdict;
        Id = id;
        Arguments = arguments;
        Source = source;
    }

    public Verdict Verdict { get; }

    /// <summary>Documentation id; a method's may lack the parameter list, and then means every overload.</summary>
    public string Id { get; }

    public ImmutableDictionary<string, string> Arguments { get; }

    /// <summary>Where the fact comes from.</summary>
    public string Source { get; }

    public string? Argument(string name) => Arguments.TryGetValue(name, out var value) ? value : null;
}
