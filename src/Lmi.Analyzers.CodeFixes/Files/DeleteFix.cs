using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Wraps what follows the declaration of the path in <c>try</c>, and deletes the file in <c>finally</c>. A directory that the method made for itself goes with all that is in it.
/// Needs a local that keeps the path, declared in a block. Not offered where somebody goes on with the file when the block is left.
/// </summary>
internal static class DeleteFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var root = await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var path = (request.Node is ArgumentSyntax argument ? argument.Expression : request.Node) as ExpressionSyntax;
        if (root is null || model is null || path is null || TempName.Of(path, model, cancellationToken) is not { } name
            || (await name.Local.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false)).FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Parent: BlockSyntax block } declaration
            || !block.Statements.Any(s => s.SpanStart > declaration.SpanStart && s.Span.Contains(path.Span)) || path.Ancestors().TakeWhile(n => n != block).Any(static n => n is AnonymousFunctionExpressionSyntax))
        {
            return null;
        }

        var isDirectory = name.IsDirectory || IsDirectory(path, model, cancellationToken);
        return Wrap(root, declaration, name.Local, isDirectory, model, cancellationToken) is { } changed ? request.Document.WithSyntaxRoot(changed).Project.Solution : null;
    }

    /// <summary>The root with the statements after the declaration in <c>try</c>; null where there are none, where one of them has to stay in the block, or where somebody uses the file after them.</summary>
    public static SyntaxNode? Wrap(SyntaxNode root, LocalDeclarationStatementSyntax declaration, ILocalSymbol local, bool isDirectory, SemanticModel model, CancellationToken cancellationToken)
    {
        if (declaration is not { Parent: BlockSyntax block, UsingKeyword.RawKind: 0 } || PathUses.ScopeOf(declaration) is not { } scope)
        {
            return null;
        }

        var rest = block.Statements.Skip(block.Statements.IndexOf(declaration) + 1).ToList();
        if (rest.Count == 0 || rest.Any(static s => s is LocalFunctionStatementSyntax or LabeledStatementSyntax) || Afterwards.IsUsed(local.Name, rest, model, cancellationToken)
            || Listings.IsRepeated(declaration, scope) && Listings.In(scope, model, cancellationToken).Any(l => !rest.Any(s => s.Span.Contains(l.Span))))
        {
            return null;
        }

        var indent = Layout.IndentOf(declaration);
        var newLine = Layout.NewLine(root.SyntaxTree);
        var delete = local.Type.SpecialType != SpecialType.System_String ? $"{local.Name}.Delete({(isDirectory ? "recursive: true" : "")});"
            : isDirectory ? $"Directory.Delete({local.Name}, recursive: true);"
            : $"File.Delete({local.Name});";
        var unit = Layout.Unit(declaration);
        var moved = rest.Select(s => Layout.Move(s, indent, indent + unit)).ToList();
        var shell = (TryStatementSyntax)SyntaxFactory.ParseStatement($"{indent}try\n{indent}{{\n{indent}}}\n{indent}finally\n{indent}{{\n{indent}{unit}{delete}\n{indent}}}\n".Replace("\n", newLine));
        shell = shell.WithBlock(shell.Block.WithStatements(SyntaxFactory.List(moved)));
        var statements = block.Statements.Take(block.Statements.IndexOf(declaration) + 1).Append(shell);
        return root.ReplaceNode(block, block.WithStatements(SyntaxFactory.List(statements)));
    }

    /// <summary>Does the call make a directory of the path? Its parameter or property says so by its name or type, or the call is one of directories: the archive that <c>CreateFromDirectory</c> makes is a file.</summary>
    private static bool IsDirectory(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken) => path.Parent switch
    {
        ArgumentSyntax argument when model.GetOperation(argument, cancellationToken) is IArgumentOperation { Parameter: { } parameter } =>
            parameter.Type.Name == "DirectoryInfo" || parameter.ContainingType.Name is "Directory" or "DirectoryInfo" or "IDirectory" || IsOfDirectory(parameter.Name) || IsUsedAsDirectory(path, model, cancellationToken),
        AssignmentExpressionSyntax { Left: var left } => model.GetSymbolInfo(left, cancellationToken).Symbol is { } property && IsOfDirectory(property.Name) || IsUsedAsDirectory(path, model, cancellationToken),
        _ => false,
    };

    private static bool IsOfDirectory(string name) => s_directoryWords.Any(w => name.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);

    private static readonly string[] s_directoryWords = { "directory", "folder", "dirname", "dirpath" };

    /// <summary>Where the parameter does not tell, the member may: it lists the path.</summary>
    private static bool IsUsedAsDirectory(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken) =>
        PathUses.ScopeOf(path) is { } scope && Listings.In(scope, model, cancellationToken).Any(l => l.DescendantNodes().Any(n => SyntaxFactory.AreEquivalent(n, path)));
}
