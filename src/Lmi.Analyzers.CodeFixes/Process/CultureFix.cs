using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Process;

/// <summary>The culture of the invocation, which flows with its calls and awaits, in the place of the default of all threads.</summary>
internal static class CultureFix
{
    /// <summary>Null in an asynchronous helper: what it sets, its caller does not see.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.Node.AncestorsAndSelf().Take(2).OfType<MemberAccessExpressionSyntax>().FirstOrDefault() is not { Name.Identifier.ValueText: "DefaultThreadCurrentCulture" or "DefaultThreadCurrentUICulture", Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } } target
            || Functions.Around(target) is not { } function || function is AnonymousFunctionExpressionSyntax || Functions.IsAsync(function) && request.Diagnostic.AdditionalLocations.Count != 1)
        {
            return null;
        }

        var edits = new StateEdits(request.Document.Project.Solution);
        var name = target.Name.Identifier.ValueText.Replace("DefaultThread", "");
        await edits.ReplaceAsync(request.Document.Id, target.Name, current => SyntaxFactory.IdentifierName(name).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }
}
