using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>The function around a node: a method, accessor, lambda or local function.</summary>
internal static class Functions
{
    /// <summary>Null in an initializer, an attribute or a top-level statement.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            if (Is(ancestor))
            {
                return ancestor;
            }

            if (ancestor is BaseTypeDeclarationSyntax)
            {
                return null;
            }
        }

        return null;
    }

    public static bool Is(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
        || node is ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax };

    public static IMethodSymbol? Symbol(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken) => function switch
    {
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property, cancellationToken)?.GetMethod,
        ArrowExpressionClauseSyntax { Parent: IndexerDeclarationSyntax indexer } => model.GetDeclaredSymbol(indexer, cancellationToken)?.GetMethod,
        AnonymousFunctionExpressionSyntax => model.GetSymbolInfo(function, cancellationToken).Symbol as IMethodSymbol,
        _ => model.GetDeclaredSymbol(function, cancellationToken) as IMethodSymbol,
    };

    /// <summary>May <c>await</c> stand directly in this function (null: in top-level statements)?</summary>
    public static bool IsAsync(SyntaxNode? function) => function switch
    {
        null => true,
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>Does the node await, outside of the functions nested in it?</summary>
    public static bool Awaits(SyntaxNode node) =>
        node.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(static n => n is AwaitExpressionSyntax
                || n is CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword }
                || n is UsingStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword }
                || n is LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword });

    /// <summary>Can the node leave itself: <c>return</c>, <c>yield</c>, <c>break</c>, <c>continue</c>, <c>goto</c>, outside of nested functions?</summary>
    public static bool Jumps(SyntaxNode node) =>
        node.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(static n => n is ReturnStatementSyntax or YieldStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax);

    /// <summary>Is the value of this expression used, rather than dropped as in an expression statement?</summary>
    public static bool IsValueUsed(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (expression.Parent)
        {
            case ExpressionStatementSyntax:
                return false;
            case ForStatementSyntax loop when loop.Incrementors.Contains(expression) || loop.Initializers.Contains(expression):
                return false;
            case AnonymousFunctionExpressionSyntax lambda:
                return !ReturnsNothing(model.GetSymbolInfo(lambda, cancellationToken).Symbol as IMethodSymbol);
            case ArrowExpressionClauseSyntax { Parent: { } owner }:
                return owner is BasePropertyDeclarationSyntax || !ReturnsNothing(model.GetDeclaredSymbol(owner, cancellationToken) as IMethodSymbol);
            default:
                return true;
        }
    }

    private static bool ReturnsNothing(IMethodSymbol? method) =>
        method is null || method.ReturnsVoid || method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 };
}
