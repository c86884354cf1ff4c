using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>The places in a method that name one file, and what may be done to them.</summary>
internal static class PathUses
{
    /// <summary>The member, or the whole of the top-level statements, that the expression belongs to.</summary>
    public static SyntaxNode? ScopeOf(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(static n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);

    public static ExpressionSyntax? InitializerOf(ILocalSymbol local, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences.Length == 1 && local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value } ? value : null;

    /// <summary>Does the value belong to a function that runs once, <c>Main</c> or a constructor, and the use to one inside of it? A GUID would then be made once as well.</summary>
    public static bool IsMadeOnce(ExpressionSyntax value, ExpressionSyntax use) =>
        FunctionOf(value) is CompilationUnitSyntax or ConstructorDeclarationSyntax or MethodDeclarationSyntax { Identifier.ValueText: "Main" } && FunctionOf(value) != FunctionOf(use);

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax);

    public static List<ExpressionSyntax> Of(ISymbol symbol, SyntaxNode scope, SemanticModel model, CancellationToken cancellationToken) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancellationToken).Symbol, symbol))
            .Cast<ExpressionSyntax>().ToList();

    /// <summary>Does nobody outside learn the name, and is nothing read from the file before it is written here?</summary>
    public static bool AreOwn(IEnumerable<ExpressionSyntax> uses, ExpressionSyntax written)
    {
        foreach (var use in uses)
        {
            var outer = use.Parent is MemberAccessExpressionSyntax access && access.Expression == use && use is IdentifierNameSyntax { Identifier.ValueText: not "Path" } && access.Name.Identifier.ValueText is "FullName" or "Name" ? access : use;
            switch (outer.Parent)
            {
                case ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax:
                case AssignmentExpressionSyntax assignment when assignment.Left == outer || assignment.Left is not IdentifierNameSyntax and not MemberAccessExpressionSyntax || IsStored(assignment):
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 }:
                    return false;
            }

            var call = Called(outer);
            if (call is "GetFileName" or "GetFileNameWithoutExtension" || use.SpanStart < written.SpanStart && call is { } name && (name.StartsWith("Read", StringComparison.Ordinal) || name is "OpenRead" or "OpenText"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Does the method that deletes the directory also make it, so that it can make one of its own?</summary>
    public static bool IsMade(ExpressionSyntax path) =>
        ScopeOf(path)?.DescendantNodes().OfType<ExpressionSyntax>().Any(e => SyntaxFactory.AreEquivalent(e, path) && Called(e) is "CreateDirectory" or "ExtractToDirectory") == true;

    /// <summary>An option of a call may be told the path; state may not.</summary>
    private static bool IsStored(AssignmentExpressionSyntax assignment) =>
        assignment.Parent is not InitializerExpressionSyntax && assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name.Length > 0 && (name[0] == '_' || char.IsUpper(name[0]) || name.StartsWith("s_", StringComparison.Ordinal))
        || assignment.Left is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    private static string? Called(ExpressionSyntax use) =>
        use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } } ? called.Name.Identifier.ValueText : null;

    /// <summary>Does a literal of the path stand in another member of the project, so that somebody else knows the file by its name?</summary>
    public static async Task<bool> IsNamedElsewhereAsync(Project project, ExpressionSyntax path, SyntaxNode scope, CancellationToken cancellationToken)
    {
        var last = path.DescendantTokens().LastOrDefault(static t => t.IsKind(SyntaxKind.StringLiteralToken) || t.IsKind(SyntaxKind.InterpolatedStringTextToken));
        var name = last.ValueText?.Substring(last.ValueText.LastIndexOf('/') + 1) ?? "";
        if (name.Length < 4 || name[0] == '.')
        {
            return false;
        }

        foreach (var document in project.Documents)
        {
            if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            {
                continue;
            }

            foreach (var token in root.DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.EndsWith(name, StringComparison.Ordinal) && !(token.SyntaxTree == path.SyntaxTree && (path.Span.Contains(token.Span) || scope.Span.Contains(token.Span))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary><c>/tmp/report.csv</c> gives <c>reportPath</c>.</summary>
    public static string NameFor(ExpressionSyntax path)
    {
        var text = path.DescendantTokens().LastOrDefault(static t => t.IsKind(SyntaxKind.StringLiteralToken) || t.IsKind(SyntaxKind.InterpolatedStringTextToken)).ValueText ?? "";
        var name = new StringBuilder();
        foreach (var c in text.Substring(text.LastIndexOf('/') + 1).Split('.')[0])
        {
            if (char.IsLetterOrDigit(c) && (name.Length > 0 || char.IsLetter(c)))
            {
                name.Append(name.Length == 0 ? char.ToLowerInvariant(c) : c);
            }
        }

        return name.Length == 0 ? "path" : name + "Path";
    }

    /// <summary>Declares a local for the value before the first statement that needs it, in a block that holds all uses; removes what is needed no more.</summary>
    public static CompilationUnitSyntax? Hoist(CompilationUnitSyntax root, IReadOnlyList<ExpressionSyntax> uses, string local, ExpressionSyntax value, IReadOnlyList<SyntaxNode> obsolete, string? printed = null)
    {
        var first = uses.OrderBy(static u => u.SpanStart).First();
        var block = first.Ancestors().OfType<BlockSyntax>().FirstOrDefault(b => uses.All(u => b.Span.Contains(u.Span)));
        var statement = block?.Statements.FirstOrDefault(s => s.Span.Contains(first.Span));
        if (statement is null)
        {
            return null;
        }

        var indent = Layout.IndentOf(statement);
        var newLine = Layout.NewLine(root.SyntaxTree);
        var tracked = root.TrackNodes(uses.Cast<SyntaxNode>().Append(statement).Concat(obsolete));
        tracked = tracked.ReplaceNodes(uses.Select(u => tracked.GetCurrentNode(u)!), (old, _) => old is InterpolatedStringExpressionSyntax && printed != null && old.ToString().Contains(printed)
            ? SyntaxFactory.ParseExpression(old.ToString().Replace(printed, "{" + local + "}")).WithTriviaFrom(old)
            : SyntaxFactory.IdentifierName(local).WithTriviaFrom(old));
        var current = tracked.GetCurrentNode(statement)!;
        var leading = current.GetLeadingTrivia();
        var declaration = SyntaxFactory.ParseStatement($"var {local} = {value};").WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine));
        tracked = tracked.ReplaceNode(current, new SyntaxNode[] { declaration, current.WithLeadingTrivia(SyntaxFactory.Whitespace(indent)) });
        return tracked.RemoveNodes(tracked.GetCurrentNodes<SyntaxNode>(obsolete), SyntaxRemoveOptions.KeepNoTrivia);
    }
}
