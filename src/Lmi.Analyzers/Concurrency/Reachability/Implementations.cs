using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>Answers which of our types a call through an interface can end in. Registrations in the container decide; without one, a type that is built somewhere excludes those that nobody builds, such as a double for tests.</summary>
internal sealed class Implementations(ProgramSymbols symbols, ProgramSummaries summaries, Func<Registrations> registrations)
{
    private readonly ConcurrentDictionary<string, bool> _built = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, List<INamedTypeSymbol>>> _ofInterface = new(() => ByInterface(symbols));

    public bool MayBeBehind(INamedTypeSymbol slot, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (slot.TypeKind != TypeKind.Interface)
        {
            return true;
        }

        var registered = registrations().Of(symbols.Id(slot));
        var id = symbols.Id(type);
        if (registered.Count == 0)
        {
            return IsBuilt(type, cancellationToken) || IsLikelier(slot, type, cancellationToken);
        }

        foreach (var (implementation, _) in registered)
        {
            if (implementation == id || implementation == symbols.Id(slot) || symbols.Symbol(implementation) is INamedTypeSymbol { } t && BaseTypes.Include(t, type))
            {
                return true;
            }
        }

        return registrations().LifetimeOf(id) != null || IsBuilt(type, cancellationToken);
    }

    /// <summary>The auto-properties that a property of an interface, or an abstract one, may stand for: none of them where its accessors have code of their own.</summary>
    public IEnumerable<IPropertySymbol> StorageBehind(IPropertySymbol slot, CancellationToken cancellationToken)
    {
        foreach (var type in TypesBehind(slot.ContainingType))
        {
            var member = slot.ContainingType.TypeKind == TypeKind.Interface ? FindImplementation(type, slot) as IPropertySymbol : type.GetMembers(slot.Name).OfType<IPropertySymbol>().FirstOrDefault(static p => p.IsOverride);
            if (member != null && symbols.IsStorage(member) && MayBeBehind(slot.ContainingType, type, cancellationToken))
            {
                yield return member;
            }
        }
    }

    /// <summary>The methods of ours that a method of an interface, or a virtual one, may stand for; itself not among them.</summary>
    public IEnumerable<IMethodSymbol> MethodsBehind(IMethodSymbol slot, CancellationToken cancellationToken)
    {
        foreach (var type in TypesBehind(slot.ContainingType))
        {
            var member = slot.ContainingType.TypeKind == TypeKind.Interface ? FindImplementation(type, slot) : type.GetMembers(slot.Name).FirstOrDefault(m => m is IMethodSymbol declared && IsOverrideOf(declared, slot));
            if (member is IMethodSymbol method && MayBeBehind(slot.ContainingType, type, cancellationToken))
            {
                yield return method;
            }
        }
    }

    private static bool IsOverrideOf(IMethodSymbol method, IMethodSymbol slot)
    {
        for (var overridden = method.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
        {
            if (IsSame(overridden, slot))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<INamedTypeSymbol> TypesBehind(INamedTypeSymbol type) =>
        type.TypeKind != TypeKind.Interface ? symbols.DeclaredTypes().Where(t => !SymbolEqualityComparer.Default.Equals(t, type) && BaseTypes.Include(t, type))
        : _ofInterface.Value.TryGetValue(symbols.Id(type), out var implementations) ? implementations.Where(static t => t.TypeKind == TypeKind.Class)
        : Enumerable.Empty<INamedTypeSymbol>();

    private static ISymbol? FindImplementation(INamedTypeSymbol type, ISymbol slot)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (IsSame(implemented, slot.ContainingType) && implemented.GetMembers(slot.Name).FirstOrDefault(m => IsSame(m, slot)) is { } declared)
            {
                return type.FindImplementationForInterfaceMember(declared);
            }
        }

        return null;
    }

    private static bool IsSame(ISymbol a, ISymbol b) => SymbolEqualityComparer.Default.Equals(a.OriginalDefinition, b.OriginalDefinition);

    /// <summary>Nobody builds the type itself: is a class built that derives from it, or else no other implementation either?</summary>
    private bool IsLikelier(INamedTypeSymbol slot, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var isAnotherBuilt = false;
        if (_ofInterface.Value.TryGetValue(symbols.Id(slot), out var implementations))
        {
            foreach (var other in implementations)
            {
                if (IsBuilt(other, cancellationToken))
                {
                    if (BaseTypes.Include(other, type))
                    {
                        return true;
                    }

                    isAnotherBuilt = true;
                }
            }
        }

        return !isAnotherBuilt;
    }

    /// <summary>Does any code create the type, or name it as a type argument or by <c>typeof</c>, as containers want it?</summary>
    private bool IsBuilt(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var id = symbols.Id(type);
        if (_built.TryGetValue(id, out var known))
        {
            return known;
        }

        return _built[id] = summaries.Creating(type, cancellationToken).Any();
    }

    private static Dictionary<string, List<INamedTypeSymbol>> ByInterface(ProgramSymbols symbols)
    {
        var found = new Dictionary<string, List<INamedTypeSymbol>>(StringComparer.Ordinal);
        foreach (var type in symbols.DeclaredTypes())
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (symbols.IsSource(implemented))
                {
                    var id = symbols.Id(implemented);
                    if (!found.TryGetValue(id, out var implementations))
                    {
                        found[id] = implementations = new List<INamedTypeSymbol>(1);
                    }

                    implementations.Add(type);
                }
            }
        }

        return found;
    }
}
