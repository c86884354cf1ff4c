using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Knowledge;

/// <summary>
/// What is known about types and members: the shipped files, and the user's on top. One per compilation; answers are cached by symbol.
/// A question about a symbol whose plain name no fact mentions costs one hash look-up.
/// </summary>
internal sealed class KnowledgeBase
{
    private static readonly Lazy<ImmutableArray<KnowledgeFile>> s_shipped = new(LoadShipped);

    private readonly Dictionary<(Verdict, string), Fact> _facts = new();
    private readonly HashSet<(Verdict, string)> _names = new();
    private readonly ConcurrentDictionary<(Verdict, ISymbol), Fact?> _found = new();
    private readonly ConcurrentDictionary<(Verdict, ISymbol), Fact?> _inherited = new();

    private KnowledgeBase(IEnumerable<KnowledgeFile> files, ImmutableArray<BadLine> badLines)
    {
        BadLines = badLines;
        foreach (var file in files)
        {
            foreach (var fact in file.Facts)
            {
                _facts[(fact.Verdict, fact.Id)] = fact;
            }

            foreach (var retracted in file.Retracted)
            {
                _facts.Remove(retracted);
            }
        }

        foreach (var (verdict, id) in _facts.Keys)
        {
            _names.Add((verdict, PlainName(id)));
        }
    }

    /// <summary>The user's lines that cannot be used.</summary>
    public ImmutableArray<BadLine> BadLines { get; }

    public IEnumerable<Fact> Facts => _facts.Values;

    public static KnowledgeBase WithUserFiles(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        var all = new List<KnowledgeFile>(s_shipped.Value);
        var bad = ImmutableArray<BadLine>.Empty;
        foreach (var file in files)
        {
            if (file.Path.EndsWith(KnowledgeFile.Extension, StringComparison.OrdinalIgnoreCase) && file.GetText(cancellationToken) is { } text)
            {
                var parsed = KnowledgeFile.Parse(file.Path, text);
                all.Add(parsed);
                bad = bad.AddRange(parsed.BadLines);
            }
        }

        return new KnowledgeBase(all, bad);
    }

    /// <summary>The fact about exactly this symbol's definition (any overload of it, when the fact has no parameter list), or null.</summary>
    public Fact? Find(Verdict verdict, ISymbol symbol)
    {
        symbol = ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition;
        if (!_names.Contains((verdict, symbol.Name)))
        {
            return null;
        }

        var key = (verdict, symbol);
        return _found.TryGetValue(key, out var fact) ? fact : _found[key] = LookUp(verdict, symbol);
    }

    /// <summary>The fact about the type, else about its base classes, else about its interfaces; or null.</summary>
    public Fact? FindInherited(Verdict verdict, ITypeSymbol type)
    {
        type = type.OriginalDefinition;
        var key = (verdict, (ISymbol)type);
        return _inherited.TryGetValue(key, out var fact) ? fact : _inherited[key] = LookUpInherited(verdict, type);
    }

    /// <summary>The fact about the member, else about a member that it overrides or implements; or null.</summary>
    public Fact? FindSlot(Verdict verdict, ISymbol member)
    {
        if (Find(verdict, member) is { } own)
        {
            return own;
        }

        if (!_names.Contains((verdict, member.Name)) && (member as IMethodSymbol)?.ExplicitInterfaceImplementations.Length is null or 0)
        {
            return null;
        }

        if (member is IMethodSymbol method)
        {
            for (var overridden = method.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
            {
                if (Find(verdict, overridden) is { } fact)
                {
                    return fact;
                }
            }
        }

        foreach (var @interface in member.ContainingType?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty)
        {
            foreach (var slot in @interface.GetMembers())
            {
                if (Find(verdict, slot) is { } fact && SymbolEqualityComparer.Default.Equals(member.ContainingType!.FindImplementationForInterfaceMember(slot), member))
                {
                    return fact;
                }
            }
        }

        return null;
    }

    private static ImmutableArray<KnowledgeFile> LoadShipped()
    {
        var assembly = typeof(KnowledgeBase).Assembly;
        var files = ImmutableArray.CreateBuilder<KnowledgeFile>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (name.EndsWith(".txt", StringComparison.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var reader = new StreamReader(stream);
                files.Add(KnowledgeFile.Parse(name, SourceText.From(reader.ReadToEnd())));
            }
        }

        return files.ToImmutable();
    }

    /// <summary>The last part of an id, as <c>ISymbol.Name</c> has it.</summary>
    private static string PlainName(string id)
    {
        var end = id.IndexOf('(');
        end = end < 0 ? id.Length : end;
        var start = id.LastIndexOf('.', end - 1) + 1;
        var name = id.Substring(start, end - start);
        var arity = name.IndexOf('`');
        name = arity < 0 ? name : name.Substring(0, arity);
        return name switch { "#ctor" => ".ctor", "Item" when id[0] == 'P' => "this[]", _ => name };
    }

    private Fact? LookUp(Verdict verdict, ISymbol symbol)
    {
        var id = DocumentationCommentId.CreateDeclarationId(symbol);
        if (id == null)
        {
            return null;
        }

        if (_facts.TryGetValue((verdict, id), out var exact))
        {
            return exact;
        }

        var end = id.IndexOf('(');
        id = end < 0 ? id : id.Substring(0, end);
        if (_facts.TryGetValue((verdict, id), out var anyOverload))
        {
            return anyOverload;
        }

        var arity = id.LastIndexOf("``", StringComparison.Ordinal);
        return arity > 0 && _facts.TryGetValue((verdict, id.Substring(0, arity)), out var anyArity) ? anyArity : null;
    }

    private Fact? LookUpInherited(Verdict verdict, ITypeSymbol type)
    {
        for (ITypeSymbol? t = type; t != null; t = t.BaseType)
        {
            if (Find(verdict, t) is { } fact)
            {
                return fact;
            }
        }

        foreach (var @interface in type.AllInterfaces)
        {
            if (Find(verdict, @interface) is { } fact)
            {
                return fact;
            }
        }

        return null;
    }
}
