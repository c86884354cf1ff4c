using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>The types whose objects a context tracks: those of its sets, and those that their properties lead to.</summary>
internal sealed class EntityTypes
{
    /// <summary>A model with more types is judged by the first of them and by the sets.</summary>
    private const int Most = 500;

    private readonly HashSet<ITypeSymbol> _types = new(SymbolEqualityComparer.Default);

    public static EntityTypes Of(INamedTypeSymbol context)
    {
        var entities = new EntityTypes();
        for (INamedTypeSymbol? type = context; type is not null && type.Name != "DbContext"; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.Type is INamedTypeSymbol { Name: "DbSet", TypeArguments: { Length: 1 } arguments })
                {
                    entities.Add(arguments[0]);
                }
            }
        }

        return entities;
    }

    public static bool IsContext(ITypeSymbol? type) => Is(type, "DbContext");

    /// <summary>Is it the context, one of its sets, or what it hands out to reach its database?</summary>
    public static bool IsPartOfContext(ITypeSymbol? type) => IsContext(type) || Is(type, "DbSet") || Is(type, "DatabaseFacade");

    public static bool IsDatabase(ITypeSymbol? type) => Is(type, "DatabaseFacade");

    public bool Includes(ITypeSymbol? type) => type is not null && _types.Contains(type.OriginalDefinition);

    /// <summary>Is it an entity, or does it hold some: as an array, a collection, a task, a tuple, or an object of ours with such a property?</summary>
    public bool IsIn(ITypeSymbol? type) => IsIn(type, 0);

    /// <summary>Does an entity load others when they are asked for, as long as its context lives?</summary>
    public bool LoadLazily(Compilation compilation) => !compilation.GetTypesByMetadataName("Microsoft.EntityFrameworkCore.ProxiesExtensions").IsEmpty;

    public bool HasNavigations(ITypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>().Any(p => IsIn(p.Type));

    private bool IsIn(ITypeSymbol? type, int depth)
    {
        switch (type)
        {
            case null or { SpecialType: not SpecialType.None and not SpecialType.System_Collections_Generic_IEnumerable_T and not SpecialType.System_Collections_Generic_IList_T and not SpecialType.System_Collections_Generic_ICollection_T and not SpecialType.System_Collections_Generic_IReadOnlyList_T and not SpecialType.System_Collections_Generic_IReadOnlyCollection_T }:
                return false;
            case IArrayTypeSymbol array:
                return IsIn(array.ElementType, depth);
            case not null when Includes(type):
                return true;
            case INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } when arguments.Any(a => IsIn(a, depth)):
                return true;
        }

        return depth == 0 && !type!.DeclaringSyntaxReferences.IsEmpty && type.GetMembers().OfType<IPropertySymbol>().Any(p => IsIn(p.Type, 1));
    }

    private void Add(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Add(array.ElementType);
                return;
            case INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }:
                foreach (var argument in arguments)
                {
                    Add(argument);
                }

                break;
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } entity || IsOfFramework(entity) || _types.Count == Most || !_types.Add(entity.OriginalDefinition))
        {
            return;
        }

        Add(entity.BaseType);
        foreach (var property in entity.GetMembers().OfType<IPropertySymbol>().Where(static p => !p.IsStatic))
        {
            Add(property.Type);
        }
    }

    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { Name: "System" or "Microsoft" } && type.DeclaringSyntaxReferences.IsEmpty;
    }

    private static bool Is(ITypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == name && current.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.EntityFrameworkCore", System.StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
