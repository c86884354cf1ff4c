using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>Line breaks and indentation of the file, for code that a repair moves or adds.</summary>
internal static class Layout
{
    public static string NewLine(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>The white space that begins the line on which the node begins.</summary>
    public static string IndentOf(SyntaxNode node)
    {
        var line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
    }

    /// <summary>One step of indentation around the node: a tab where the file uses tabs, else what its first indented line has.</summary>
    public static string Unit(SyntaxNode node)
    {
        foreach (var type in node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (type.Members.Count > 0)
            {
                var outer = IndentOf(type);
                var inner = IndentOf(type.Members[0]);
                if (inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal))
                {
                    return inner.Substring(outer.Length);
                }
            }
        }

        return IndentOf(node).IndexOf('\t') >= 0 ? "\t" : "    ";
    }

    /// <summary>The node with its lines moved from one indentation to another. Lines that do not begin with the first are left alone.</summary>
    public static T Move<T>(T node, string from, string to)
        where T : SyntaxNode
    {
        if (from == to)
        {
            return node;
        }

        return node.ReplaceTokens(
            node.DescendantTokens(),
            (original, token) => StartsLine(original) ? token.WithLeadingTrivia(Move(token.LeadingTrivia, from, to)) : token);
    }

    /// <summary>
    /// A statement from a template in which <c>BODY();</c> stands for the statements, already at the indentation of that
    /// line. The template's lines end in <c>\n</c> and begin with the final indentation.
    /// </summary>
    public static StatementSyntax Fill(string template, string newLine, IEnumerable<StatementSyntax> body)
    {
        var statement = SyntaxFactory.ParseStatement(template.Replace("\n", newLine));
        var place = statement.DescendantNodes().OfType<ExpressionStatementSyntax>().First(static s => s.Expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "BODY" } });
        return place.Parent is BlockSyntax ? statement.ReplaceNode(place, body) : statement.ReplaceNode(place, body.Single());
    }

    /// <summary>The statement on lines of its own at this indentation.</summary>
    public static StatementSyntax OnOwnLine(StatementSyntax statement, string indent, string newLine)
    {
        var leading = statement.GetLeadingTrivia();
        var start = leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.RemoveAt(leading.Count - 1) : leading;
        statement = statement.WithLeadingTrivia(start.Add(SyntaxFactory.Whitespace(indent)));
        return statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? statement : statement.WithTrailingTrivia(statement.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(newLine)));
    }

    private static bool StartsLine(SyntaxToken token) =>
        token.LeadingTrivia.Any(SyntaxKind.EndOfLineTrivia)
        || token.GetPreviousToken(includeZeroWidth: true) is var previous && (previous.IsKind(SyntaxKind.None) || previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));

    private static IEnumerable<SyntaxTrivia> Move(SyntaxTriviaList trivia, string from, string to)
    {
        var lineStart = true;
        foreach (var item in trivia)
        {
            if (lineStart && item.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                var text = item.ToString();
                yield return text.StartsWith(from, StringComparison.Ordinal) ? SyntaxFactory.Whitespace(to + text.Substring(from.Length)) : item;
                lineStart = false;
                continue;
            }

            if (lineStart && from.Length == 0 && !item.IsKind(SyntaxKind.EndOfLineTrivia) && !item.IsDirective)
            {
                yield return SyntaxFactory.Whitespace(to);
            }

            yield return item;
            lineStart = item.IsKind(SyntaxKind.EndOfLineTrivia) || item.IsDirective || item.IsKind(SyntaxKind.DisabledTextTrivia);
        }

        if (lineStart && from.Length == 0)
        {
            yield return SyntaxFactory.Whitespace(to);
        }
    }
}
