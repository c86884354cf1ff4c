using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>
/// New code around old nodes: <c>$0.TryAdd($1, $2)</c> with the nodes put in as they are, so that comments inside them
/// and the annotations that follow other diagnostics survive.
/// </summary>
internal static class Template
{
    private const string Hole = "__lmi";

    public static ExpressionSyntax Expression(string template, params ExpressionSyntax[] parts) =>
        Fill(SyntaxFactory.ParseExpression(Holes(template)), parts);

    public static StatementSyntax Statement(string template, params ExpressionSyntax[] parts) =>
        Fill(SyntaxFactory.ParseStatement(Holes(template)), parts);

    private static string Holes(string template) => template.Replace("$", Hole);

    private static T Fill<T>(T parsed, IReadOnlyList<ExpressionSyntax> parts)
        where T : SyntaxNode
    {
        var holes = parsed.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText.StartsWith(Hole, System.StringComparison.Ordinal));
        return parsed.ReplaceNodes(holes, (hole, _) =>
        {
            var part = parts[int.Parse(hole.Identifier.ValueText.Substring(Hole.Length), CultureInfo.InvariantCulture)].WithoutTrivia();
            return (NeedsParentheses(part, hole) ? SyntaxFactory.ParenthesizedExpression(part) : part).WithTriviaFrom(hole);
        });
    }

    private static bool NeedsParentheses(ExpressionSyntax part, SyntaxNode hole) =>
        hole.Parent is not (ArgumentSyntax or EqualsValueClauseSyntax or LambdaExpressionSyntax or ParenthesizedExpressionSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax)
        && part is BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or LambdaExpressionSyntax;
}
