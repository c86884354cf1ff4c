using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    public ProgramSummaries(ProgramSymbols symbols)
    {
        _symbols = symbols;
        _stamp = new DeclarationStamp(symbols.Compilation);
    }

    private sealed class TreeSummaries(DeclarationStamp stamp)
    {
        private Dictionary<string, List<MemberSummary>>? _naming;
        private bool _isComplete;

        public DeclarationStamp Stamp { get; } = stamp;

        public ConcurrentDictionary<SyntaxNode, MemberSummary> Members { get; } = new();

        public DeclaredEntryPoints? EntryPoints { get; set; }

        public bool IsComplete(TreeIndex index)
        {
            if (!Volatile.Read(ref _isComplete) && index.Members.All(Members.ContainsKey))
            {
                Volatile.Write(ref _isComplete, true);
            }

            return Volatile.Read(ref _isComplete);
        }

        /// <summary>Members by the names that they mention; to be asked only when all members are here.</summary>
        public IReadOnlyList<MemberSummary> Naming(string name)
        {
            var naming = LazyInitializer.EnsureInitialized(ref _naming, Index)!;
            return naming.TryGetValue(name, out var members) ? members : Array.Empty<MemberSummary>();
        }

        private Dictionary<string, List<MemberSummary>> Index()
        {
            var naming = new Dictionary<string, List<MemberSummary>>(StringComparer.Ordinal);
            foreach (var member in Members.OrderBy(static m => m.Key.SpanStart))
            {
                foreach (var name in member.Value.Names)
                {
                    if (!naming.TryGetValue(name, out var members))
                    {
                        naming[name] = members = new List<MemberSummary>(1);
                    }

                    members.Add(member.Value);
                }
            }

            return naming;
        }
    }

    /// <summary>Takes what the driver delivers for one member.</summary>
    public void Collect(ISymbol owner, ImmutableArray<IOperation> blocks)
    {
        var code = CodeBlocks(blocks);
        if (code.Count == 0 || owner.ContainingType?.TypeKind == TypeKind.Enum || TreeIndex.MemberOf(code[0].Syntax) is not { } node)
        {
            return;
        }

        var members = Tree(node.SyntaxTree).Members;
        if (!members.ContainsKey(node))
        {
            members.TryAdd(node, SummaryBuilder.Build(_symbols, owner, node.SyntaxTree, code));
        }
    }

    /// <summary>All members of a tree.</summary>
    public IEnumerable<MemberSummary> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var node in TreeIndex.Of(tree, cancellationToken).Members)
        {
            if (Open(tree, node, cancellationToken) is { } member)
            {
                yield return member;
            }
        }
    }

    /// <summary>The members of the whole compilation that mention a name. Empty when the name is too common to say anything.</summary>
    public ImmutableArray<MemberSummary> Naming(string name, CancellationToken cancellationToken)
    {
        if (_naming.TryGetValue(name, out var known))
        {
            return known;
        }

        var found = ImmutableArray.CreateBuilder<MemberSummary>();
        foreach (var tree in _symbols.Compilation.SyntaxTrees)
        {
            foreach (var member in Naming(tree, name, cancellationToken))
            {
                if (found.Count >= Limits.BodiesPerName)
                {
                    return _naming[name] = ImmutableArray<MemberSummary>.Empty;
                }

                found.Add(member);
            }
        }

        return _naming[name] = found.ToImmutable();
    }

    /// <summary>The members of one tree that mention a name.</summary>
    public IEnumerable<MemberSummary> NamingIn(SyntaxTree tree, string name, CancellationToken cancellationToken) => Naming(tree, name, cancellationToken);

    /// <summary>Could some member of the tree take a lock? Opens none.</summary>
    public bool TakesLocks(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var index = TreeIndex.Of(tree, cancellationToken);
        var summaries = Tree(tree);
        return summaries.IsComplete(index) ? summaries.Naming(TreeIndex.Lock).Count > 0 : index.Mentioning(TreeIndex.Lock).Count > 0;
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

    /// <summary>Once all members of a tree are summarised, the summaries know who mentions a name. Until then its tokens do, and only those members are opened.</summary>
    private IEnumerable<MemberSummary> Naming(SyntaxTree tree, string name, CancellationToken cancellationToken)
    {
        var index = TreeIndex.Of(tree, cancellationToken);
        var summaries = Tree(tree);
        if (summaries.IsComplete(index))
        {
            foreach (var member in summaries.Naming(name))
            {
                yield return member;
            }

            yield break;
        }

        foreach (var i in index.Mentioning(name))
        {
            if (Open(tree, index.Members[i], cancellationToken) is { } member)
            {
                yield return member;
            }
        }
    }

    /// <summary>The entry points that the declarations of a tree show.</summary>
    public DeclaredEntryPoints DeclaredIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        Tree(tree).EntryPoints ??= new DeclaredEntryPoints(_symbols, tree, cancellationToken);

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
                if (_symbols.Compilation.ContainsSyntaxTree(reference.SyntaxTree) && (found = Open(reference.SyntaxTree, node, cancellationToken)) != null)
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

    private TreeSummaries Tree(SyntaxTree tree)
    {
        if (_trees.TryGetValue(tree, out var summaries))
        {
            return summaries;
        }

        lock (s_cache)
        {
            if (!s_cache.TryGetValue(tree, out summaries) || !summaries.Stamp.Equals(_stamp))
            {
                s_cache.Remove(tree);
                summaries = new TreeSummaries(_stamp);
                s_cache.Add(tree, summaries);
            }
        }

        return _trees.GetOrAdd(tree, summaries);
    }

    private MemberSummary? Open(SyntaxTree tree, SyntaxNode node, CancellationToken cancellationToken)
    {
        var members = Tree(tree).Members;
        if (members.TryGetValue(node, out var known))
        {
            return known;
        }

        var model = _symbols.Model(tree);
        var owner = OwnerOf(model, node, cancellationToken);
        if (owner == null)
        {
            return null;
        }

        var summary = SummaryBuilder.Build(_symbols, owner, tree, OperationsOf(model, node, cancellationToken));
        return members.TryAdd(node, summary) ? summary : members[node];
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
        if (code == null || model.GetOperation(code, cancellationToken) is not { } operation)
        {
            yield break;
        }

        if (operation.Kind is OperationKind.MethodBody or OperationKind.ConstructorBody)
        {
            foreach (var child in operation.ChildOperations)
            {
                yield return child;
            }
        }
        else
        {
            yield return operation;
        }
    }
}
