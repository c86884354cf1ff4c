using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>Builds the expressions that the repairs write.</summary>
internal static class Expressions
{
    public static InvocationExpressionSyntax Call(string callee, params ArgumentSyntax[] arguments)
    {
        var list = new List<SyntaxNodeOrToken>();
        foreach (var argument in arguments)
        {
            if (list.Count > 0)
            {
                list.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            }

            list.Add(argument);
        }

        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression(callee), SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList<ArgumentSyntax>(list)));
    }

    public static ArgumentSyntax Ref(ExpressionSyntax storage) =>
        SyntaxFactory.Argument(null, SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space), Bare(storage).WithoutTrivia());

    public static ArgumentSyntax Value(ExpressionSyntax value) => SyntaxFactory.Argument(value.WithoutTrivia());

    /// <summary><c>storage.Value</c></summary>
    public static MemberAccessExpressionSyntax ValueOf(ExpressionSyntax storage) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Bare(storage).WithoutTrivia(), SyntaxFactory.IdentifierName("Value"));

    /// <summary>The expression without the parentheses and <c>!</c> around it.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>In parentheses where an operator could otherwise take part of it.</summary>
    public static ExpressionSyntax ForPlaceOf(ExpressionSyntax replacement, SyntaxNode? parent) => parent switch
    {
        EqualsValueClauseSyntax or ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or ParenthesizedExpressionSyntax or ExpressionStatementSyntax
            or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax or InitializerExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax or YieldStatementSyntax => replacement,
        InterpolationSyntax when replacement is not ConditionalExpressionSyntax => replacement,
        _ => SyntaxFactory.ParenthesizedExpression(replacement),
    };

    /// <summary>The same for an <c>await</c>; other values never need parentheses.</summary>
    public static ExpressionSyntax ForPlaceOf(ExpressionSyntax replacement, SyntaxNode? parent, bool awaits) =>
        !awaits || parent is BinaryExpressionSyntax or ConditionalExpressionSyntax ? replacement : ForPlaceOf(replacement, parent);

    /// <summary>Is it only a name, literal, member, call or index, so that a prefix operator takes all of it?</summary>
    public static bool IsPrimary(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;

    /// <summary>The comments of a node that is about to disappear, each on a line of its own at this indentation.</summary>
    public static IEnumerable<SyntaxTrivia> CommentLines(IEnumerable<SyntaxTrivia> trivia, string indent, string newLine)
    {
        foreach (var comment in trivia.Where(static t => t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia))
        {
            yield return SyntaxFactory.Whitespace(indent);
            yield return comment;
            yield return SyntaxFactory.EndOfLine(newLine);
        }
    }
}
