using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>Puts a GUID into the last name of a path expression, before its extension; null for an expression whose last name cannot be told.</summary>
internal static class UniqueName
{
    private const string Hole = "{Guid.NewGuid():N}";

    /// <summary>What may not stand in the hole of an interpolated string before C# 11.</summary>
    private static readonly char[] Quoted = { '"', '\n' };

    /// <summary>Is there a piece in it that differs each time that it is computed?</summary>
    public static bool IsUnique(ExpressionSyntax path) => path.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(static m => m.Name.Identifier.ValueText is "NewGuid" or "CreateVersion7" or "GetRandomFileName");

    /// <summary>The variable that is the last name in the path, or what its extension follows; null when there is none.</summary>
    public static string? LastNameOf(ExpressionSyntax path) => path switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ParenthesizedExpressionSyntax parenthesized => LastNameOf(parenthesized.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Combine" or "Join" } access } call when access.Expression.ToString() is "Path" or "System.IO.Path" && call.ArgumentList.Arguments.Count > 1 =>
            LastNameOf(call.ArgumentList.Arguments.Last().Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => LastNameOf(IsTail(sum.Right) ? sum.Left : sum.Right),
        InterpolatedStringExpressionSyntax { Contents: { Count: > 0 } contents } when contents.Reverse().SkipWhile(static c => c is InterpolatedStringTextSyntax t && t.TextToken.Text.IndexOf('/') < 0).FirstOrDefault() is InterpolationSyntax { Expression: var last } =>
            LastNameOf(last),
        _ => null,
    };

    private static bool IsTail(ExpressionSyntax piece) => piece is LiteralExpressionSyntax literal && literal.Token.ValueText.IndexOf('/') < 0;

    public static ExpressionSyntax? Of(ExpressionSyntax path) => With(path)?.WithTriviaFrom(path);

    private static ExpressionSyntax? With(ExpressionSyntax path)
    {
        switch (path)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                return OfLiteral(literal);
            case InterpolatedStringExpressionSyntax interpolated:
                return OfInterpolated(interpolated);
            case ParenthesizedExpressionSyntax parenthesized:
                return Of(parenthesized.Expression) is { } inner ? parenthesized.WithExpression(inner) : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return (sum.Right is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } tail ? OfLiteral(tail, isTail: true)?.WithTriviaFrom(tail) : Of(sum.Right)) is { } right ? sum.WithRight(right) : null;
            case ConditionalExpressionSyntax choice:
                return Of(choice.WhenTrue) is { } first && Of(choice.WhenFalse) is { } second ? choice.WithWhenTrue(first).WithWhenFalse(second) : null;
            case ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation when creation.Type.ToString().EndsWith("Info", StringComparison.Ordinal):
                return Replaced(creation, creation.ArgumentList.Arguments[0].Expression);
            case ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 1 } creation:
                return Replaced(creation, creation.ArgumentList.Arguments[0].Expression);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Combine" or "Join" } access } call when access.Expression.ToString() is "Path" or "System.IO.Path" && call.ArgumentList.Arguments.Count > 1:
                return Replaced(call, call.ArgumentList.Arguments.Last().Expression);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetFileName" or "GetFileNameWithoutExtension", Expression: var type } } when type.ToString() is "Path" or "System.IO.Path" && path.ToString().IndexOfAny(Quoted) < 0:
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return SyntaxFactory.ParseExpression("$\"" + Hole + "-{" + path.WithoutTrivia() + "}\"");
            default:
                return null;
        }
    }

    private static ExpressionSyntax? Replaced(ExpressionSyntax whole, ExpressionSyntax name) => Of(name) is { } unique ? whole.ReplaceNode(name, unique) : null;

    private static ExpressionSyntax? OfLiteral(LiteralExpressionSyntax literal, bool isTail = false)
    {
        var source = literal.Token.Text;
        if (source.StartsWith("\"\"\"", StringComparison.Ordinal) || literal.Token.ValueText.TrimEnd('/').Length == 0)
        {
            return null;
        }

        var open = source.IndexOf('"') + 1;
        var text = source.Substring(open, source.Length - open - 1).Replace("{", "{{").Replace("}", "}}");
        return SyntaxFactory.ParseExpression("$" + source.Substring(0, open) + (isTail && text[0] == '.' ? "-" : "") + Inserted(text) + "\"");
    }

    /// <summary>The text with the GUID before the extension of its last name.</summary>
    private static string Inserted(string text)
    {
        var end = text.EndsWith("/", StringComparison.Ordinal) ? text.Length - 1 : text.Length;
        var slash = end == 0 ? -1 : text.LastIndexOf('/', end - 1);
        var dot = end == 0 ? -1 : text.LastIndexOf('.', end - 1);
        var at = dot > slash ? dot : end;
        return text.Substring(0, at) + (at == slash + 1 ? "" : "-") + Hole + text.Substring(at);
    }

    private static ExpressionSyntax? OfInterpolated(InterpolatedStringExpressionSyntax interpolated)
    {
        if (interpolated.Contents.Count == 0 || interpolated.StringStartToken.Text.IndexOf("\"\"\"", StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var last = interpolated.Contents.Last();
        var text = last is InterpolatedStringTextSyntax tail ? tail.TextToken.Text : "";
        // A piece that is the extension follows what is named before it.
        var unique = text.Length > 0 && text[0] == '.' && text.IndexOf('/') < 0 ? "-" + Hole + text : text.Length == 0 ? "-" + Hole : Inserted(text);
        var source = string.Concat(interpolated.Contents.Take(interpolated.Contents.Count - (text.Length > 0 ? 1 : 0)).Select(static c => c.ToString()));
        return SyntaxFactory.ParseExpression(interpolated.StringStartToken.Text + source + unique + interpolated.StringEndToken.Text);
    }
}
