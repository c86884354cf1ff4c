using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Roslyn;

/// <summary>A class and those that it derives from.</summary>
internal static class BaseTypes
{
    /// <summary>Is one the other, or does it derive from it, whatever the type arguments?</summary>
    public static bool Include(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (INamedTypeSymbol? t = type; t != null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, from.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
