using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>
/// The summaries of all members, by tree. Summaries of what the driver delivers cost one walk; a member that it has not delivered is opened only when a
/// question needs it. They outlive the compilation: an edit inside a body leaves all other trees' summaries valid.
/// </summary>
internal sealed class ProgramSummaries
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeSummaries> s_cache = new();

    private readonly ProgramSymbols _symbols;
    private readonly ConcurrentDictionary<SyntaxTree, TreeSummaries> _trees = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<MemberSummary>> _naming = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MemberSummary?> _members = new(StringComparer.Ordinal);
    private readonly DeclarationStamp _stamp;
    private int _takesLocks;
    private TreeSummaries[]? _allTrees;
    private NameTable? _table;
    private ILookup<string, string>? _aliases;

    public ProgramSummaries(ProgramSymbols symbols)
    {
        _symbols = symbols;
        _stamp = new DeclarationStamp(symbols.Compilation, symbols.Knowledge.UserStamp);
    }

    /// <summary>Takes what the driver delivers for one member.</summary>
    public void Collect(ISymbol owner, ImmutableArray<IOperation> blocks)
    {
        var code = CodeBlocks(blocks);
        if (code.Count == 0 || owner.ContainingType?.TypeKind == TypeKind.Enum || TreeIndex.MemberOf(code[0].Syntax) is not { } node)
        {
            return;
        }

        var tree = Tree(node.SyntaxTree, CancellationToken.None);
        if (tree.Find(node) == null)
        {
            tree.Add(node, SummaryBuilder.Build(_symbols, owner, node.SyntaxTree, code));
        }
    }

    /// <summary>All members of a tree.</summary>
    public MemberSummary[] In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var summaries = Tree(tree, cancellationToken);
        return summaries.All(node => Open(summaries, node, cancellationToken));
    }

    /// <summary>
    /// The members of the whole compilation that use what has this name; those that spell it out or have one of the <paramref name="unspoken"/> tokens are opened, if need be.
    /// Empty when the name is too common to say anything.
    /// </summary>
    public ImmutableArray<MemberSummary> Naming(string name, CancellationToken cancellationToken, string? unspoken = null)
    {
        var key = unspoken == null ? name : name + unspoken;
        if (_naming.TryGetValue(key, out var known))
        {
            return known;
        }

        var tokens = new List<string>(2) { name };
        if (unspoken != null)
        {
            tokens.Add(unspoken);
        }

        tokens.AddRange(AliasesOf(cancellationToken)[name]);
        return _naming[key] = Naming(name, tokens, cancellationToken);
    }

    /// <summary>The members of the whole compilation that use what has this name, all of which spell out one of the tokens.</summary>
    public ImmutableArray<MemberSummary> Naming(string name, IReadOnlyList<string> tokens, CancellationToken cancellationToken)
    {
        var trees = Trees(cancellationToken);
        var table = _table ??= NameTable.Of(trees);
        return NamingIn(table.Mentioning(tokens.Contains(name) ? tokens : tokens.Append(name).ToArray()).Select(i => trees[i]), name, tokens, cancellationToken);
    }

    /// <summary>The members of one tree that use what has this name and is no type.</summary>
    public ImmutableArray<MemberSummary> NamingIn(SyntaxTree tree, string name, CancellationToken cancellationToken) => NamingIn(new[] { Tree(tree, cancellationToken) }, name, new[] { name }, cancellationToken);

    /// <summary>The members one of which creates the type, or names it as an argument. Those that spell it out come first: mostly nobody asks for the rest.</summary>
    public IEnumerable<MemberSummary> Creating(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var unspoken in new[] { null, TreeIndex.ImplicitCreation })
        {
            foreach (var member in Naming(type.Name, cancellationToken, unspoken))
            {
                yield return member;
            }
        }
    }

    /// <summary>Could some member of the tree take a lock? Opens none.</summary>
    public bool TakesLocks(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var summaries = Tree(tree, cancellationToken);
        return summaries.IsComplete() ? summaries.Naming(TreeIndex.Lock).Count > 0 : summaries.Index.Mentioning(TreeIndex.Lock).Count > 0;
    }

    /// <summary>Could anything in the compilation take a lock?</summary>
    public bool AnyTakesLocks(CancellationToken cancellationToken)
    {
        if (_takesLocks == 0)
        {
            _takesLocks = _symbols.Compilation.SyntaxTrees.Any(t => TakesLocks(t, cancellationToken)) ? 1 : -1;
        }

        return _takesLocks > 0;
    }

    /// <summary>
    /// Once all members of a tree are summarised, the summaries know who uses a name. Until then its tokens tell who may, only those members are opened, and their summaries decide: what has been
    /// delivered when somebody asks is chance, and must not change the answer.
    /// </summary>
    private ImmutableArray<MemberSummary> NamingIn(IEnumerable<TreeSummaries> trees, string name, IReadOnlyList<string> tokens, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<MemberSummary>();
        foreach (var tree in trees)
        {
            found.AddRange(tree.IsComplete() ? tree.Naming(name) : tree.NamingSoFar(name, tokens, node => Open(tree, node, cancellationToken)));
            if (found.Count > Limits.BodiesPerName)
            {
                return ImmutableArray<MemberSummary>.Empty;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>By the name of a type: what else it is called, somewhere.</summary>
    private ILookup<string, string> AliasesOf(CancellationToken cancellationToken) => _aliases ??=
        _symbols.Compilation.SyntaxTrees.SelectMany(t => TreeIndex.Of(t, cancellationToken).Aliases).ToLookup(static a => a.Name, static a => a.Alias, StringComparer.Ordinal);

    /// <summary>The entry points that the declarations of a tree show.</summary>
    public DeclaredEntryPoints DeclaredIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        Tree(tree, cancellationToken).EntryPoints ??= new DeclaredEntryPoints(_symbols, tree, cancellationToken);

    /// <summary>The body with that id, or null when it has none here.</summary>
    public BodySummary? Body(string id, CancellationToken cancellationToken)
    {
        var nested = id.IndexOf('~', id.IndexOf(')') < 0 ? 0 : id.IndexOf(')'));
        var member = Member(nested < 0 ? id : id.Substring(0, nested), cancellationToken);
        return member?.Bodies.Find(b => b.Id == id);
    }

    public MemberSummary? Member(string id, CancellationToken cancellationToken)
    {
        if (_members.TryGetValue(id, out var known))
        {
            return known;
        }

        MemberSummary? found = null;
        if (_symbols.Symbol(id) is { } symbol)
        {
            symbol = (symbol as IMethodSymbol)?.PartialImplementationPart ?? symbol;
            foreach (var reference in symbol.DeclaringSyntaxReferences)
            {
                var node = reference.GetSyntax(cancellationToken);
                node = node is ArrowExpressionClauseSyntax ? node.Parent! : node;
                if (_symbols.Compilation.ContainsSyntaxTree(reference.SyntaxTree) && (found = Open(Tree(reference.SyntaxTree, cancellationToken), node, cancellationToken)) != null)
                {
                    break;
                }
            }
        }

        return _members[id] = found;
    }

    private static List<IOperation> CodeBlocks(ImmutableArray<IOperation> blocks)
    {
        var code = new List<IOperation>(blocks.Length);
        foreach (var block in blocks)
        {
            if (block.Kind is not (OperationKind.ParameterInitializer or OperationKind.Attribute))
            {
                code.Add(block);
            }
        }

        return code;
    }

    private TreeSummaries Tree(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (_trees.TryGetValue(tree, out var summaries))
        {
            return summaries;
        }

        var index = TreeIndex.Of(tree, cancellationToken);
        lock (s_cache)
        {
            if (s_cache.TryGetValue(tree, out summaries) && summaries.Stamp.Equals(_stamp))
            {
                summaries.IsKept = true;
            }
            else
            {
                s_cache.Remove(tree);
                summaries = new TreeSummaries(tree, index, _stamp);
                s_cache.Add(tree, summaries);
            }
        }

        return _trees.GetOrAdd(tree, summaries);
    }

    private TreeSummaries[] Trees(CancellationToken cancellationToken) =>
        _allTrees ??= _symbols.Compilation.SyntaxTrees.Select(t => Tree(t, cancellationToken)).ToArray();

    private MemberSummary? Open(TreeSummaries summaries, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (summaries.Find(node) is { } known)
        {
            return known;
        }

        var tree = summaries.Tree;
        var model = _symbols.Model(tree);
        var owner = OwnerOf(model, node, cancellationToken);
        if (owner == null)
        {
            return null;
        }

        return summaries.Add(node, SummaryBuilder.Build(_symbols, owner, tree, OperationsOf(model, node, cancellationToken)));
    }

    private static ISymbol? OwnerOf(SemanticModel model, SyntaxNode node, CancellationToken cancellationToken)
    {
        var symbol = model.GetDeclaredSymbol(node, cancellationToken);
        return symbol switch
        {
            IPropertySymbol property when node is IndexerDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: not null } => property.GetMethod,
            INamedTypeSymbol type => PrimaryConstructor(type, node),
            _ => symbol,
        };
    }

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type, SyntaxNode node)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences.Length > 0 && constructor.DeclaringSyntaxReferences[0].Span == node.Span)
            {
                return constructor;
            }
        }

        return null;
    }

    /// <summary>Null as well where the compiler fails to make one: of some code that does not compile, such as a text that is assigned to.</summary>
    private static IOperation? OperationOf(SemanticModel model, SyntaxNode code, CancellationToken cancellationToken)
    {
        try
        {
            return model.GetOperation(code, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<IOperation> OperationsOf(SemanticModel model, SyntaxNode node, CancellationToken cancellationToken)
    {
        var code = node switch
        {
            PropertyDeclarationSyntax property => (SyntaxNode?)property.ExpressionBody ?? property.Initializer,
            IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
            VariableDeclaratorSyntax declarator => declarator.Initializer,
            TypeDeclarationSyntax { BaseList.Types: { Count: > 0 } types } => types[0] as PrimaryConstructorBaseTypeSyntax,
            TypeDeclarationSyntax => null,
            _ => node,
        };
        if (code == null || OperationOf(model, code, cancellationToken) is not { } operation)
        {
            yield break;
        }

        if (operation.Kind is OperationKind.MethodBody or OperationKind.ConstructorBody)
        {
            foreach (var child in operation.ChildOperations)
            {
                // The driver delivers no call of a base constructor that nobody wrote, so the summary has to know of it in another way.
                if (child is IBlockOperation || child.Syntax is ConstructorInitializerSyntax)
                {
                    yield return child;
                }
            }
        }
        else
        {
            yield return operation;
        }
    }
}
