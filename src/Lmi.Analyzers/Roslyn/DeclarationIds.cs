using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Roslyn;

/// <summary>The documentation ids of one compilation's symbols, and back. The compiler walks up to the root for each; here most ids are put together from that of the type, which is at hand.</summary>
internal sealed class DeclarationIds(Compilation compilation)
{
    private static readonly char[] s_escaped = { '.', '<', '>', ',', '@', '[' };

    [ThreadStatic]
    private static StringBuilder? t_text;

    private readonly ConcurrentDictionary<ISymbol, string> _ids = new(SymbolReferences.Comparer);

    /// <summary>Whom a composed id was made for; what else might have the same one is looked at when somebody asks.</summary>
    private readonly ConcurrentDictionary<string, ISymbol> _composed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ISymbol?> _symbols = new(StringComparer.Ordinal);

    /// <summary>The id of a definition; the display string where the symbol has none.</summary>
    [MethodImpl(Hot.Path)] public string Of(ISymbol definition) => _ids.TryGetValue(definition, out var id) ? id : Add(definition);

    /// <summary>The symbol with that id in this compilation, or null.</summary>
    public ISymbol? Symbol(string id) => _symbols.TryGetValue(id, out var symbol) ? symbol : _symbols.GetOrAdd(id, Find);

    /// <summary>Always what the compiler would find: an answer must not depend on who asked before.</summary>
    private ISymbol? Find(string id) =>
        _composed.TryGetValue(id, out var symbol) && IsAlone(symbol) ? symbol : DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);

    private string Add(ISymbol definition)
    {
        if (Composed(definition) is not { } composed)
        {
            return _ids.GetOrAdd(definition, Declared(definition) ?? definition.ToDisplayString());
        }

        _composed.TryAdd(composed, definition);
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
    private string? Composed(ISymbol symbol) => symbol.ContainingSymbol is not INamedTypeSymbol { Kind: SymbolKind.NamedType } type ? null : symbol switch
    {
        IFieldSymbol => Composed('F', type, symbol.Name, null),
        IEventSymbol => Composed('E', type, symbol.Name, null),
        IPropertySymbol { Parameters.IsEmpty: true } => Composed('P', type, symbol.Name, null),
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => Composed('M', type, "#ctor", constructor),
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet, Arity: 0 } method => Composed('M', type, symbol.Name, method),
        _ => null,
    };

    private string? Composed(char kind, INamedTypeSymbol type, string name, IMethodSymbol? method)
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

    /// <summary>The id of a type without its <c>T:</c>.</summary>
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
