using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Locking;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>Gives a function an object of its own: a local, declared before the first statement that uses it, that takes the place of what is shared.</summary>
internal static class OwnLocal
{
    /// <summary>On each name of the local that took the place of a use.</summary>
    public static readonly SyntaxAnnotation Use = new("Lmi.Use");

    /// <summary>The function with these lines before the first use, and every use renamed; null where it has no block and cannot get one.</summary>
    public static SyntaxNode? DeclaredIn(SyntaxNode function, IReadOnlyCollection<StateUse> users, string local, IEnumerable<string> lines, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Renamed(function, users, local, model, cancellationToken) is not { } block || Body(block) is not { } body || body.Statements.FirstOrDefault(static s => s.GetAnnotatedNodes(Use).Any()) is not { } first)
        {
            return null;
        }

        var newLine = Layout.NewLine(function.SyntaxTree);
        var leading = first.GetLeadingTrivia();
        var blank = leading.TakeWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        var indent = leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.Last().ToString() : "";
        var inserted = lines.Select((line, i) => SyntaxFactory.ParseStatement(line).WithLeadingTrivia((i == 0 ? blank : new List<SyntaxTrivia>()).Append(SyntaxFactory.Whitespace(indent)))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)));
        var statements = body.Statements.Replace(first, first.WithLeadingTrivia(leading.Skip(blank.Count)));
        return block.ReplaceNode(body, body.WithStatements(statements.InsertRange(body.Statements.IndexOf(first), inserted)));
    }

    /// <summary>The function with a block for a body, in which the local has the place of every use; the uses are annotated.</summary>
    private static SyntaxNode? Renamed(SyntaxNode function, IReadOnlyCollection<StateUse> users, string local, SemanticModel model, CancellationToken cancellationToken)
    {
        if (WithBlock(function, users, model, cancellationToken) is not var (block, names))
        {
            return null;
        }

        var wholes = names.Select(static n => n.Parent is MemberAccessExpressionSyntax m && m.Name == n ? (ExpressionSyntax)m : n).ToList();
        return block.ReplaceNodes(wholes, (old, _) => SyntaxFactory.IdentifierName(local).WithTriviaFrom(old).WithAdditionalAnnotations(Use));
    }

    /// <summary>The function with a block for a body, and where the names of the uses are in it.</summary>
    public static (SyntaxNode Block, ImmutableArray<SimpleNameSyntax> Names)? WithBlock(SyntaxNode function, IReadOnlyCollection<StateUse> users, SemanticModel model, CancellationToken cancellationToken)
    {
        // The places of the names survive the change from an arrow to a block.
        var text = users.First().Name.Identifier.ValueText;
        var places = NamesIn(function, text).Select((n, i) => (n, i)).Where(p => users.Any(u => u.Name == p.n)).Select(static p => p.i).ToImmutableHashSet();
        var block = function;
        if (Body(function) == null)
        {
            var arrow = function switch
            {
                MethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody,
                LocalFunctionStatementSyntax inner => inner.ExpressionBody,
                _ => function,
            };
            if (arrow == null || ArrowBody.ToBlock(function, arrow, model, cancellationToken) is not { } converted)
            {
                return null;
            }

            block = converted;
        }

        return (block, NamesIn(block, text).Where((_, i) => places.Contains(i)).ToImmutableArray());
    }

    public static BlockSyntax? Body(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    private static IEnumerable<SimpleNameSyntax> NamesIn(SyntaxNode function, string text) => function.DescendantNodes().OfType<SimpleNameSyntax>().Where(n => n.Identifier.ValueText == text);
}
