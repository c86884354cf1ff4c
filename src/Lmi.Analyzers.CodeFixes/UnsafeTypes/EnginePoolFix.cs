using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>The pool of prediction engines that the program registers, in the place of one engine: <c>_enginePool.Predict(input)</c>, with the name of the model where the pool knows it by one.</summary>
internal static class EnginePoolFix
{
    private static readonly LendingService s_pool = new("Microsoft.Extensions.ML", "PredictionEnginePool", 2, "GetPredictionEngine", "Pool");

    public static string Title(RepairRequest request) => $"Predict with the pool of engines in the place of '{request.State?.Name}'";

    /// <summary>Null when the engine is asked for anything but predictions, or does not come from the container.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (await LentService.FindAsync(request, s_pool, cancellationToken).ConfigureAwait(false) is not { Users.IsEmpty: false } lent || lent.Uses.Type is not INamedTypeSymbol { Name: "PredictionEngine", TypeArguments.Length: 2 })
        {
            return null;
        }

        string? model = null;
        if (lent.Making is { } made)
        {
            if (made.Arguments.Count > 1 || made.Arguments.Any(static a => a.Expression is not LiteralExpressionSyntax))
            {
                return null;
            }

            model = made.Arguments.FirstOrDefault()?.Expression.ToString();
        }
        else if (request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.LentName, out var name) && name is { Length: > 0 })
        {
            model = SymbolDisplay.FormatLiteral(name, quote: true);
        }

        var edits = new StateEdits(lent.Uses.Solution);
        await lent.DeclareAsync(edits, cancellationToken).ConfigureAwait(false);
        foreach (var use in lent.Users)
        {
            if (use.IsInExpressionTree || use.Outer.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Predict", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call } member
                || member.Expression != use.Outer || arguments[0] is not { NameColon: null, RefKindKeyword.RawKind: 0 })
            {
                return null;
            }

            // Predict is an extension method: its namespace must be there.
            edits.TypeName(use.DocumentId, use.Model, use.Name.SpanStart, "Microsoft.Extensions.ML", "PredictionEnginePoolExtensions");
            await edits.ReplaceAsync(use.DocumentId, use.Name, current => SyntaxFactory.IdentifierName(lent.Name).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            if (model is not null)
            {
                await edits.ReplaceAsync(use.DocumentId, call.ArgumentList, current => WithName((ArgumentListSyntax)current, model), cancellationToken).ConfigureAwait(false);
            }
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ArgumentListSyntax WithName(ArgumentListSyntax list, string model)
    {
        var name = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(model));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(new SyntaxNodeOrToken[] { name, comma, list.Arguments[0] }));
    }
}
