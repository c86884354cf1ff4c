using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Roslyn;

/// <summary>The documentation ids of one compilation's symbols, and back. The compiler walks up to the root for each; here most ids are put together from that of the type, which is at hand.</summary>
internal sealed class DeclarationIds(Compilation compilation)
{
    private static readonly char[] s_escaped = { '.', '<', '>', ',', '@', '[' };

    private readonly ConcurrentDictionary<ISymbol, string> _ids = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, ISymbol?> _symbols = new(StringComparer.Ordinal);

    /// <summary>The id of a definition; the display string where the symbol has none.</summary>
    [MethodImpl(Hot.Path)] public string Of(ISymbol definition) => _ids.TryGetValue(definition, out var id) ? id : Add(definition);

    /// <summary>The symbol with that id in this compilation, or null.</summary>
    public ISymbol? Symbol(string id) =>
        _symbols.TryGetValue(id, out var symbol) ? symbol : _symbols.GetOrAdd(id, i => DocumentationCommentId.GetFirstSymbolForDeclarationId(i, compilation));

    private string Add(ISymbol definition)
    {
        if (Composed(definition) is not { } composed)
        {
            return _ids.GetOrAdd(definition, Declared(definition) ?? definition.ToDisplayString());
        }

        // Only what the compiler would find too: an answer must not depend on who asked before.
        if (IsAlone(definition))
        {
            _symbols.TryAdd(composed, definition);
        }

        return _ids.GetOrAdd(definition, composed);
    }

    /// <summary>Has a member of this compilation its name to itself, so that no other can have its id?</summary>
    private bool IsAlone(ISymbol definition) =>
        SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, compilation.Assembly)
        && definition.ContainingType?.GetMembers(definition.Name) is { Length: 1 } named && SymbolEqualityComparer.Default.Equals(named[0], definition);

    /// <summary>Only declarations have an id; older compilers throw for anything else.</summary>
    private static string? Declared(ISymbol symbol) =>
        symbol.Kind is SymbolKind.NamedType or SymbolKind.Method or SymbolKind.Property or SymbolKind.Field or SymbolKind.Event ? DocumentationCommentId.CreateDeclarationId(symbol) : null;

    /// <summary>The id of a field, event, property or method whose signature names no generic type, array or the like; null for anything else.</summary>
    private string? Composed(ISymbol symbol)
    {
        if (symbol.ContainingSymbol is not INamedTypeSymbol type)
        {
            return null;
        }

        switch (symbol)
        {
            case IFieldSymbol:
                return Member("F:", type, symbol.Name, "");
            case IEventSymbol:
                return Member("E:", type, symbol.Name, "");
            case IPropertySymbol { Parameters.IsEmpty: true }:
                return Member("P:", type, symbol.Name, "");
            case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor when Signature(constructor) is { } signature:
                return Member("M:", type, "#ctor", signature);
            case IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet, Arity: 0 } method when Signature(method) is { } signature:
                return Member("M:", type, symbol.Name, signature);
            default:
                return null;
        }
    }

    private string? Member(string prefix, INamedTypeSymbol type, string name, string signature) => name.IndexOfAny(s_escaped) < 0 ? string.Concat(prefix, Path(type), ".", name + signature) : null;

    private string Path(INamedTypeSymbol type) => Of(type).Substring(2);

    private string? Signature(IMethodSymbol method)
    {
        if (method.Parameters.IsEmpty)
        {
            return "";
        }

        var signature = "(";
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None || parameter.Type is not INamedTypeSymbol { IsGenericType: false, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.Enum or TypeKind.Delegate } type)
            {
                return null;
            }

            signature += (signature.Length == 1 ? "" : ",") + Path(type.OriginalDefinition);
        }

        return signature + ")";
    }
}
