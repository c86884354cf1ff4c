using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// Moves a creation into a <c>static readonly Lazy&lt;T&gt;</c> of its type (a <c>Lazy&lt;Task&lt;T&gt;&gt;</c> where it is asynchronous) and uses <c>Value</c> in its place. In top-level statements the
/// lazy value is a local before the statement. Nobody disposes the object any more.
/// </summary>
internal static class StaticLazyFix
{
    /// <summary>Null when the arguments come from the invocation, the object serves one caller at a time, it is a container whose services keep what one caller leaves there, or somebody changes or keeps it in a way that cannot be followed.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var document = request.Document;
        if (!MayBeShared(request.Diagnostic) || HeavyExpression.At(request) is not { } creation
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetTypeInfo(creation, cancellationToken).Type is not { TypeKind: not TypeKind.Error } type || type.Name == "ValueTask"
            || Preparation.Of(creation, model, cancellationToken) is not { } preparation || IsInExpressionTree(creation, model)
            || await ContainerState.IsKeptAsync(preparation.Statements.Append<SyntaxNode>(creation), model, document.Project.Solution, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var edits = new StateEdits(document.Project.Solution);
        if (!await new Release(document.Project.Solution, edits).StopAsync(creation, document, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var place = Place.Of(creation, type, model, cancellationToken);
        if (place is null)
        {
            return null;
        }

        await edits.ReplaceAsync(
            document.Id, creation,
            current => SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.IdentifierName(place.Name), SyntaxFactory.IdentifierName("Value")).WithTriviaFrom(current),
            cancellationToken).ConfigureAwait(false);
        foreach (var statement in preparation.Statements.Where(s => !preparation.StillUsed.Contains(s)))
        {
            await edits.RemoveAsync(document.Id, statement, cancellationToken).ConfigureAwait(false);
        }

        await place.DeclareAsync(document.Id, edits, creation, preparation, type, cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    public static string Title(RepairRequest request) => "Build it once in a static Lazy<T>";

    private static bool MayBeShared(Diagnostic diagnostic) =>
        !diagnostic.Properties.ContainsKey(DiagnosticKeys.OfInvocation) && diagnostic.Properties.TryGetValue(DiagnosticKeys.Use, out var use) && use is "Shareable" or "Light"
        && !diagnostic.Properties.ContainsKey(DiagnosticKeys.OneAtATime);

    private static bool IsInExpressionTree(ExpressionSyntax creation, SemanticModel model) => creation.Ancestors().OfType<AnonymousFunctionExpressionSyntax>()
        .Any(l => model.GetTypeInfo(l).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" });
}
