using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>
/// Leads a case that writes to <c>/tmp</c> into a directory of its own, as if another one were mounted there: it rewrites what is run, not what is analysed. Cases run beside
/// each other, so the environment of the process cannot say where temporary files go.
/// </summary>
internal sealed class PrivateTemp(string directory) : CSharpSyntaxRewriter
{
    private const string Tmp = "/tmp";

    public override SyntaxNode? VisitLiteralExpression(LiteralExpressionSyntax node) =>
        node.Token.Value is string text && IsTemp(text) ? Literal(directory + text.Substring(Tmp.Length)).WithTriviaFrom(node) : base.VisitLiteralExpression(node);

    public override SyntaxNode? VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node)
    {
        var visited = (InterpolatedStringExpressionSyntax)base.VisitInterpolatedStringExpression(node)!;
        if (visited.Contents.FirstOrDefault() is not InterpolatedStringTextSyntax first || !IsTemp(first.TextToken.ValueText))
        {
            return visited;
        }

        // The directory's name has no character that any kind of string would have to escape.
        var token = first.TextToken;
        var text = directory + token.Text.Substring(Tmp.Length);
        return visited.ReplaceNode(first, first.WithTextToken(SyntaxFactory.Token(default, SyntaxKind.InterpolatedStringTextToken, text, text, default)));
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node) => node.Expression.ToString() switch
    {
        "Path.GetTempPath" => Literal(directory + "/").WithTriviaFrom(node),
        "Path.GetTempFileName" => SyntaxFactory.ParseExpression($"TempDirectory.NewFile(\"{directory}\")").WithTriviaFrom(node),
        "Directory.CreateTempSubdirectory" => SyntaxFactory.ParseExpression($"Directory.CreateDirectory(\"{directory}/\" + Guid.NewGuid())").WithTriviaFrom(node),
        _ => base.VisitInvocationExpression(node),
    };

    private static bool IsTemp(string text) => text == Tmp || text.StartsWith(Tmp + "/", StringComparison.Ordinal);

    private static ExpressionSyntax Literal(string text) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));
}
