using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>Adds a using directive where the file keeps its own, in their order.</summary>
internal static class UsingDirectives
{
    public static CompilationUnitSyntax Add(CompilationUnitSyntax root, string name)
    {
        var inner = root.Usings.Count == 0 ? root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(static n => n.Usings.Count > 0) : null;
        var usings = inner?.Usings ?? root.Usings;
        if (usings.Any(u => u.Alias is null && u.StaticKeyword.IsKind(SyntaxKind.None) && u.Name?.ToString() == name))
        {
            return root;
        }

        var newLine = Layout.NewLine(root.SyntaxTree);
        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)));
        if (usings.Count == 0)
        {
            return First(root, directive, newLine);
        }

        var index = Place(usings, name);
        if (index == 0)
        {
            // What stands above the first directive, such as a licence, stays above all of them.
            var first = usings[0];
            var indent = inner is null ? default : SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(Layout.IndentOf(first)));
            directive = directive.WithLeadingTrivia(first.GetLeadingTrivia());
            usings = usings.Replace(first, first.WithLeadingTrivia(indent));
        }
        else if (inner is not null)
        {
            directive = directive.WithLeadingTrivia(SyntaxFactory.Whitespace(Layout.IndentOf(usings[0])));
        }

        usings = usings.Insert(index, directive);
        return inner switch
        {
            FileScopedNamespaceDeclarationSyntax fileScoped => root.ReplaceNode(fileScoped, fileScoped.WithUsings(usings)),
            NamespaceDeclarationSyntax block => root.ReplaceNode(block, block.WithUsings(usings)),
            _ => root.WithUsings(usings),
        };
    }

    private static CompilationUnitSyntax First(CompilationUnitSyntax root, UsingDirectiveSyntax directive, string newLine)
    {
        var token = root.GetFirstToken(includeZeroWidth: true);
        var leading = token.LeadingTrivia;
        var comments = leading.TakeWhile(static t => t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.EndOfLineTrivia).ToList();
        // A comment that ends in a blank line is about the file; without one it is about what follows.
        var isHeader = comments.Count > 2 && comments[comments.Count - 1].IsKind(SyntaxKind.EndOfLineTrivia) && comments[comments.Count - 2].IsKind(SyntaxKind.EndOfLineTrivia);
        var header = isHeader ? comments.Count : 0;
        var rest = leading.Skip(header);
        root = root.ReplaceToken(token, token.WithLeadingTrivia(new[] { SyntaxFactory.EndOfLine(newLine) }.Concat(rest)));
        return root.WithUsings(root.Usings.Add(directive.WithLeadingTrivia(leading.Take(header))));
    }

    private static int Place(SyntaxList<UsingDirectiveSyntax> usings, string name)
    {
        var index = 0;
        for (var i = 0; i < usings.Count; i++)
        {
            var other = usings[i];
            if (other.Alias is not null || !other.StaticKeyword.IsKind(SyntaxKind.None))
            {
                break;
            }

            var otherName = other.Name!.ToString();
            if (!other.GlobalKeyword.IsKind(SyntaxKind.None) || IsSystem(otherName) && (!IsSystem(name) || string.Compare(otherName, name, StringComparison.OrdinalIgnoreCase) < 0)
                || !IsSystem(otherName) && !IsSystem(name) && string.Compare(otherName, name, StringComparison.OrdinalIgnoreCase) < 0)
            {
                index = i + 1;
            }
        }

        return index;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
