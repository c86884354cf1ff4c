using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>
/// Answers whether a database in a file is the store of the application: what names it is handed to a member of which a fact says so (<c>kind=store</c>), in the same member or in one that this one returns
/// it to. Its engine locks the file, and everybody is meant to have it. False when nobody knows. Costs a look at the callers of code that names such a file.
/// </summary>
internal sealed class Stores(ProgramSymbols symbols, ProgramSummaries summaries, Callers callers)
{
    public const string Kind = "store";

    /// <summary>Is the connection, or what spells out how to connect, handed over so?</summary>
    public bool IsNamedBy(Effect effect, BodySummary body, CancellationToken cancellationToken)
    {
        if (symbols.Symbol(effect.Member)?.ContainingType is not { } owner)
        {
            return false;
        }

        var type = symbols.Id(owner);
        return Handed(body.Member, cancellationToken).Any(h => Has(h.Value, type, h.Body, 0, cancellationToken))
            || body.Returns.Exists(r => Has(r, type, body, 0, cancellationToken)) && callers.Of(body, cancellationToken).Any(c => Handed(c.Body.Member, cancellationToken).Any(h => Has(h.Value, type, h.Body, 0, cancellationToken)));
    }

    private static IEnumerable<(Value Value, BodySummary Body)> Handed(MemberSummary member, CancellationToken cancellationToken)
    {
        foreach (var body in member.Bodies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var effect in body.Effects)
            {
                if (effect.Kind == EffectKind.WritesPath && effect.Fact?.Argument("kind") == Kind)
                {
                    foreach (var argument in effect.Arguments)
                    {
                        yield return (argument, body);
                    }
                }
            }
        }
    }

    /// <summary>Is the value an object of the type, or made from one?</summary>
    private bool Has(Value value, string type, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.ValueDepth)
        {
            return false;
        }

        return value.Kind switch
        {
            ValueKind.New when value.Id == type => true,
            ValueKind.Local when body.Member.TryGetLocal(value, out var local) => local.Values.Exists(v => Has(v, type, local.Owner, depth + 1, cancellationToken)),
            ValueKind.Call when summaries.Body(value.Id, cancellationToken) is { } callee => callee.Returns.Exists(r => Has(r, type, callee, depth + 1, cancellationToken)),
            _ => value.Base != null && Has(value.Base, type, body, depth + 1, cancellationToken) || value.Parts.Any(p => Has(p, type, body, depth + 1, cancellationToken)),
        };
    }
}
