using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>Turns <c>=&gt; expression</c> into a block with one statement, because a lock is a statement.</summary>
internal static class ArrowBody
{
    /// <summary>The arrow body or expression lambda directly around the node; null when it is in a block already.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case StatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
                case ArrowExpressionClauseSyntax:
                case AnonymousFunctionExpressionSyntax { ExpressionBody: not null }:
                    return ancestor;
            }
        }

        return null;
    }

    /// <summary>The tree with that body as a block; null where a block cannot stand.</summary>
    public static SyntaxNode? ToBlock(SyntaxNode root, SyntaxNode arrow, SemanticModel model, CancellationToken cancellationToken)
    {
        var owner = arrow is ArrowExpressionClauseSyntax ? arrow.Parent! : arrow;
        var newLine = Lines.NewLine(root);
        var indent = Lines.IndentOf(owner);
        var unit = Lines.Unit(owner);
        switch (owner)
        {
            case MethodDeclarationSyntax method:
                return root.ReplaceNode(method, method.WithExpressionBody(null).WithSemicolonToken(default)
                    .WithParameterList(method.ConstraintClauses.Count == 0 ? NoTrailing(method.ParameterList) : method.ParameterList)
                    .WithBody(Block(method.ExpressionBody!.Expression, Returns(model.GetDeclaredSymbol(method, cancellationToken)), indent, unit, newLine, method.SemicolonToken.TrailingTrivia)));
            case LocalFunctionStatementSyntax function:
                return root.ReplaceNode(function, function.WithExpressionBody(null).WithSemicolonToken(default)
                    .WithParameterList(function.ConstraintClauses.Count == 0 ? NoTrailing(function.ParameterList) : function.ParameterList)
                    .WithBody(Block(function.ExpressionBody!.Expression, Returns(model.GetDeclaredSymbol(function, cancellationToken) as IMethodSymbol), indent, unit, newLine, function.SemicolonToken.TrailingTrivia)));
            case AccessorDeclarationSyntax accessor:
                return root.ReplaceNode(accessor, accessor.WithExpressionBody(null).WithSemicolonToken(default)
                    .WithKeyword(accessor.Keyword.WithTrailingTrivia())
                    .WithBody(Block(accessor.ExpressionBody!.Expression, accessor.IsKind(SyntaxKind.GetAccessorDeclaration), indent, unit, newLine, accessor.SemicolonToken.TrailingTrivia)));
            case PropertyDeclarationSyntax property:
                return root.ReplaceNode(property, WithGetter(property, indent, unit, newLine));
            case LambdaExpressionSyntax { ExpressionBody: { } expression } lambda:
                var lambdaBlock = Block(expression, Returns(model.GetSymbolInfo(lambda, cancellationToken).Symbol as IMethodSymbol), indent, unit, newLine, default);
                return root.ReplaceNode(lambda, WithBlock(lambda, lambdaBlock));
            default:
                return null;
        }
    }

    private static LambdaExpressionSyntax WithBlock(LambdaExpressionSyntax lambda, BlockSyntax block)
    {
        var arrow = lambda.ArrowToken.WithTrailingTrivia();
        return lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.WithArrowToken(arrow).WithExpressionBody(null).WithBlock(block),
            ParenthesizedLambdaExpressionSyntax many => many.WithArrowToken(arrow).WithExpressionBody(null).WithBlock(block),
            _ => lambda,
        };
    }

    private static PropertyDeclarationSyntax WithGetter(PropertyDeclarationSyntax property, string indent, string unit, string newLine)
    {
        var getter = SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration)
            .WithKeyword(SyntaxFactory.Token(SyntaxKind.GetKeyword).WithLeadingTrivia(SyntaxFactory.Whitespace(indent + unit)))
            .WithBody(Block(property.ExpressionBody!.Expression, true, indent + unit, unit, newLine, SyntaxFactory.TriviaList(SyntaxFactory.EndOfLine(newLine))));
        var accessors = SyntaxFactory.AccessorList(
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.EndOfLine(newLine), SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)),
            SyntaxFactory.SingletonList(getter),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(property.SemicolonToken.TrailingTrivia));
        return property.WithIdentifier(property.Identifier.WithTrailingTrivia()).WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(accessors);
    }

    private static ParameterListSyntax NoTrailing(ParameterListSyntax list) =>
        list.WithCloseParenToken(list.CloseParenToken.WithTrailingTrivia(list.CloseParenToken.TrailingTrivia.Where(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia))));

    private static bool Returns(IMethodSymbol? method) =>
        method is { ReturnsVoid: false } && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private static BlockSyntax Block(ExpressionSyntax expression, bool returns, string indent, string unit, string newLine, SyntaxTriviaList trailing)
    {
        var line = SyntaxFactory.EndOfLine(newLine);
        var inner = SyntaxFactory.Whitespace(indent + unit);
        var value = expression.WithoutLeadingTrivia().WithoutTrailingTrivia();
        var semicolon = SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(line);
        StatementSyntax statement = value switch
        {
            ThrowExpressionSyntax thrown => SyntaxFactory.ThrowStatement(thrown.ThrowKeyword, thrown.Expression, semicolon).WithLeadingTrivia(inner),
            _ when returns => SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), value, semicolon).WithLeadingTrivia(inner),
            _ => SyntaxFactory.ExpressionStatement(value, semicolon).WithLeadingTrivia(inner),
        };
        return SyntaxFactory.Block(
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(line, SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(line),
            SyntaxFactory.SingletonList(statement),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(trailing));
    }
}
