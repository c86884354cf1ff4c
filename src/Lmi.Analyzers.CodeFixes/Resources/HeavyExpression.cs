using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>The expression that a report on an expensive object points at.</summary>
internal static class HeavyExpression
{
    /// <summary>The creation or call at the place of the report; null when the place holds neither.</summary>
    public static ExpressionSyntax? At(RepairRequest request)
    {
        var span = request.Diagnostic.Location.SourceSpan;
        for (var node = request.Node; node is not null and not StatementSyntax; node = node.Parent)
        {
            switch (node)
            {
                case ArgumentSyntax { Expression: var argument } when argument.Span == span:
                    return At(argument);
                case BaseObjectCreationExpressionSyntax creation when creation.Span == span:
                    return creation;
                case InvocationExpressionSyntax call when call.Expression.Span == span || call.Span == span:
                    return call;
            }
        }

        return null;
    }

    private static ExpressionSyntax? At(ExpressionSyntax expression) => Expressions.Bare(expression) is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax ? Expressions.Bare(expression) : null;

    /// <summary>With the type written out, so that it can stand anywhere.</summary>
    public static ExpressionSyntax Explicit(ExpressionSyntax creation, ITypeSymbol type, SemanticModel model) =>
        creation is ImplicitObjectCreationExpressionSyntax implicitly
            ? SyntaxFactory.ObjectCreationExpression(
                SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), TypeOf(type, model, creation.SpanStart), implicitly.ArgumentList, implicitly.Initializer)
            : creation;

    public static TypeSyntax TypeOf(ITypeSymbol type, SemanticModel model, int position) =>
        SyntaxFactory.ParseTypeName(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, position));

    /// <summary>
    /// Can the node move out of its method: does it use nothing of the method and nothing of the object, but for the locals given? False too for what cannot be told.
    /// </summary>
    public static bool StandsAlone(SyntaxNode node, SemanticModel model, System.Collections.Generic.ICollection<ISymbol> locals, CancellationToken cancellationToken)
    {
        if (Functions.Awaits(node) || Functions.Jumps(node))
        {
            return false;
        }

        foreach (var inner in node.DescendantNodesAndSelf())
        {
            if (inner is ThisExpressionSyntax or BaseExpressionSyntax)
            {
                return false;
            }

            if (inner is not SimpleNameSyntax name || name.Parent is NameColonSyntax || name.Parent is MemberAccessExpressionSyntax access && access.Name == name
                || name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } initialized && initialized.Left == name || name.Parent is MemberBindingExpressionSyntax)
            {
                continue;
            }

            switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case null when name is not IdentifierNameSyntax { IsVar: true } && name.Identifier.ValueText is not ("nameof" or "_"):
                    return false;
                case ILocalSymbol or IParameterSymbol or IRangeVariableSymbol when model.GetSymbolInfo(name, cancellationToken).Symbol is { } symbol:
                    if (!locals.Contains(symbol, SymbolEqualityComparer.Default) && !symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == node.SyntaxTree && node.Span.Contains(r.Span)))
                    {
                        return false;
                    }

                    break;
                case IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
                case ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method }:
                case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } or IMethodSymbol { IsStatic: false, MethodKind: not MethodKind.Constructor } or IEventSymbol { IsStatic: false }:
                    return false;
            }
        }

        return true;
    }
}
