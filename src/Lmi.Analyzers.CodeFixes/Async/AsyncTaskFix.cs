using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Async;

/// <summary>Makes an <c>async void</c> function return a task, which its callers await.</summary>
internal static class AsyncTaskFix
{
    /// <summary>Null for a lambda, whose delegate type would have to change, and when a caller cannot await.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var document = request.Document;
        var function = request.Node.FirstAncestorOrSelf<SyntaxNode>(static n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        if (function is not (MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax } or LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax }) || !Functions.IsAsync(function)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || Functions.Symbol(function, model, cancellationToken) is not { ReturnsVoid: true } symbol || AsyncObstacles.Forbid(function, symbol)
            || !symbol.Locations.Any(l => request.Diagnostic.Location.SourceSpan.Contains(l.SourceSpan) || l.SourceSpan.Contains(request.Diagnostic.Location.SourceSpan) || request.Node == function))
        {
            return null;
        }

        var edits = new StateEdits(document.Project.Solution);
        var task = edits.TypeName(document.Id, model, function.SpanStart, "System.Threading.Tasks", "Task");
        await edits.ReplaceAsync(document.Id, function, current => current switch
        {
            MethodDeclarationSyntax method => AsyncSignature.Returning(method, task),
            LocalFunctionStatementSyntax local => local.WithReturnType(SyntaxFactory.ParseTypeName(task).WithTriviaFrom(local.ReturnType)),
            _ => current,
        }, cancellationToken).ConfigureAwait(false);
        return await new AsyncConversion(document.Project.Solution, edits, request.Diagnostic.AdditionalLocations.FirstOrDefault()).AwaitCallersAsync(symbol, function, cancellationToken).ConfigureAwait(false)
            ? await edits.ApplyAsync(cancellationToken).ConfigureAwait(false)
            : null;
    }
}
