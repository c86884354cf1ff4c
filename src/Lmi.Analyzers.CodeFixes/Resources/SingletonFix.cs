using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>Registers as a singleton what a factory of a scoped or transient registration builds from nothing but what is the same for all.</summary>
internal static class SingletonFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (!request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Use, out var use) || use != "Shareable" || HeavyExpression.At(request) is not { } creation
            || await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || creation.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not { ExpressionBody: { } body, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } || body != creation
            || !HeavyExpression.StandsAlone(creation, model, System.Array.Empty<ISymbol>(), cancellationToken)
            || call.Expression is not MemberAccessExpressionSyntax { Name: var name } || Singleton(name.Identifier.ValueText) is not { } singleton || call.Parent is not (ExpressionStatementSyntax or MemberAccessExpressionSyntax or ArrowExpressionClauseSyntax))
        {
            return null;
        }

        var edits = new StateEdits(request.Document.Project.Solution);
        await edits.ReplaceAsync(request.Document.Id, name, current => ((SimpleNameSyntax)current).WithIdentifier(SyntaxFactory.Identifier(singleton).WithTriviaFrom(name.Identifier)), cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string? Singleton(string verb) => verb switch
    {
        "AddScoped" or "AddTransient" => "AddSingleton",
        "TryAddScoped" or "TryAddTransient" => "TryAddSingleton",
        "AddKeyedScoped" or "AddKeyedTransient" => "AddKeyedSingleton",
        _ => null,
    };
}
