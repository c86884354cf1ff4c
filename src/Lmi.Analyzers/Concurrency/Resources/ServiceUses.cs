using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Resources;

/// <summary>
/// Answers whether the container builds a scoped or transient service for each invocation, or only once because nobody but a shared object takes it. Without any
/// visible user, or with one that could be either, it is taken at its registration's word. Costs one walk over the constructors of the compilation.
/// </summary>
internal sealed class ServiceUses(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, EntryPoints entryPoints, Registrations registrations, Invocations invocations, Callers callers)
{
    /// <summary>By depth as well: an answer that met the limit holds for that depth alone.</summary>
    private readonly ConcurrentDictionary<(string Made, int Depth), bool> _known = new();
    private readonly Lazy<Dictionary<string, List<INamedTypeSymbol>>> _takers = new(() => TakersIn(symbols));

    /// <summary>Asked of the constructor or factory that the container calls.</summary>
    public bool IsBuiltPerInvocation(BodySummary built, CancellationToken cancellationToken)
    {
        var made = built.Kind is BodyKind.Constructor or BodyKind.InstanceInitializer ? built.Member.ContainingType : built.Id;
        return registrations.LifetimeOf(made) == null && callers.SilentHeirsOf(made).Select(symbols.Id).Where(h => registrations.LifetimeOf(h) != null).ToList() is { Count: > 0 } heirs
            ? heirs.Exists(h => registrations.LifetimeOf(h) != ServiceLifetime.Singleton && IsTakenPerInvocation(h, 0, cancellationToken))
            : IsTakenPerInvocation(made, 0, cancellationToken);
    }

    private bool IsTakenPerInvocation(string made, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            return true;
        }

        if (_known.TryGetValue((made, depth), out var known))
        {
            return known;
        }

        var isCaptive = false;
        foreach (var service in registrations.ServicesBuiltBy(made))
        {
            if (entryPoints.TakesService(service))
            {
                return _known[(made, depth)] = true;
            }

            var takers = _takers.Value.TryGetValue(service, out var found) ? found : new List<INamedTypeSymbol>();
            foreach (var taker in takers)
            {
                if (IsBaseOfOne(taker, takers))
                {
                    continue; // handed on to it
                }

                if (!IsOnceBuilt(taker, depth, cancellationToken))
                {
                    return _known[(made, depth)] = true;
                }

                isCaptive = true;
            }

            foreach (var body in Resolvers(service, cancellationToken))
            {
                if (invocations.Find(body, Need.Nothing, cancellationToken, Way.EachTime).Path != null)
                {
                    return _known[(made, depth)] = true;
                }

                isCaptive = true;
            }
        }

        return _known[(made, depth)] = !isCaptive;
    }

    /// <summary>Does the container build heirs of the type, and not the type itself?</summary>
    private bool IsBaseOfOne(INamedTypeSymbol taker, List<INamedTypeSymbol> takers) =>
        (taker.IsAbstract || registrations.LifetimeOf(symbols.Id(taker)) == null) && takers.Exists(t => SymbolEqualityComparer.Default.Equals(t.BaseType?.OriginalDefinition, taker.OriginalDefinition));

    private bool IsOnceBuilt(INamedTypeSymbol taker, int depth, CancellationToken cancellationToken)
    {
        var id = symbols.Id(taker);
        if (entryPoints.IsBuiltPerRequest(id))
        {
            return false;
        }

        return registrations.LifetimeOf(id) is ServiceLifetime.Scoped or ServiceLifetime.Transient && entryPoints.SharedTypeReason(id) == null
            ? !IsTakenPerInvocation(id, depth + 1, cancellationToken)
            : lifetimes.IsInstanceShared(id, 0, cancellationToken);
    }

    /// <summary>The bodies that ask a container for the service.</summary>
    private IEnumerable<BodySummary> Resolvers(string service, CancellationToken cancellationToken)
    {
        var name = service.Substring(Math.Max(service.LastIndexOf('.'), service.LastIndexOf(':')) + 1);
        foreach (var member in summaries.Naming(name, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                if (body.Accesses.Any(a => Has(a.Value)) || body.Returns.Any(Has) || body.Calls.Any(c => c.Receiver != null && Has(c.Receiver) || c.Arguments.Any(Has))
                    || member.Locals.Values.Any(l => l.Owner == body && l.Values.Any(Has)))
                {
                    yield return body;
                }
            }
        }

        bool Has(Value value) => value.Kind == ValueKind.Service && value.Id == service || value.Base != null && Has(value.Base) || value.Parts.Any(Has);
    }

    private static Dictionary<string, List<INamedTypeSymbol>> TakersIn(ProgramSymbols symbols)
    {
        var takers = new Dictionary<string, List<INamedTypeSymbol>>(StringComparer.Ordinal);
        foreach (var type in symbols.DeclaredTypes())
        {
            foreach (var constructor in type.InstanceConstructors)
            {
                foreach (var parameter in constructor.Parameters)
                {
                    var id = symbols.Id(parameter.Type);
                    if (!takers.TryGetValue(id, out var list))
                    {
                        takers[id] = list = new List<INamedTypeSymbol>();
                    }

                    list.Add(type);
                }
            }
        }

        return takers;
    }
}
