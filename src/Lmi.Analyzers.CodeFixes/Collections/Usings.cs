using System;
using System.Collections.Generic;
using System.Linq;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>Adds the using directives that a rewrite needs, sorted into those of the file.</summary>
internal static class Usings
{
    /// <summary>A type of each namespace, by which is told whether the namespace is imported already (global usings included).</summary>
    private static readonly Dictionary<string, string> Witness = new(StringComparer.Ordinal)
    {
        ["System"] = "ArgumentException",
        ["System.Collections.Concurrent"] = "ConcurrentDictionary",
        ["System.Collections.Generic"] = "KeyNotFoundException",
        ["System.Linq"] = "Enumerable",
    };

    public static SyntaxNode Add(SyntaxNode rewritten, SemanticModel original, IEnumerable<string> namespaces)
    {
        foreach (var name in namespaces.Where(n => !IsImported(original, n)).OrderBy(n => n, StringComparer.Ordinal))
        {
            rewritten = Add(rewritten, name);
        }

        return rewritten;
    }

    private static bool IsImported(SemanticModel model, string name)
    {
        var root = model.SyntaxTree.GetRoot();
        var position = root.DescendantNodes().FirstOrDefault(n => n is BaseTypeDeclarationSyntax or GlobalStatementSyntax)?.SpanStart ?? 0;
        return Witness.TryGetValue(name, out var witness)
            && model.LookupNamespacesAndTypes(position, name: witness).Any(s => s.ContainingNamespace.ToDisplayString() == name);
    }

    private static SyntaxNode Add(SyntaxNode root, string name)
    {
        var unit = (CompilationUnitSyntax)root;
        var inner = unit.Usings.Count == 0 ? unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(n => n.Usings.Count > 0) : null;
        var usings = inner?.Usings ?? unit.Usings;
        var line = Lines.NewLine(root);
        var directive = SyntaxFactory.ParseCompilationUnit("using " + name + ";" + line).Usings[0];
        if (usings.Count == 0)
        {
            // The comments that open a file stay on top of it.
            var first = unit.GetFirstToken(includeZeroWidth: true);
            var leading = first.LeadingTrivia;
            return unit.ReplaceToken(first, first.WithLeadingTrivia(SyntaxFactory.EndOfLine(line))).WithUsings(SyntaxFactory.SingletonList(directive.WithLeadingTrivia(leading)));
        }

        var index = usings.TakeWhile(u => u.GlobalKeyword.RawKind != 0 || (u.Alias is null && u.StaticKeyword.RawKind == 0 && Precedes(u.Name?.ToString() ?? string.Empty, name))).Count();
        var indent = usings[0].GetLeadingTrivia().LastOrDefault(t => t.IsKind(SyntaxKind.WhitespaceTrivia));
        if (index == 0)
        {
            directive = directive.WithLeadingTrivia(usings[0].GetLeadingTrivia());
            usings = usings.Replace(usings[0], usings[0].WithLeadingTrivia(indent.RawKind == 0 ? default : SyntaxFactory.TriviaList(indent)));
        }
        else if (indent.RawKind != 0)
        {
            directive = directive.WithLeadingTrivia(indent);
        }

        usings = usings.Insert(index, directive);
        return inner is null ? unit.WithUsings(usings) : unit.ReplaceNode(inner, inner.WithUsings(usings));
    }

    /// <summary><c>System</c> namespaces first, then by name.</summary>
    private static bool Precedes(string existing, string added)
    {
        var isSystem = existing == "System" || existing.StartsWith("System.", StringComparison.Ordinal);
        return isSystem && string.CompareOrdinal(existing, added) < 0;
    }
}
