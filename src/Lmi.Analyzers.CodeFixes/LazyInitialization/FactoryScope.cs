using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>What the code of a factory needs around it: nothing, or the object that owns the state.</summary>
internal sealed class FactoryScope
{
    private FactoryScope(bool needsThis, bool awaits, IReadOnlyCollection<string> names)
    {
        NeedsThis = needsThis;
        Awaits = awaits;
        Names = names;
    }

    public bool NeedsThis { get; }

    public bool Awaits { get; }

    /// <summary>The simple names that it uses, which a parameter of a constructor must not hide.</summary>
    public IReadOnlyCollection<string> Names { get; }

    /// <summary>Null when the factory cannot move to the declaration: it uses a parameter or a local of its method, jumps out, or touches the state otherwise.</summary>
    public static FactoryScope? Of(LazyShape shape, StateUses uses, CancellationToken cancellationToken)
    {
        var model = shape.Write.Model;
        var nodes = shape.FactoryNodes.ToList();
        var needsThis = false;
        var names = new HashSet<string>();
        foreach (var node in nodes)
        {
            if (Functions.Jumps(node) || node.DescendantNodesAndSelf().Any(static n => n is BaseExpressionSyntax))
            {
                return null;
            }

            foreach (var inner in node.DescendantNodesAndSelf())
            {
                if (inner is ThisExpressionSyntax)
                {
                    needsThis = true;
                    continue;
                }

                if (inner is not SimpleNameSyntax name || name.Parent is NameColonSyntax)
                {
                    continue;
                }

                var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
                switch (symbol)
                {
                    case ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
                        if (!IsDeclaredIn(symbol, nodes, cancellationToken) && !IsVisibleAtDeclaration(symbol, uses, cancellationToken)
                            && !(uses.State is ILocalSymbol && SymbolEqualityComparer.Default.Equals(symbol, uses.State)))
                        {
                            return null;
                        }

                        break;
                    case ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method }:
                        return null;
                    case IFieldSymbol or IPropertySymbol or IMethodSymbol or IEventSymbol when !symbol.IsStatic && IsBareMember(name) && !SymbolEqualityComparer.Default.Equals(symbol, uses.State):
                        needsThis = true;
                        break;
                }

                if (IsBareMember(name))
                {
                    names.Add(name.Identifier.ValueText);
                }
            }
        }

        return needsThis && (uses.State.IsStatic || uses.State is not (IFieldSymbol or IPropertySymbol)) ? null : new FactoryScope(needsThis, nodes.Any(Functions.Awaits), names);
    }

    private static bool IsBareMember(SimpleNameSyntax name) =>
        !(name.Parent is MemberAccessExpressionSyntax member && member.Name == name)
        && name.Parent is not (MemberBindingExpressionSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax)
        && !(name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } initializer && initializer.Left == name);

    private static bool IsDeclaredIn(ISymbol symbol, List<SyntaxNode> nodes, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences.Any(r => nodes.Any(n => n.SyntaxTree == r.SyntaxTree && n.Span.Contains(r.Span)));

    /// <summary>For a state that is a local itself: what is declared before it in the same function.</summary>
    private static bool IsVisibleAtDeclaration(ISymbol symbol, StateUses uses, CancellationToken cancellationToken) =>
        uses.State is ILocalSymbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, uses.State.ContainingSymbol)
        && symbol.DeclaringSyntaxReferences.Length == 1 && symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is { } declared
        && declared.SyntaxTree == uses.Declaration.SyntaxTree && declared.SpanStart < uses.Declaration.SpanStart
        && uses.HomeModel.LookupSymbols(uses.Declaration.SpanStart, name: symbol.Name).Contains(symbol, SymbolEqualityComparer.Default);
}
