using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>The one expression that makes the object of a private field or local, the set-up that follows it, and the uses afterwards.</summary>
internal sealed class SoleCreation
{
    private SoleCreation(StateUses uses, StateUse? assigned, ExpressionSyntax value, ImmutableArray<StateUse> setUp, ImmutableArray<StateUse> users)
    {
        Uses = uses;
        Assigned = assigned;
        Value = value;
        SetUp = setUp;
        Users = users;
    }

    public StateUses Uses { get; }

    /// <summary>The assignment in the constructor; null when the initializer makes the object.</summary>
    public StateUse? Assigned { get; }

    public ExpressionSyntax Value { get; }

    /// <summary>What is done with the object where it is made.</summary>
    public ImmutableArray<StateUse> SetUp { get; }

    /// <summary>Everything after that.</summary>
    public ImmutableArray<StateUse> Users { get; }

    /// <summary>Null when others can set or see the state, when several expressions make the object, or when it is made from what is not there later.</summary>
    public static async Task<SoleCreation?> FindAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not (IFieldSymbol { DeclaredAccessibility: not Accessibility.Public } or ILocalSymbol) || request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
            || await StateUses.FindAsync(request.Document.Project.Solution, request.State, cancellationToken).ConfigureAwait(false) is not { } uses
            || uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax { AttributeLists.Count: 0 } or LocalDeclarationStatementSyntax } } declarator)
        {
            return null;
        }

        var assigned = uses.All.Where(static u => u.IsWrite).ToList();
        var initial = declarator.Initializer is { Value: var value } && !value.IsKind(SyntaxKind.NullLiteralExpression) && !Expressions.Bare(value).IsKind(SyntaxKind.NullLiteralExpression) ? value : null;
        if (assigned.Count != (initial == null ? 1 : 0) || assigned.Any(u => u.Kind != StateUseKind.Assigned || !uses.IsConstruction(u) || u.Outer.Parent is not { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } }))
        {
            return null;
        }

        var made = initial ?? ((AssignmentExpressionSyntax)assigned[0].Outer.Parent!).Right;
        var rest = uses.All.Except(assigned).Where(static u => u.Kind != StateUseKind.Named).ToList();
        if (uses.All.Length != assigned.Count + rest.Count || rest.Any(static u => u.Kind != StateUseKind.Read || u.IsInExpressionTree)
            || !IsRepeatable(made, uses.HomeModel, initial == null, cancellationToken))
        {
            return null;
        }

        var setUp = rest.Where(u => uses.State is ILocalSymbol ? u.Function == Functions.Around(declarator) : uses.IsConstruction(u)).ToImmutableArray();
        return new SoleCreation(uses, assigned.FirstOrDefault(), made, setUp, rest.Except(setUp).ToImmutableArray());
    }

    /// <summary>Made from constants, statics, read-only fields of the same object, and locals that the users capture as well.</summary>
    private static bool IsRepeatable(ExpressionSyntax made, SemanticModel model, bool isInConstructor, CancellationToken cancellationToken)
    {
        foreach (var name in made.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case IParameterSymbol:
                case ILocalSymbol when isInConstructor:
                case IFieldSymbol { IsReadOnly: false, IsConst: false, IsStatic: false }:
                case IFieldSymbol { IsReadOnly: false, IsConst: false, ContainingAssembly: var assembly } when SymbolEqualityComparer.Default.Equals(assembly, model.Compilation.Assembly):
                case null when name.Parent is not (NameColonSyntax or NameEqualsSyntax):
                    return false;
            }
        }

        return made.DescendantNodesAndSelf().All(static n => n is not (AwaitExpressionSyntax or AnonymousFunctionExpressionSyntax or ThisExpressionSyntax or AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax }));
    }

    /// <summary>The creation with its type spelled out.</summary>
    public ExpressionSyntax Explicit()
    {
        if (Expressions.Bare(Value) is not ImplicitObjectCreationExpressionSyntax created || Uses.Declaration.Parent is not VariableDeclarationSyntax declaration)
        {
            return Value.WithoutTrivia();
        }

        var type = declaration.Type is NullableTypeSyntax nullable ? nullable.ElementType : declaration.Type;
        return SyntaxFactory.ObjectCreationExpression(created.NewKeyword.WithTrailingTrivia(SyntaxFactory.Space), type.WithoutTrivia(), created.ArgumentList, created.Initializer).WithoutTrivia();
    }

    /// <summary>Takes away the declaration, the assignment and the set-up.</summary>
    public async Task RemoveAsync(StateEdits edits, CancellationToken cancellationToken)
    {
        if (Uses.Declaration.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field)
        {
            await MoveUpAsync(field, edits, cancellationToken).ConfigureAwait(false);
        }

        await edits.RemoveAsync(Uses.Home.Id, Removable(Uses.Declaration.FirstAncestorOrSelf<FieldDeclarationSyntax>() ?? (SyntaxNode)Uses.Declaration.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()!), cancellationToken).ConfigureAwait(false);
        foreach (var use in Assigned is { } assigned ? SetUp.Add(assigned) : SetUp)
        {
            await edits.RemoveAsync(use.DocumentId, Removable(use.Name.FirstAncestorOrSelf<ExpressionStatementSyntax>()!), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The member that comes first then needs no blank line above it.</summary>
    private async Task MoveUpAsync(FieldDeclarationSyntax removed, StateEdits edits, CancellationToken cancellationToken)
    {
        if (removed.Parent is TypeDeclarationSyntax { Members: { Count: > 1 } members } && members[0] == removed)
        {
            await edits.ReplaceAsync(
                Uses.Home.Id, members[1],
                static next => next.WithLeadingTrivia(next.GetLeadingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia))),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static SyntaxNode Removable(SyntaxNode node) => node.Parent is GlobalStatementSyntax global ? global : node;

    /// <summary>The functions that use the object, with their uses, in the order of the code.</summary>
    public IEnumerable<IGrouping<SyntaxNode?, StateUse>> ByFunction() => Users.OrderBy(static u => u.Name.SpanStart).GroupBy(static u => u.Function);
}
