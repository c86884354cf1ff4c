using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Knowledge;

/// <summary>
/// Answers what types and members are like, from the shipped facts and the user's <c>*.lmi.txt</c> files. No fact means
/// null: unknown, not "no". One instance for each compilation, because it remembers symbols. Most questions end
/// at a look-up of the symbol's plain name; an id is built only for names that some fact bears, once for each symbol.
/// </summary>
internal sealed class KnowledgeBase
{
    // The user's table, if any, comes first: its facts and its retractions win over the shipped ones.
    private readonly ImmutableArray<FactTable> _tables;
    private readonly ConcurrentDictionary<ISymbol, Fact?>[] _exact = NewMemory();
    private readonly ConcurrentDictionary<ISymbol, Fact?>[] _inherited = NewMemory();
    private readonly ConcurrentDictionary<ISymbol, Fact?>[] _slots = NewMemory();

    internal KnowledgeBase(ImmutableArray<BadLine> badLines, params FactTable[] tables)
    {
        BadLines = badLines;
        _tables = ImmutableArray.Create(tables);
    }

    /// <summary>Differs where the user's files differ; 0 without any. What was read with other knowledge does not hold.</summary>
    public ulong UserStamp { get; private init; }

    /// <summary>The lines of the user's files that say nothing; LMI0001 reports them.</summary>
    public ImmutableArray<BadLine> BadLines { get; }

    /// <summary>
    /// The names by which code mentions what the user's facts of this verdict are about: a member's, or the type's for a constructor. For finding
    /// places to look at; the shipped facts have too many common names for that.
    /// </summary>
    public IEnumerable<string> UserNames(Verdict verdict) =>
        _tables.Where(static table => table != FactTable.Shipped)
            .SelectMany(static table => table.Facts)
            .Where(fact => fact.Verdict == verdict)
            .Select(static fact => FactTable.PlainName(fact.Id) is var name && name == ".ctor" ? FactTable.PlainName(fact.Id.Substring(0, fact.Id.IndexOf(".#ctor", StringComparison.Ordinal))) : name)
            .Distinct();

    /// <summary>The plain names (<c>.ctor</c> for all constructors) of what facts of this verdict are about. Costs one look at each name that some fact bears.</summary>
    public IEnumerable<string> NamesOf(Verdict verdict) => _tables.SelectMany(table => table.NamesOf(verdict)).Distinct();

    /// <summary>The shipped facts alone. The facts are parsed once for each process; each call gives a new, cheap instance to keep for one compilation.</summary>
    public static KnowledgeBase Shipped => new(ImmutableArray<BadLine>.Empty, FactTable.Shipped);

    /// <summary>The shipped facts and those of the <c>*.lmi.txt</c> files among <paramref name="files"/>. An unreadable file counts as empty.</summary>
    public static KnowledgeBase WithUserFiles(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        var parsed = new List<KnowledgeFile>();
        var stamp = 14695981039346656037UL;
        foreach (var file in files)
        {
            if (file.Path.EndsWith(KnowledgeFile.Suffix, StringComparison.OrdinalIgnoreCase) && file.GetText(cancellationToken) is { } text)
            {
                parsed.Add(KnowledgeFile.Parse(file.Path, text));
                foreach (var part in text.GetChecksum())
                {
                    stamp = (stamp ^ part) * 1099511628211UL;
                }
            }
        }

        return parsed.Count == 0
            ? Shipped
            : new KnowledgeBase(parsed.SelectMany(file => file.BadLines).ToImmutableArray(), new FactTable(parsed.SelectMany(file => file.Statements)), FactTable.Shipped) { UserStamp = stamp };
    }

    /// <summary>The bit of <paramref name="verdict"/> in the answer of <see cref="VerdictsNamed(string)"/>.</summary>
    public static uint Bit(Verdict verdict) => 1u << (int)verdict;

    /// <summary>
    /// The verdicts, one bit each, that some fact or retraction gives to something that bears this plain name (<c>.ctor</c> for a constructor, <c>Item</c> for
    /// an indexer). 0, the usual answer, rules them all out. A bit that is set rules nothing in: ask <see cref="Find"/> next.
    /// Costs one look-up a table, of which there are two at most.
    /// </summary>
    public uint VerdictsNamed(string plainName)
    {
        var verdicts = 0u;
        foreach (var table in _tables)
        {
            verdicts |= table.VerdictsNamed(plainName);
        }

        return verdicts;
    }

    /// <summary>The same for the name by which <see cref="Find"/> looks a symbol up: an accessor by its property, an indexer as <c>Item</c>.</summary>
    public uint VerdictsNamed(ISymbol symbol) => VerdictsNamed(NameOf(Definition(symbol)));

    /// <summary>
    /// The fact on this very type or member (its original definition; a property for its accessor; an extension method for
    /// its reduced form), or null.
    /// </summary>
    public Fact? Find(Verdict verdict, ISymbol symbol)
    {
        var definition = Definition(symbol);
        return HasName(verdict, NameOf(definition))
            ? Remember(_exact[(int)verdict], definition, verdict, static (self, verdict, key) => self.FindExact(verdict, key))
            : null;
    }

    /// <summary>The fact on the type, or on the nearest base class that has one, or else on one of its interfaces; null when there is none, or when a nearer one says the opposite. A type parameter answers by its constraints.</summary>
    public Fact? FindInherited(Verdict verdict, ITypeSymbol type) =>
        Remember(_inherited[(int)verdict], type.OriginalDefinition, verdict, static (self, verdict, key) => self.SearchBases(verdict, (ITypeSymbol)key));

    /// <summary>The fact on the member, or on one that it overrides or implements (explicitly or not), or null.</summary>
    public Fact? FindSlot(Verdict verdict, ISymbol member)
    {
        var definition = Definition(member);
        var name = NameOf(definition);
        var explicitly = name.LastIndexOf('.');
        return HasName(verdict, explicitly > 0 ? name.Substring(explicitly + 1) : name)
            ? Remember(_slots[(int)verdict], definition, verdict, static (self, verdict, key) => self.SearchSlots(verdict, key))
            : null;
    }

    public bool Is(Verdict verdict, ISymbol symbol) => Find(verdict, symbol) is not null;

    public bool IsInherited(Verdict verdict, ITypeSymbol type) => FindInherited(verdict, type) is not null;

    private static ConcurrentDictionary<ISymbol, Fact?>[] NewMemory()
    {
        var memory = new ConcurrentDictionary<ISymbol, Fact?>[Enum.GetValues(typeof(Verdict)).Length];
        for (var i = 0; i < memory.Length; i++)
        {
            memory[i] = new ConcurrentDictionary<ISymbol, Fact?>(concurrencyLevel: 2, capacity: 7, SymbolReferences.Comparer);
        }

        return memory;
    }

    private Fact? Remember(ConcurrentDictionary<ISymbol, Fact?> memory, ISymbol key, Verdict verdict, Func<KnowledgeBase, Verdict, ISymbol, Fact?> find)
    {
        if (!memory.TryGetValue(key, out var fact))
        {
            fact = find(this, verdict, key);
            memory.TryAdd(key, fact);
        }

        return fact;
    }

    private static ISymbol Definition(ISymbol symbol)
    {
        if (symbol is IMethodSymbol method)
        {
            symbol = method.AssociatedSymbol ?? method.ReducedFrom ?? symbol;
        }

        return symbol.OriginalDefinition;
    }

    /// <summary>An indexer's <c>Name</c> is <c>this[]</c>, its name in metadata <c>Item</c>.</summary>
    private static string NameOf(ISymbol symbol) => symbol is IPropertySymbol { IsIndexer: true } indexer ? indexer.MetadataName : symbol.Name;

    private bool HasName(Verdict verdict, string name) => (VerdictsNamed(name) & Bit(verdict)) != 0;

    private Fact? FindExact(Verdict verdict, ISymbol definition)
    {
        if (definition.GetDocumentationCommentId() is not { Length: > 2 } id)
        {
            return null;
        }

        var group = id;
        var ungeneric = id;
        if (definition is IMethodSymbol or IPropertySymbol)
        {
            var open = id.IndexOf('(');
            group = open < 0 ? id : id.Substring(0, open);
            id = open < 0 ? id + "()" : id; // the compiler leaves an empty list out, which in a file means every overload
            var arity = group.LastIndexOf("``", StringComparison.Ordinal);
            ungeneric = arity < 0 ? group : group.Substring(0, arity);
        }

        foreach (var table in _tables)
        {
            if (table.TryFind(verdict, id, out var fact) || table.TryFind(verdict, group, out fact) || table.TryFind(verdict, ungeneric, out fact))
            {
                return fact;
            }
        }

        return null;
    }

    private Fact? SearchBases(Verdict verdict, ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes
                .Where(constraint => constraint is not ITypeParameterSymbol)
                .Select(constraint => FindInherited(verdict, constraint))
                .FirstOrDefault(fact => fact is not null);
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Find(verdict, current) is { } fact)
            {
                return fact;
            }

            if (IsContradicted(verdict, current))
            {
                return null;
            }
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (Find(verdict, implemented) is { } fact)
            {
                return fact;
            }
        }

        return null;
    }

    /// <summary>
    /// What is said of a class holds against what is said of its bases and interfaces: a DataTable implements IServiceProvider, a ConcurrentDictionary
    /// IDictionary.
    /// </summary>
    private bool IsContradicted(Verdict verdict, ITypeSymbol type) => verdict switch
    {
        Verdict.ThreadSafe or Verdict.Immutable => Is(Verdict.NotThreadSafe, type) || Is(Verdict.Collection, type),
        Verdict.NotThreadSafe or Verdict.Collection => Is(Verdict.ThreadSafe, type) || Is(Verdict.Immutable, type),
        _ => false,
    };

    private Fact? SearchSlots(Verdict verdict, ISymbol member)
    {
        for (var current = member; current is not null; current = Overridden(current))
        {
            if (Find(verdict, current) is { } fact)
            {
                return fact;
            }
        }

        foreach (var slot in ImplementedBy(member))
        {
            if (Find(verdict, slot) is { } fact)
            {
                return fact;
            }
        }

        return null;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod?.OriginalDefinition,
        IPropertySymbol property => property.OverriddenProperty?.OriginalDefinition,
        IEventSymbol e => e.OverriddenEvent?.OriginalDefinition,
        _ => null,
    };

    private static IEnumerable<ISymbol> ImplementedBy(ISymbol member)
    {
        IEnumerable<ISymbol> explicitly = member switch
        {
            IMethodSymbol method => method.ExplicitInterfaceImplementations,
            IPropertySymbol property => property.ExplicitInterfaceImplementations,
            IEventSymbol e => e.ExplicitInterfaceImplementations,
            _ => Enumerable.Empty<ISymbol>(),
        };
        foreach (var slot in explicitly)
        {
            yield return slot;
        }

        if (member.IsStatic || member.ContainingType is not { TypeKind: not TypeKind.Interface } type)
        {
            yield break;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            foreach (var slot in implemented.GetMembers(member.Name))
            {
                // An override of a member implements what that member implements.
                for (ISymbol? current = member; current is not null; current = Overridden(current))
                {
                    if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type.FindImplementationForInterfaceMember(slot)?.OriginalDefinition))
                    {
                        yield return slot;
                        break;
                    }
                }
            }
        }
    }
}
