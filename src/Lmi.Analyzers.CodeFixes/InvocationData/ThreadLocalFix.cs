using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

/// <summary>A <c>ThreadLocal&lt;T&gt;</c> becomes an <c>AsyncLocal&lt;T&gt;</c>; both are read and written through <c>Value</c>.</summary>
internal static class ThreadLocalFix
{
    /// <summary>Null when a factory makes the first value, when more than <c>Value</c> is used, or when a reader would not see what a writer sets.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private, Type.Name: "ThreadLocal" } state
            || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || uses.Declaration is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null } created } declarator
            || declarator.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Type: var type } || Name(type) is not { } declared)
        {
            return null;
        }

        var values = uses.All.Where(static u => u.Kind != StateUseKind.Named).ToList();
        if (values.Any(static u => u.Kind != StateUseKind.Read || ValueAround(u) is null)
            || !await AsyncFlow.ReachesAsync(uses.Solution, values.Where(static u => IsSet(u, orUpdated: true)), values.Where(static u => !IsSet(u, orUpdated: false)), cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        await edits.ReplaceAsync(uses.Home.Id, declared, Renamed, cancellationToken).ConfigureAwait(false);
        if (created is ObjectCreationExpressionSyntax { Type: var spelled } && Name(spelled) is { } made)
        {
            await edits.ReplaceAsync(uses.Home.Id, made, Renamed, cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static SyntaxNode Renamed(SyntaxNode name) => ((GenericNameSyntax)name).WithIdentifier(SyntaxFactory.Identifier("AsyncLocal").WithTriviaFrom(((GenericNameSyntax)name).Identifier));

    private static GenericNameSyntax? Name(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => Name(nullable.ElementType),
        QualifiedNameSyntax qualified => qualified.Right as GenericNameSyntax,
        _ => type as GenericNameSyntax,
    };

    private static MemberAccessExpressionSyntax? ValueAround(StateUse use) =>
        use.Outer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value && value.Expression == use.Outer ? value : null;

    private static bool IsSet(StateUse use, bool orUpdated) => ValueAround(use)?.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Left == ValueAround(use) => orUpdated || assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
        PostfixUnaryExpressionSyntax postfix => orUpdated && postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        PrefixUnaryExpressionSyntax prefix => orUpdated && prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
        _ => false,
    };
}
