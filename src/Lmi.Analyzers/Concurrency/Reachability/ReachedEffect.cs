using System.Linq;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>An operation, the body that has it, and the way an invocation takes to get there.</summary>
internal sealed class ReachedEffect(BodySummary body, Effect effect, InvocationPath path)
{
    public BodySummary Body { get; } = body;

    public Effect Effect { get; } = effect;

    public InvocationPath Path { get; } = path;

    /// <summary>Does a constructor set it, to what needs nothing of the invocation? It is set-up in the wrong place: each object sets it to what it is already.</summary>
    public bool IsSettled => Path.Steps[0].Body.Kind == BodyKind.Constructor && !Effect.Arguments.IsEmpty && Effect.Arguments.All(static a => a.Kind is ValueKind.Constant or ValueKind.Delegate);

    public Location Location => Location.Create(Body.Member.Tree, Effect.Span);
}
