using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Lmi.Analyzers.Concurrency.CheckThenAct;
using Lmi.Analyzers.Concurrency.Summaries.Callees;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency;

/// <summary>No enum: for a dictionary of values of its own the runtime would have to compile that dictionary's code.</summary>
internal sealed class PropertyKind
{
    /// <summary>Of another assembly: knowledge says what it does.</summary>
    public static readonly PropertyKind Metadata = new();

    /// <summary>Declared here; its accessors are code, or somebody else's.</summary>
    public static readonly PropertyKind Computed = new();

    /// <summary>Declared here, with accessors that the compiler writes.</summary>
    public static readonly PropertyKind Storage = new();

    private PropertyKind()
    {
    }
}

/// <summary>Questions about single symbols of one compilation; every answer is computed once.</summary>
internal sealed class ProgramSymbols(Compilation compilation, KnowledgeBase knowledge)
{
    private readonly DeclarationIds _ids = new(compilation);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _keepsCollection = new(SymbolReferences.Comparer);
    private readonly ConcurrentDictionary<ITypeSymbol, Fact?> _collections = new(SymbolReferences.Comparer);
    private readonly ConcurrentDictionary<IMethodSymbol, CalleeTraits> _callees = new(SymbolReferences.Comparer);
    private readonly ConcurrentDictionary<IPropertySymbol, PropertyKind> _properties = new(SymbolReferences.Comparer);

    public Compilation Compilation { get; } = compilation;

    public KnowledgeBase Knowledge { get; } = knowledge;

    /// <summary>The one place that asks for the semantic model of any tree of the compilation: the driver's own, which binds a body again when the compiler has not got there yet.</summary>
    public SemanticModel Model(SyntaxTree tree) => Compilation.GetSemanticModel(tree);

    /// <summary>The documentation id of the definition; the display string where the symbol has none.</summary>
    public string Id(ISymbol symbol) => _ids.Known(symbol) ?? _ids.Of(((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition);

    /// <summary>The symbol with that documentation id in this compilation, or null.</summary>
    public ISymbol? Symbol(string id) => _ids.Symbol(id);

    /// <summary>All types that the compilation declares, nested ones included. Costs a walk over all of them.</summary>
    public IEnumerable<INamedTypeSymbol> DeclaredTypes()
    {
        var queue = new Stack<INamespaceOrTypeSymbol>();
        queue.Push(Compilation.Assembly.GlobalNamespace);
        while (queue.Count > 0)
        {
            foreach (var member in queue.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    queue.Push(inner);
                    if (inner is INamedTypeSymbol type)
                    {
                        yield return type;
                    }
                }
            }
        }
    }

    /// <summary>What a call of the method is about, whatever it is called with.</summary>
    public CalleeTraits Callee(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        return _callees.TryGetValue(method, out var known) ? known : _callees.GetOrAdd(method, m => new CalleeTraits(m, this));
    }

    public bool IsSource(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly);

    /// <summary>Is the property its own storage: declared here, with accessors that the compiler writes?</summary>
    public bool IsStorage(IPropertySymbol property) => KindOf(property) == PropertyKind.Storage;

    public PropertyKind KindOf(IPropertySymbol property)
    {
        property = property.OriginalDefinition;
        return _properties.TryGetValue(property, out var kind) ? kind : _properties.GetOrAdd(property, FindKind);
    }

    private PropertyKind FindKind(IPropertySymbol property)
    {
        if (!IsSource(property))
        {
            return PropertyKind.Metadata;
        }

        if (property.IsAbstract || property.IsIndexer || property.ContainingType?.TypeKind == TypeKind.Interface)
        {
            return PropertyKind.Computed;
        }

        if (property.DeclaringSyntaxReferences.Length == 0)
        {
            return PropertyKind.Storage;
        }

        return property.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } => accessors.Accessors.All(static a => a.Body == null && a.ExpressionBody == null) ? PropertyKind.Storage : PropertyKind.Computed,
            ParameterSyntax => PropertyKind.Storage, // positional record property
            _ => PropertyKind.Computed,
        };
    }

    /// <summary>Does each thread have a value of its own in this field?</summary>
    public static bool IsThreadStatic(ISymbol? symbol)
    {
        if (symbol is not IFieldSymbol { IsStatic: true, IsConst: false, IsReadOnly: false, DeclaringSyntaxReferences.Length: > 0 })
        {
            return false;
        }

        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ThreadStaticAttribute")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>May a racing reader see half of a value of this type? False for references and for what fits a 64-bit word.</summary>
    public static bool IsTearable(ITypeSymbol? type)
    {
        if (type == null || type.IsReferenceType || type.TypeKind is TypeKind.Enum or TypeKind.Pointer or TypeKind.TypeParameter)
        {
            return false;
        }

        return type.SpecialType switch
        {
            SpecialType.System_Decimal => true,
            SpecialType.System_DateTime => false,
            SpecialType.None => type is not INamedTypeSymbol { Name: "TimeSpan" or "DateOnly" or "TimeOnly" or "Index" },
            SpecialType.System_Nullable_T => true,
            _ => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        };
    }

    private static bool IsAttributeArgument(ITypeSymbol type) => type is IArrayTypeSymbol { ElementType: var element } ? IsAttributeArgument(element)
        : type.TypeKind == TypeKind.Enum || type.SpecialType is not (SpecialType.None or SpecialType.System_Decimal) || type is { Name: "Type", ContainingNamespace.Name: nameof(System) };

    /// <summary>A filter that is an attribute, and can be applied as one: the framework keeps one object for all requests of its action. One that takes services is made for each request.</summary>
    public static bool IsFilterAttribute(INamedTypeSymbol type)
    {
        var isFilter = false;
        foreach (var implemented in type.AllInterfaces)
        {
            isFilter |= implemented.Name == "IFilterMetadata";
        }

        isFilter = isFilter && type.InstanceConstructors.Any(static c => c.Parameters.All(static p => IsAttributeArgument(p.Type)));
        for (var t = type.BaseType; isFilter && t != null; t = t.BaseType)
        {
            if (t.Name == "Attribute" && t.ContainingNamespace?.Name == "System")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the type exist to be configured before use and shared after it, such as an HttpClient or serializer options?</summary>
    public bool IsSettings(ITypeSymbol? type) => type != null && Knowledge.FindInherited(Verdict.Settings, type) != null;

    /// <summary>Does the type have a field or property that is a concurrent collection, or a cache?</summary>
    public bool KeepsConcurrentCollection(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        return _keepsCollection.TryGetValue(type, out var answer) ? answer : _keepsCollection.GetOrAdd(type, static t =>
            t.GetMembers().Any(static m => m switch
            {
                IFieldSymbol field => CollectionMembers.IsConcurrent(field.Type),
                IPropertySymbol property => CollectionMembers.IsConcurrent(property.Type),
                _ => false,
            }));
    }

    /// <summary>Can nobody change an object of this type, once it is made? False when unknown.</summary>
    public bool IsImmutable(ITypeSymbol type)
    {
        if (type.IsValueType || type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Delegate || Knowledge.IsInherited(Verdict.Immutable, type))
        {
            return true;
        }

        if (type is not INamedTypeSymbol || !IsSource(type) || type.BaseType is { SpecialType: not SpecialType.System_Object } parent && !IsImmutable(parent))
        {
            return false;
        }

        return type.GetMembers().All(m => m switch
        {
            IFieldSymbol { IsStatic: false } field => (field.IsReadOnly || field.AssociatedSymbol is IPropertySymbol) && Collection(field.Type) == null && !CollectionMembers.IsConcurrent(field.Type) && field.Type is not IArrayTypeSymbol,
            IPropertySymbol { IsStatic: false, SetMethod: { } setter } => setter.IsInitOnly,
            _ => true,
        });
    }

    public bool IsThreadSafe(ITypeSymbol? type) => type != null && Knowledge.FindInherited(Verdict.ThreadSafe, type) != null;

    /// <summary>The fact that makes a type a collection which is not safe to mutate concurrently, or null.</summary>
    public Fact? Collection(ITypeSymbol? type)
    {
        type = type?.OriginalDefinition;
        return type == null ? null : _collections.TryGetValue(type, out var fact) ? fact : _collections.GetOrAdd(type, FindCollection);
    }

    private Fact? FindCollection(ITypeSymbol type)
    {
        switch (type)
        {
            case { SpecialType: SpecialType.System_String }:
                return null;
            case INamedTypeSymbol { TypeKind: TypeKind.Interface }:
                return Knowledge.Find(Verdict.Collection, type);
        }

        for (var t = type; t != null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            if (Knowledge.Find(Verdict.ThreadSafe, t) != null || Knowledge.Find(Verdict.Immutable, t) != null)
            {
                return null;
            }

            if (Knowledge.Find(Verdict.Collection, t) is { } fact)
            {
                return fact;
            }
        }

        return null;
    }
}
