using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency;

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
    private readonly Lazy<ulong> _stamp;

    public ProgramSummaries(ProgramSymbols symbols)
    {
        _symbols = symbols;
        _stamp = new Lazy<ulong>(ComputeStamp);
    }

    private sealed class TreeSummaries(ulong stamp)
    {
        public ulong Stamp { get; } = stamp;

        public ConcurrentDictionary<SyntaxNode, MemberSummary> Members { get; } = new();
    }

    /// <summary>Takes what the driver delivers for one member.</summary>
    public void Collect(ISymbol owner, ImmutableArray<IOperation> blocks)
    {
        var code = CodeBlocks(blocks);
        if (code.Count == 0 || TreeIndex.MemberOf(code[0].Syntax) is not { } node)
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
            var index = TreeIndex.Of(tree, cancellationToken);
            foreach (var i in index.Mentioning(name))
            {
                if (found.Count >= Limits.BodiesPerName)
                {
                    return _naming[name] = ImmutableArray<MemberSummary>.Empty;
                }

                if (Open(tree, index.Members[i], cancellationToken) is { } member)
                {
                    found.Add(member);
                }
            }
        }

        return _naming[name] = found.ToImmutable();
    }

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
            if (block.Kind != OperationKind.ParameterInitializer && block.Kind.ToString() != "Attribute")
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
            if (!s_cache.TryGetValue(tree, out summaries) || summaries.Stamp != _stamp.Value)
            {
                s_cache.Remove(tree);
                summaries = new TreeSummaries(_stamp.Value);
                s_cache.Add(tree, summaries);
            }
        }

        return _trees.GetOrAdd(tree, summaries);
    }

    /// <summary>The one place that asks for the semantic model of another tree.</summary>
    private MemberSummary? Open(SyntaxTree tree, SyntaxNode node, CancellationToken cancellationToken)
    {
        var members = Tree(tree).Members;
        if (members.TryGetValue(node, out var known))
        {
            return known;
        }

        var model = _symbols.Compilation.GetSemanticModel(tree);
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

    private ulong ComputeStamp()
    {
        var stamp = 14695981039346656037UL;
        foreach (var tree in _symbols.Compilation.SyntaxTrees)
        {
            stamp = (stamp ^ TreeIndex.Of(tree, CancellationToken.None).DeclarationHash) * 1099511628211UL;
        }

        foreach (var reference in _symbols.Compilation.References)
        {
            stamp = (stamp ^ (uint)RuntimeHelpers.GetHashCode(reference)) * 1099511628211UL;
        }

        // By identity: the options of the command-line compiler refuse GetHashCode.
        return (stamp ^ (uint)RuntimeHelpers.GetHashCode(_symbols.Compilation.Options)) * 1099511628211UL;
    }
}
