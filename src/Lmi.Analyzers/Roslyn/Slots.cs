using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Roslyn;

/// <summary>The members through which a method can be called besides its own name: what it overrides, and the interface members that it implements.</summary>
internal static class Slots
{
    public static IEnumerable<IMethodSymbol> Of(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
        {
            yield return overridden.OriginalDefinition;
        }

        if (method.IsStatic || method.ContainingType == null || method.MethodKind is MethodKind.Constructor)
        {
            yield break;
        }

        foreach (var implemented in method.ExplicitInterfaceImplementations)
        {
            yield return implemented.OriginalDefinition;
        }

        if (method.DeclaredAccessibility != Accessibility.Public && method.ContainingType.TypeKind != TypeKind.Interface)
        {
            yield break;
        }

        foreach (var @interface in method.ContainingType.AllInterfaces)
        {
            foreach (var member in @interface.GetMembers(method.Name))
            {
                if (member is IMethodSymbol slot && Replaces(method, method.ContainingType.FindImplementationForInterfaceMember(slot)))
                {
                    yield return slot.OriginalDefinition;
                }
            }
        }
    }

    /// <summary>Is it the other method, or an override of it? The compiler names the member of the base class that implements an interface, whatever overrides that.</summary>
    public static bool Replaces(IMethodSymbol method, ISymbol? other)
    {
        for (var replaced = method; replaced != null && other != null; replaced = replaced.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(replaced, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The static abstract members of interfaces that a static method implements: it is called through a type parameter.</summary>
    public static IEnumerable<IMethodSymbol> OfStatic(IMethodSymbol method)
    {
        if (!method.IsStatic || method.MethodKind == MethodKind.StaticConstructor || method.ContainingType is not { TypeKind: not TypeKind.Interface } type)
        {
            yield break;
        }

        foreach (var @interface in type.AllInterfaces)
        {
            foreach (var member in @interface.GetMembers(method.Name))
            {
                if (member is IMethodSymbol { IsStatic: true } slot && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(slot), method))
                {
                    yield return slot.OriginalDefinition;
                }
            }
        }
    }
}
