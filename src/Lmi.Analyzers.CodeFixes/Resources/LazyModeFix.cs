using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>Gives a <c>Lazy&lt;T&gt;</c> the mode in which one caller runs the factory and the others wait. A failure is remembered from then on.</summary>
internal static class LazyModeFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (HeavyExpression.At(request) is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments }
            || await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var argument = arguments.FirstOrDefault(static a => a.NameColon?.Name.Identifier.ValueText is "mode" or "isThreadSafe") ?? arguments[1];
        ExpressionSyntax? safe = argument.Expression switch
        {
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } => SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression),
            MemberAccessExpressionSyntax member when model.GetTypeInfo(member, cancellationToken).Type?.Name == "LazyThreadSafetyMode" => member.WithName(SyntaxFactory.IdentifierName("ExecutionAndPublication")),
            _ => null,
        };
        if (safe is null)
        {
            return null;
        }

        var edits = new StateEdits(request.Document.Project.Solution);
        await edits.ReplaceAsync(request.Document.Id, argument.Expression, current => safe.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }
}
