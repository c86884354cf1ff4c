using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Wraps what follows the declaration of the path in <c>try</c>, and deletes the file in <c>finally</c>. A directory that the method made for itself goes with all that is in it.
/// Needs a local that keeps the path, declared in a block.
/// </summary>
internal static class DeleteFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var root = await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var path = (request.Node is ArgumentSyntax argument ? argument.Expression : request.Node) as ExpressionSyntax;
        if (root is null || model is null || path is null || TempName.Of(path, model, cancellationToken) is not { } name
            || (await name.Local.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false)).FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Parent: BlockSyntax block, UsingKeyword.RawKind: 0 } declaration)
        {
            return null;
        }

        var rest = block.Statements.Skip(block.Statements.IndexOf(declaration) + 1).ToList();
        if (rest.Count == 0 || !rest.Any(s => s.Span.Contains(path.Span)) || rest.Any(static s => s is LocalFunctionStatementSyntax or LabeledStatementSyntax) || path.Ancestors().TakeWhile(n => n != block).Any(static n => n is AnonymousFunctionExpressionSyntax))
        {
            return null;
        }

        var indent = Layout.IndentOf(declaration);
        var newLine = Layout.NewLine(root.SyntaxTree);
        var isDirectory = name.IsDirectory || request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Member, out var member) && member!.IndexOf("Directory", System.StringComparison.Ordinal) >= 0;
        var delete = name.Local.Type.SpecialType != SpecialType.System_String ? $"{name.Local.Name}.Delete({(isDirectory ? "recursive: true" : "")});"
            : isDirectory ? $"Directory.Delete({name.Local.Name}, recursive: true);"
            : $"File.Delete({name.Local.Name});";
        var unit = Layout.Unit(declaration);
        var moved = rest.Select(s => Layout.Move(s, indent, indent + unit)).ToList();
        var shell = (TryStatementSyntax)SyntaxFactory.ParseStatement($"{indent}try\n{indent}{{\n{indent}}}\n{indent}finally\n{indent}{{\n{indent}{unit}{delete}\n{indent}}}\n".Replace("\n", newLine));
        shell = shell.WithBlock(shell.Block.WithStatements(SyntaxFactory.List(moved)));
        var statements = block.Statements.Take(block.Statements.IndexOf(declaration) + 1).Append(shell);
        return request.Document.WithSyntaxRoot(root.ReplaceNode(block, block.WithStatements(SyntaxFactory.List(statements)))).Project.Solution;
    }
}
