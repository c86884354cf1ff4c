using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>An operation, the body that has it, and the way an invocation takes to get there.</summary>
internal sealed class ReachedEffect(BodySummary body, Effect effect, InvocationPath path)
{
    public BodySummary Body { get; } = body;

    public Effect Effect { get; } = effect;

    public InvocationPath Path { get; } = path;

    public Location Location => Location.Create(Body.Member.Tree, Effect.Span);
}
