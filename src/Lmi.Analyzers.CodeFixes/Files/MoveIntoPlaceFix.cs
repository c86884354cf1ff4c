using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Lets the branch that creates a missing file write it under a unique name and move it into place when it is complete. Not offered where the branch leaves early, where
/// the file is not created in the branch of the check, or where the path cannot be named twice.
/// </summary>
internal static class MoveIntoPlaceFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var root = await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit || model is null || PathOf(request.Node) is not { } path || !IsName(path) || path.FirstAncestorOrSelf<StatementSyntax>() is null)
        {
            return null;
        }

        var branch = path.Ancestors().OfType<IfStatementSyntax>().FirstOrDefault(i => i.Statement.Span.Contains(path.Span) && i.Condition.DescendantNodesAndSelf().Any(n => SyntaxFactory.AreEquivalent(n, path)) && i.Condition.ToString().Contains("Exists"));
        if (branch is null || path.Ancestors().TakeWhile(n => n != branch).Any(static n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        {
            return null;
        }

        var statements = branch.Statement is BlockSyntax block ? block.Statements : SyntaxFactory.SingletonList(branch.Statement);
        if (statements.Any(static s => s.DescendantNodesAndSelf(static n => n is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax).Any(static n => n is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax or YieldStatementSyntax)))
        {
            return null;
        }

        var isInfo = model.GetTypeInfo(path, cancellationToken).Type?.Name == "FileInfo";
        var uses = statements.SelectMany(static s => s.DescendantNodesAndSelf()).Where(n => SyntaxFactory.AreEquivalent(n, path)).ToList();
        var creating = statements.First(s => s.Span.Contains(path.Span));
        if (!isInfo && model.GetTypeInfo(path, cancellationToken).Type?.SpecialType != SpecialType.System_String || uses.Any(u => u.SpanStart < creating.SpanStart))
        {
            return null;
        }

        return request.Document.WithSyntaxRoot(UsingDirectives.Add(unit.ReplaceNode(branch, Rewritten(branch, statements, creating, uses, path, isInfo, model)), "System")).Project.Solution;
    }

    private static ExpressionSyntax? PathOf(SyntaxNode node)
    {
        node = node is ArgumentSyntax argument ? argument.Expression : node;
        return node switch
        {
            MemberAccessExpressionSyntax access when access.Parent is InvocationExpressionSyntax => access.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
            _ => node as ExpressionSyntax,
        };
    }

    /// <summary>Evaluating it again gives the same.</summary>
    private static bool IsName(ExpressionSyntax path) => path is IdentifierNameSyntax or LiteralExpressionSyntax || path is MemberAccessExpressionSyntax access && (access.Expression is ThisExpressionSyntax || IsName(access.Expression));

    private static IfStatementSyntax Rewritten(IfStatementSyntax branch, SyntaxList<StatementSyntax> statements, StatementSyntax creating, List<SyntaxNode> uses, ExpressionSyntax path, bool isInfo, SemanticModel model)
    {
        var newLine = Layout.NewLine(branch.SyntaxTree);
        var outer = Layout.IndentOf(branch);
        var unit = Layout.Unit(branch);
        var indent = outer + unit;
        var partial = Names.ForLocal("partial", model, path.SpanStart, PathUses.ScopeOf(path)!);
        var target = path.WithoutTrivia().ToString();
        var name = path is LiteralExpressionSyntax literal ? $"$\"{literal.Token.Text.Trim('"')}.{{Guid.NewGuid():N}}\"" : isInfo ? $"new FileInfo($\"{{{target}.FullName}}.{{Guid.NewGuid():N}}\")" : $"$\"{{{target}}}.{{Guid.NewGuid():N}}\"";
        var move = isInfo ? $"{partial}.MoveTo({target}.FullName, overwrite: true);" : $"File.Move({partial}, {target}, overwrite: true);";

        var before = statements.TakeWhile(s => s != creating).ToList();
        var inside = statements.Skip(before.Count).Select(s => s.ReplaceNodes(uses.Where(u => s.Span.Contains(u.Span)), (old, _) => SyntaxFactory.IdentifierName(partial).WithTriviaFrom(old))).ToList();

        // A stream that the block closes at its end must be closed before the move.
        var isOpen = statements.OfType<LocalDeclarationStatementSyntax>().Any(static d => !d.UsingKeyword.IsKind(SyntaxKind.None));
        var body = new List<StatementSyntax>();
        body.AddRange(isOpen ? Enumerable.Empty<StatementSyntax>() : before.Select(s => Layout.OnOwnLine(s, indent, newLine)));
        body.Add(Line($"var {partial} = {name};", indent, newLine));
        if (isOpen)
        {
            var deeper = indent + unit;
            var written = before.Concat(inside).Select(s => Layout.OnOwnLine(Layout.Move(s, Layout.IndentOf(statements[0]), deeper), deeper, newLine)).ToList();
            body.Add(SyntaxFactory.Block(
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)),
                SyntaxFactory.List(written),
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine), SyntaxFactory.EndOfLine(newLine))));
        }
        else
        {
            body.AddRange(inside.Select(s => Layout.OnOwnLine(s, indent, newLine)));
        }

        body.Add(Line(move, indent, newLine));
        var result = SyntaxFactory.Block(
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(outer)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)),
            SyntaxFactory.List(body),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(outer)).WithTrailingTrivia(branch.Statement.GetTrailingTrivia()));
        return branch.WithCloseParenToken(branch.CloseParenToken.WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine))).WithStatement(result);
    }

    private static StatementSyntax Line(string text, string indent, string newLine) =>
        SyntaxFactory.ParseStatement(text).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine));
}
