using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>Answers which classes derive from one without a constructor of their own: building them runs its constructor, though nothing in the source says so. Costs one walk over the types of the compilation.</summary>
internal sealed class SilentHeirs(ProgramSymbols symbols)
{
    private readonly Lazy<Dictionary<string, List<INamedTypeSymbol>>> _ofBase = new(() => ByBase(symbols));

    /// <summary>Heirs of heirs too; a chain of them may be long, and of code that does not compile even closed.</summary>
    public IEnumerable<INamedTypeSymbol> Of(string type)
    {
        var found = new List<INamedTypeSymbol>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = -1; next < found.Count; next++)
        {
            var parent = next < 0 ? type : symbols.Id(found[next].OriginalDefinition);
            if (seen.Add(parent) && _ofBase.Value.TryGetValue(parent, out var heirs))
            {
                found.AddRange(heirs);
            }
        }

        return found;
    }

    private static Dictionary<string, List<INamedTypeSymbol>> ByBase(ProgramSymbols symbols)
    {
        var found = new Dictionary<string, List<INamedTypeSymbol>>(StringComparer.Ordinal);
        foreach (var type in symbols.DeclaredTypes())
        {
            if (type is { TypeKind: TypeKind.Class, IsRecord: false, BaseType: { SpecialType: not SpecialType.System_Object } parent } && symbols.IsSource(parent) && type.InstanceConstructors.All(static c => c.IsImplicitlyDeclared)
                && !SymbolEqualityComparer.Default.Equals(parent.OriginalDefinition, type.OriginalDefinition))
            {
                var id = symbols.Id(parent.OriginalDefinition);
                if (!found.TryGetValue(id, out var heirs))
                {
                    found[id] = heirs = new List<INamedTypeSymbol>(1);
                }

                heirs.Add(type);
            }
        }

        return found;
    }
}
