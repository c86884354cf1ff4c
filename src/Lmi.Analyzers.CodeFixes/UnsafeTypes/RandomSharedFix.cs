using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary><c>Random.Shared</c> in place of an instance without a seed. A seeded one is meant to repeat its sequence, and stays.</summary>
internal static class RandomSharedFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is null || await StateUses.FindAsync(request.Document.Project.Solution, request.State, cancellationToken).ConfigureAwait(false) is not { } uses
            || request.State is IParameterSymbol || uses.Type is not INamedTypeSymbol { Name: "Random", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } random
            || !random.GetMembers("Shared").OfType<IPropertySymbol>().Any(static p => p.IsStatic))
        {
            return null;
        }

        var made = uses.All.Where(static u => u.IsWrite).Select(static u => (u.DocumentId, u.Model, Value: (u.Outer.Parent as AssignmentExpressionSyntax)?.Right)).ToList();
        switch (uses.Declaration)
        {
            case VariableDeclaratorSyntax { Initializer: { } initializer }:
                made.Add((uses.Home.Id, uses.HomeModel, initializer.Value));
                break;
            case PropertyDeclarationSyntax { Initializer: { } initializer }:
                made.Add((uses.Home.Id, uses.HomeModel, initializer.Value));
                break;
        }

        if (made.Count == 0 || made.Any(static m => m.Value is not BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null })
            || uses.All.Any(static u => u.Kind is StateUseKind.ByReference or StateUseKind.Atomic or StateUseKind.Other or StateUseKind.Initialized))
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        foreach (var (document, model, value) in made)
        {
            var shared = SyntaxFactory.ParseExpression(edits.TypeName(document, model, value!.SpanStart, "System", "Random") + ".Shared");
            await edits.ReplaceAsync(document, value, current => shared.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }
}
