using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Gives each invocation a directory of its own by a GUID in the name. Nobody has been in that one before: the statement that cleared it first goes, and the directory is deleted in <c>finally</c> instead,
/// unless something else becomes of it. Not offered where that statement cannot go and would fail, since there is nothing to delete.
/// </summary>
internal static class OwnDirectoryFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var root = await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || ClearingOf(request.Node) is not { } clearing)
        {
            return await UniqueNameFix.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var mark = new SyntaxAnnotation();
        var marked = request.Document.WithSyntaxRoot(root.ReplaceNode(clearing, clearing.WithAdditionalAnnotations(mark)));
        var node = (await marked.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.FindNode(request.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var renamed = await UniqueNameFix.ApplyAsync(request with { Document = marked, Node = node }, cancellationToken).ConfigureAwait(false);
        return renamed?.GetDocument(marked.Id) is { } document ? await ClearAfterwardsAsync(document, mark, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>The statement that deletes the directory, with the question whether it is there; null when it does more.</summary>
    private static StatementSyntax? ClearingOf(SyntaxNode deleted)
    {
        StatementSyntax? statement = deleted.FirstAncestorOrSelf<ExpressionStatementSyntax>();
        statement = statement?.Parent is BlockSyntax { Statements.Count: 1, Parent: IfStatementSyntax } only ? only : statement;
        return statement?.Parent is not IfStatementSyntax question ? statement
            : question is { Else: null, Condition: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exists" } or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exists" } } } ? question
            : null;
    }

    private static async Task<Solution?> ClearAfterwardsAsync(Document document, SyntaxAnnotation mark, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var clearing = (StatementSyntax)root.GetAnnotatedNodes(mark).Single();
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model || DirectoryOf(clearing, model, cancellationToken) is not { } local
            || clearing.Parent is not BlockSyntax block || block.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(d => d.Declaration.Variables.Any(v => v.Identifier.ValueText == local.Name)) is not { } declaration
            || PathUses.Of(local, block, model, cancellationToken).Any(u => u.SpanStart < clearing.SpanStart))
        {
            return clearing is IfStatementSyntax || clearing.FirstAncestorOrSelf<TryStatementSyntax>() != null || IsMadeBefore(clearing) ? solution : null;
        }

        var keepsComments = clearing.GetLeadingTrivia().Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));
        var next = block.Statements.SkipWhile(s => s != clearing).Skip(1).FirstOrDefault();
        var tracked = root.TrackNodes(new SyntaxNode[] { clearing, declaration }.Concat(next is null ? Enumerable.Empty<SyntaxNode>() : new SyntaxNode[] { next }));
        if (next != null)
        {
            var leading = next.GetLeadingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia));
            tracked = tracked.ReplaceNode(tracked.GetCurrentNode(next)!, tracked.GetCurrentNode(next)!.WithLeadingTrivia(keepsComments ? clearing.GetLeadingTrivia() : SyntaxFactory.TriviaList(leading)));
        }

        document = document.WithSyntaxRoot(tracked.RemoveNode(tracked.GetCurrentNode(clearing)!, SyntaxRemoveOptions.KeepNoTrivia)!);
        root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        declaration = root.GetCurrentNode(declaration)!;
        local = (ILocalSymbol)model.GetDeclaredSymbol(declaration.Declaration.Variables[0], cancellationToken)!;
        var wrapped = PathUses.Of(local, declaration.Parent!, model, cancellationToken).Any(IsDeletedOrMoved) ? null : DeleteFix.Wrap(root, declaration, local, isDirectory: true, model, cancellationToken);
        return (wrapped is null ? document : document.WithSyntaxRoot(wrapped)).Project.Solution;
    }

    private static bool IsMadeBefore(StatementSyntax clearing) =>
        PathUses.ScopeOf(clearing)?.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(m => m.Name.Identifier.ValueText is "CreateDirectory" or "ExtractToDirectory" && m.SpanStart < clearing.SpanStart) == true;

    /// <summary>The local that <c>Directory.Delete(local)</c> or <c>local.Delete()</c> names.</summary>
    private static ILocalSymbol? DirectoryOf(StatementSyntax clearing, SemanticModel model, CancellationToken cancellationToken) =>
        clearing.DescendantNodes().OfType<IdentifierNameSyntax>().Where(IsDeletedOrMoved).Select(n => model.GetSymbolInfo(n, cancellationToken).Symbol).OfType<ILocalSymbol>().FirstOrDefault();

    private static bool IsDeletedOrMoved(ExpressionSyntax use)
    {
        var call = use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax given } ? given.Expression : use.Parent;
        return call is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delete" or "Move" or "MoveTo" };
    }
}
