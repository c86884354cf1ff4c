using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>Objects that are configured before they are shared, and that an invocation changes when others use them already.</summary>
internal sealed partial class Races
{
    /// <summary>
    /// A lock around the change alone does not help, for the others use the object without it; a lock that may cover their use as well counts as right.
    /// </summary>
    private Race? JudgeReconfiguration(BodySummary body, Effect effect, CancellationToken cancellationToken)
    {
        if (effect.Kind != EffectKind.Reconfiguration || effect.Receiver is not { } changed || Invocations.IsOnce(effect.Locks) || invocations.IsInitializing(effect.WhileUnset, body)
            || !effect.IsUsedUnlocked && effect.Locks.Any(static l => l.Mode != LockMode.Read))
        {
            return null;
        }

        foreach (var sharing in lifetimes.OfObject(changed, body, cancellationToken))
        {
            if (invocations.Find(body, sharing.Need, cancellationToken, Way.Repeated).Path is { } path)
            {
                var name = changed.Kind == ValueKind.Parameter && symbols.Symbol(changed.Id) is IMethodSymbol method && changed.Index < method.Parameters.Length ? method.Parameters[changed.Index].Name : NameOf(sharing.State);
                return new Race(RaceKind.Reconfiguration, Location.Create(body.Member.Tree, effect.Span), sharing.State, name, effect.Name, path, body, AccessTraits.None);
            }
        }

        return null;
    }
}
