using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>
/// Finds the declarations in a tree that keep one value a thread for what belongs to an invocation. Starts at the declarations: a tree without such storage opens no
/// body of any other.
/// </summary>
internal sealed class PerThreadStates(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, PerThreadUses uses)
{
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<PerThreadState>> _inTree = new();

    public ImmutableArray<PerThreadState> In(SyntaxTree tree, CancellationToken cancellationToken) =>
        _inTree.TryGetValue(tree, out var known) ? known : _inTree[tree] = FindIn(tree, cancellationToken);

    private ImmutableArray<PerThreadState> FindIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<PerThreadState>();
        foreach (var node in TreeIndex.Of(tree, cancellationToken).Storage)
        {
            var (type, identifier) = node switch
            {
                VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } variable => (declaration.Type, variable.Identifier),
                PropertyDeclarationSyntax property => (property.Type, property.Identifier),
                _ => (null, default),
            };
            if (type != null && KindOf(node, type) is { } kind && symbols.Model(tree).GetDeclaredSymbol(node, cancellationToken) is { } symbol && FindUse(kind, symbol, identifier.GetLocation(), cancellationToken) is { } state)
            {
                found.Add(state);
            }
        }

        AddLocals(tree, found, cancellationToken);
        return found.ToImmutable();
    }

    /// <summary>What the words of the declaration allow; the symbol decides.</summary>
    private static PerThreadKind? KindOf(SyntaxNode node, TypeSyntax type)
    {
        if (node.Parent?.Parent is FieldDeclarationSyntax { AttributeLists: { Count: > 0 } attributes } && attributes.Any(static l => l.Attributes.Any(static a => a.Name.ToString().Contains("ThreadStatic"))))
        {
            return PerThreadKind.ThreadStatic;
        }

        var name = type is NullableTypeSyntax nullable ? nullable.ElementType : type;
        name = name is QualifiedNameSyntax qualified ? qualified.Right : name;
        return name is not GenericNameSyntax generic ? null
            : generic.Identifier.ValueText == "ThreadLocal" ? PerThreadKind.ThreadLocal
            : generic.TypeArgumentList.Arguments.Count == 2 && generic.TypeArgumentList.Arguments[0] is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.IntKeyword } ? PerThreadKind.ThreadIds
            : null;
    }

    private PerThreadState? FindUse(PerThreadKind kind, ISymbol symbol, Location location, CancellationToken cancellationToken)
    {
        if (kind == PerThreadKind.ThreadStatic && !ProgramSymbols.IsThreadStatic(symbol))
        {
            return null;
        }

        var id = symbols.Id(symbol);
        if (kind == PerThreadKind.ThreadLocal && IsHeavy(id, cancellationToken) || !symbol.IsStatic && !lifetimes.IsInstanceShared(symbols.Id(symbol.ContainingType), 0, cancellationToken))
        {
            return null;
        }

        return uses.AcrossAwait(summaries.Naming(symbol.Name, cancellationToken), v => v.Kind is ValueKind.Static or ValueKind.Member && v.Id == id, cancellationToken) is var (read, path)
            ? new PerThreadState(kind, id, $"{symbol.ContainingType.Name}.{symbol.Name}", location, read, path)
            : null;
    }

    /// <summary>Does each thread make a heavy resource there? That is a hazard of its own.</summary>
    private bool IsHeavy(string id, CancellationToken cancellationToken) =>
        summaries.Member(id, cancellationToken) is { } initializer && initializer.Bodies.Exists(static b => b.Effects.Exists(static e => e.Kind == EffectKind.HeavyCreation));

    /// <summary>A <c>ThreadLocal</c> or map in a local of <c>Main</c> or of top-level statements, captured by the code of invocations.</summary>
    private void AddLocals(SyntaxTree tree, ImmutableArray<PerThreadState>.Builder found, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            if (member.Bodies.Count == 1 || member.Bodies[0].Kind != BodyKind.Main)
            {
                continue;
            }

            foreach (var local in member.Locals.OrderBy(static l => l.Value.Span.Start))
            {
                if (local.Value.Owner == member.Bodies[0] && uses.AcrossAwait(new[] { member }, v => v.Kind == ValueKind.Local && v.Id == local.Key, cancellationToken) is var (read, path))
                {
                    var kind = local.Value.Values.Exists(static v => v is { Kind: ValueKind.New } && v.Id.Contains("ThreadLocal")) ? PerThreadKind.ThreadLocal : PerThreadKind.ThreadIds;
                    found.Add(new PerThreadState(kind, "", local.Value.Name, Location.Create(tree, local.Value.Span), read, path));
                }
            }
        }
    }
}
