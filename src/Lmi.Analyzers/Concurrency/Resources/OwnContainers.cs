using System;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;

namespace Lmi.Analyzers.Concurrency.Resources;

/// <summary>
/// Answers which service collections become a container that each invocation builds again, so that its singletons end with the invocation. False when nobody knows. Costs one search for each place
/// that makes such a container.
/// </summary>
internal sealed class OwnContainers(Callers callers, HeavyResources resources)
{
    public bool Include(Value services, BodySummary body, CancellationToken cancellationToken, int depth = 0)
    {
        if (depth > Limits.HolderDepth)
        {
            return false;
        }

        switch (services.Kind)
        {
            case ValueKind.New:
                return IsBuiltEachTimeIn(body, cancellationToken);
            case ValueKind.Derived when services.Parts.Length > 0: // one registration after the other
                return Include(services.Parts[0], body, cancellationToken, depth + 1);
            case ValueKind.Local when body.Member.TryGetLocal(services, out var local):
                return local.Values.Count > 0 && local.Values.All(v => Include(v, local.Owner, cancellationToken, depth + 1));
            case ValueKind.Parameter when services.Id == body.Id:
                var calls = callers.Of(body, cancellationToken);
                return calls.Count > 0 && calls.All(c => services.Index < c.Call.Arguments.Length && Include(c.Call.Arguments[services.Index], c.Body, cancellationToken, depth + 1));
            default:
                return false;
        }
    }

    private bool IsBuiltEachTimeIn(BodySummary body, CancellationToken cancellationToken) =>
        body.Effects.Exists(static e => e.Kind == EffectKind.HeavyCreation && IsProvider(e.Name))
        && resources.In(body.Member.Tree, HeavyKind.BuiltEachTime, cancellationToken).Any(r => IsProvider(r.Name) && r.Path.Steps[r.Path.Steps.Count - 1].Body == body);

    private static bool IsProvider(string name) => name.EndsWith(".BuildServiceProvider", StringComparison.Ordinal);
}
