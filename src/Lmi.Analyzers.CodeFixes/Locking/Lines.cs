using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>Line breaks and indentation as the file has them, so that a rewrite moves code without reformatting it.</summary>
internal static class Lines
{
    public static string NewLine(SyntaxNode root)
    {
        var first = root.SyntaxTree.GetText().Lines[0];
        return root.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) is { Length: > 0 } found
            ? found
            : "\n";
    }

    /// <summary>The white space before the first token of the line on which the node begins.</summary>
    public static string IndentOf(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
    }

    /// <summary>One step of indentation: what a statement has more than the brace of its block, else a tab or four spaces.</summary>
    public static string Unit(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax);
        var inner = member is null ? string.Empty : IndentOf(member);
        var outer = member?.Parent is null or CompilationUnitSyntax ? string.Empty : IndentOf(member.Parent);
        return inner.Length > outer.Length && inner.StartsWith(outer, System.StringComparison.Ordinal)
            ? inner.Substring(outer.Length)
            : IndentOf(node).Contains("\t") ? "\t" : "    ";
    }

    /// <summary>The node with one more step before every line of it, save blank lines, directives and the inside of literals.</summary>
    public static T Deeper<T>(T node, string unit)
        where T : SyntaxNode
    {
        var first = node.GetFirstToken(includeZeroWidth: true);
        return node.ReplaceTokens(
            node.DescendantTokens(),
            (token, _) => token == first || StartsLine(token) ? token.WithLeadingTrivia(Deeper(token.LeadingTrivia, unit)) : token);
    }

    private static bool StartsLine(SyntaxToken token) =>
        token.GetPreviousToken(includeZeroWidth: true).TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
        || token.LeadingTrivia.Any(SyntaxKind.EndOfLineTrivia);

    private static IEnumerable<SyntaxTrivia> Deeper(SyntaxTriviaList trivia, string unit)
    {
        var lineStart = true;
        for (var i = 0; i < trivia.Count; i++)
        {
            var item = trivia[i];
            if (lineStart && !item.IsKind(SyntaxKind.EndOfLineTrivia) && !item.IsDirective && !item.IsKind(SyntaxKind.DisabledTextTrivia)
                && !(item.IsKind(SyntaxKind.WhitespaceTrivia) && i + 1 < trivia.Count && (trivia[i + 1].IsKind(SyntaxKind.EndOfLineTrivia) || trivia[i + 1].IsDirective)))
            {
                yield return SyntaxFactory.Whitespace(unit);
            }

            yield return item;
            lineStart = item.IsKind(SyntaxKind.EndOfLineTrivia) || item.IsDirective || item.IsKind(SyntaxKind.DisabledTextTrivia)
                || item.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia);
        }

        if (lineStart)
        {
            yield return SyntaxFactory.Whitespace(unit);
        }
    }

    /// <summary>The tree with the white space of new code fixed as it is, so that nothing formats it again.</summary>
    public static SyntaxNode Fixed(SyntaxNode root) =>
        root.ReplaceTrivia(
            root.DescendantTrivia().Where(t => t.HasAnnotation(SyntaxAnnotation.ElasticAnnotation)),
            (trivia, _) => trivia.Span.IsEmpty ? default : trivia.WithoutAnnotations(SyntaxAnnotation.ElasticAnnotation));

    /// <summary>Leading trivia up to and without the indentation of the node's own line: comments and blank lines above it.</summary>
    public static SyntaxTriviaList Above(SyntaxTriviaList leading) =>
        leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.RemoveAt(leading.Count - 1) : leading;
}
