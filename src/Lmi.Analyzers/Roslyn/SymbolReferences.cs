using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Roslyn;

/// <summary>
/// For what is remembered of definitions: the compiler hands out one object for each, and to compare them by reference costs a fraction of comparing them as symbols. Where there are two
/// all the same, as for a type with and without its annotation, the answer is computed twice.
/// </summary>
internal sealed class SymbolReferences : IEqualityComparer<ISymbol>
{
    public static readonly SymbolReferences Comparer = new();

    private SymbolReferences()
    {
    }

    public bool Equals(ISymbol x, ISymbol y) => ReferenceEquals(x, y);

    public int GetHashCode(ISymbol symbol) => RuntimeHelpers.GetHashCode(symbol);
}
