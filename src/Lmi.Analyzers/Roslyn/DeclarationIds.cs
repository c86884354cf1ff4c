using System;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Roslyn;

/// <summary>
/// The documentation ids of one compilation's symbols, and back. The compiler walks up to the root for each, and down from it; here most ids are put together from that of the type, which is at
/// hand, and a member is found in its type.
/// </summary>
internal sealed class DeclarationIds(Compilation compilation)
{
    private static readonly char[] s_escaped = { '.', '<', '>', ',', '@', '[' };

    [ThreadStatic]
    private static StringBuilder? t_text;

    private readonly ConcurrentDictionary<ISymbol, string> _ids = new(SymbolReferences.Comparer);
    private readonly ConcurrentDictionary<string, ISymbol?> _symbols = new(StringComparer.Ordinal);

    /// <summary>The id of a definition that somebody has asked for before; null for anything else.</summary>
    public string? Known(ISymbol symbol) => _ids.TryGetValue(symbol, out var id) ? id : null;

    /// <summary>The id of a definition; the display string where the symbol has none.</summary>
    public string Of(ISymbol definition) => _ids.TryGetValue(definition, out var id) ? id : Add(definition);

    private string Add(ISymbol definition) => _ids.GetOrAdd(definition, (definition is INamedTypeSymbol type ? OfType(type) : OfMember(definition)) ?? Declared(definition) ?? definition.ToDisplayString());

    /// <summary>The symbol with that id in this compilation, or null. Always what the compiler would find: an answer must not depend on who asked before.</summary>
    public ISymbol? Symbol(string id) => _symbols.TryGetValue(id, out var symbol) ? symbol : _symbols.GetOrAdd(id, i => Member(i) ?? DocumentationCommentId.GetFirstSymbolForDeclarationId(i, compilation));

    /// <summary>The member of a type of this compilation that has its name to itself, so that no other can have its id.</summary>
    private ISymbol? Member(string id)
    {
        var open = id.IndexOf('(');
        var end = open < 0 ? id.Length : open;
        var dot = end == 0 ? -1 : id.LastIndexOf('.', end - 1);
        if (dot < 2 || id[0] == 'T' || Symbol("T:" + id.Substring(2, dot - 2)) is not INamedTypeSymbol type || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        {
            return null;
        }

        var name = id.Substring(dot + 1, end - dot - 1);
        return type.GetMembers(name == "#ctor" ? WellKnownMemberNames.InstanceConstructorName : name) is { Length: 1 } named && Of(named[0]) == id ? named[0] : null;
    }

    /// <summary>Only declarations have an id; older compilers throw for anything else.</summary>
    private static string? Declared(ISymbol symbol) =>
        symbol.Kind is SymbolKind.NamedType or SymbolKind.Method or SymbolKind.Property or SymbolKind.Field or SymbolKind.Event or SymbolKind.Namespace ? DocumentationCommentId.CreateDeclarationId(symbol) : null;

    /// <summary>Null for a type that nobody declares, and where it would have to be escaped.</summary>
    private string? OfType(INamedTypeSymbol type)
    {
        if (type.Kind != SymbolKind.NamedType || type.IsImplicitlyDeclared || type.IsAnonymousType || type.ContainingSymbol is not INamespaceOrTypeSymbol container || type.MetadataName is not { Length: > 0 } name || name.IndexOfAny(s_escaped) >= 0)
        {
            return null;
        }

        var id = container is INamespaceSymbol { IsGlobalNamespace: true } ? "T:" + name : string.Concat("T:", Path(container), ".", name);
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        {
            _symbols.TryAdd(id, type);
        }

        return id;
    }

    /// <summary>The id of a field, event, property or method whose signature names no generic type, array or the like; null for anything else.</summary>
    private string? OfMember(ISymbol symbol) => symbol.ContainingSymbol is not INamedTypeSymbol { Kind: SymbolKind.NamedType } type ? null : symbol switch
    {
        IFieldSymbol => OfMember('F', type, symbol.Name, null),
        IEventSymbol => OfMember('E', type, symbol.Name, null),
        IPropertySymbol { Parameters.IsEmpty: true } => OfMember('P', type, symbol.Name, null),
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => OfMember('M', type, "#ctor", constructor),
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet, Arity: 0 } method => OfMember('M', type, symbol.Name, method),
        _ => null,
    };

    private string? OfMember(char kind, INamedTypeSymbol type, string name, IMethodSymbol? method)
    {
        if (name.IndexOfAny(s_escaped) >= 0)
        {
            return null;
        }

        var text = (t_text ??= new StringBuilder()).Clear().Append(kind).Append(':');
        AppendPath(text, type);
        text.Append('.').Append(name);
        return method == null || AppendSignature(text, method) ? text.ToString() : null;
    }

    /// <summary>The id of a type or namespace without its kind.</summary>
    private string Path(INamespaceOrTypeSymbol symbol) => Of(symbol).Substring(2);

    private void AppendPath(StringBuilder text, INamedTypeSymbol type)
    {
        var id = Of(type);
        text.Append(id, 2, id.Length - 2);
    }

    private bool AppendSignature(StringBuilder text, IMethodSymbol method)
    {
        var separator = '(';
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None || parameter.Type is not INamedTypeSymbol { IsGenericType: false, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.Enum or TypeKind.Delegate } type)
            {
                return false;
            }

            AppendPath(text.Append(separator), type.OriginalDefinition);
            separator = ',';
        }

        if (separator == ',')
        {
            text.Append(')');
        }

        return true;
    }
}
