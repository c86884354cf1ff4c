using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Async;

/// <summary>Awaits instead of blocking.</summary>
internal static class AwaitFix
{
    /// <summary>Null when the wait has no awaitable twin, or the function or one of its callers cannot become asynchronous.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var document = request.Document;
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model || BlockingExpression.Find(request.Node, model, cancellationToken) is not { } blocking)
        {
            return null;
        }

        var edits = new StateEdits(document.Project.Solution);
        var conversion = new AsyncConversion(document.Project.Solution, edits, request.Diagnostic.AdditionalLocations.FirstOrDefault());
        if (!await conversion.AllowAwaitAsync(document, model, blocking.Whole, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (blocking.Whole is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep", Expression: not MemberAccessExpressionSyntax } })
        {
            edits.TypeName(document.Id, model, blocking.Whole.SpanStart, "System.Threading.Tasks", "Task");
        }

        await edits.ReplaceAsync(document.Id, blocking.Whole, blocking.Awaited, cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }
}
