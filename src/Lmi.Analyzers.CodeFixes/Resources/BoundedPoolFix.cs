using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Collections.Compound;
using Lmi.Analyzers.CodeFixes.UnsafeTypes;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// A pool in the place of one object for each thread or flow, for what serves one caller at a time: a bag of those that are free, and a semaphore that lets in as many callers as there are
/// processors, so that no more are ever built. Each method that uses the object takes one, and gives it back in <c>finally</c>.
/// </summary>
internal static class BoundedPoolFix
{
    public static string Title(RepairRequest request) => $"Take the object from a bounded pool in each method that uses '{request.State?.Name}'";

    /// <summary>Null when the object, or something that needs it, leaves a method, when one user calls another, or holds a lock, and they could wait for each other, or when what makes the object is not the same everywhere.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private, ContainingType.TypeKind: TypeKind.Class } || !request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Use, out var use) || use != "Pooled"
            || await StateUses.FindAsync(request.Document.Project.Solution, request.State, cancellationToken).ConfigureAwait(false) is not { All.IsEmpty: false } uses
            || uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } declarator
            || Kept(uses, field) is not var (type, hasValue))
        {
            return null;
        }

        var made = new List<(ExpressionSyntax Value, SemanticModel Model)>();
        if (hasValue ? !Factory(declarator, uses, made) : declarator.Initializer is not null)
        {
            return null;
        }

        var isFilled = made.Count > 0;
        var functions = uses.All.OrderBy(static u => u.Name.SpanStart).GroupBy(static u => u.Function).ToList();
        foreach (var function in functions)
        {
            foreach (var mention in function)
            {
                if (mention.IsInExpressionTree || ThreadBoundUse.Of(mention.Name, hasValue) is not { } bound || isFilled && bound.Made is not null || !StaysInside(bound, mention, cancellationToken))
                {
                    return null;
                }

                if (bound.Made is not null)
                {
                    made.Add((bound.Made, mention.Model));
                }
            }

            if (function.Key is not MethodDeclarationSyntax method || !CanTake(method, type, function.First().Model, cancellationToken))
            {
                return null;
            }
        }

        var users = functions.Select(f => (ISymbol)f.First().Model.GetDeclaredSymbol((MethodDeclarationSyntax)f.Key!, cancellationToken)!.OriginalDefinition).ToList();
        if (made.Count == 0 || made.Any(m => !Purity.AreSame(m.Value, made[0].Value)) || !HeavyExpression.StandsAlone(made[0].Value, made[0].Model, System.Array.Empty<ISymbol>(), cancellationToken)
            || await CallsBetween.AreAnyAsync(uses.Solution, users, cancellationToken).ConfigureAwait(false) || await CallsBetween.AreUnderLocksAsync(uses.Solution, users, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var pool = new BoundedPool(uses, field, type, HeavyExpression.Explicit(made[0].Value, type, made[0].Model));
        await pool.DeclareAsync(edits, cancellationToken).ConfigureAwait(false);
        foreach (var function in functions)
        {
            if (pool.Taken((MethodDeclarationSyntax)function.Key!, function.ToList(), hasValue, cancellationToken) is not { } taken)
            {
                return null;
            }

            await edits.ReplaceAsync(function.First().DocumentId, function.Key!, _ => taken, cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is kept for each thread, and whether a <c>Value</c> gives it; null for other storage, and for attributes that would be lost.</summary>
    private static (ITypeSymbol Type, bool HasValue)? Kept(StateUses uses, FieldDeclarationSyntax field)
    {
        if (uses.Type is INamedTypeSymbol { Name: "ThreadLocal" or "AsyncLocal", TypeArguments: { Length: 1 } arguments })
        {
            return field.AttributeLists.Count == 0 && arguments[0].IsReferenceType ? (arguments[0], true) : null;
        }

        return field.AttributeLists.Count == 1 && field.AttributeLists[0].Attributes.Count == 1 && uses.State.IsStatic && uses.Type.IsReferenceType ? (uses.Type, false) : null;
    }

    /// <summary>What the factory of a <c>ThreadLocal</c> makes, if it has one; false where that is no expression.</summary>
    private static bool Factory(VariableDeclaratorSyntax declarator, StateUses uses, List<(ExpressionSyntax Value, SemanticModel Model)> made)
    {
        if (declarator.Initializer?.Value is not BaseObjectCreationExpressionSyntax { Initializer: null } creation)
        {
            return false;
        }

        if (creation.ArgumentList is not { Arguments: { Count: > 0 } arguments })
        {
            return true;
        }

        switch (arguments[0])
        {
            case { NameColon: null, Expression: ParenthesizedLambdaExpressionSyntax { ExpressionBody: { } value, ParameterList.Parameters.Count: 0 } }:
                made.Add((value, uses.HomeModel));
                return true;
            case { NameColon: null, Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } when uses.HomeModel.GetSymbolInfo(arguments[0].Expression).Symbol is IMethodSymbol { IsStatic: true }:
                // The call stands for the group; it is judged by the name that both have.
                made.Add((arguments[0].Expression, uses.HomeModel));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Are the members that a local with the object is asked for harmless as well, and is nothing else done with it?</summary>
    private static bool StaysInside(ThreadBoundUse bound, StateUse mention, CancellationToken cancellationToken)
    {
        if (bound.Read is { Parent: MemberAccessExpressionSyntax member } && IsSubscribed(member))
        {
            return false;
        }

        if (bound.Local is not { } local || mention.Model.GetDeclaredSymbol(local, cancellationToken) is not { } symbol)
        {
            return bound.Local is null;
        }

        return mention.Function!.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(mention.Model.GetSymbolInfo(n, cancellationToken).Symbol, symbol))
            .All(n => n.Parent is MemberAccessExpressionSyntax next && next.Expression == n && ThreadBoundUse.IsHarmless(next) && !IsSubscribed(next) && Functions.Around(n) == mention.Function);
    }

    private static bool IsSubscribed(MemberAccessExpressionSyntax member) => member.Parent is AssignmentExpressionSyntax assignment && assignment.Left == member;

    /// <summary>Does the method end after its work, and return nothing that comes from the library of the object or is still to be read?</summary>
    private static bool CanTake(MethodDeclarationSyntax function, ITypeSymbol type, SemanticModel model, CancellationToken cancellationToken)
    {
        return model.GetDeclaredSymbol(function, cancellationToken) is { } method && !function.DescendantNodes().Any(static n => n is YieldStatementSyntax)
            && (method.IsAsync || !AsyncReturns.IsTask(method.ReturnType)) && !method.ReturnsByRef && Returned.IsLoaded(function, method, model, cancellationToken)
            && !IsOf(method.ReturnType, type.ContainingAssembly) && !method.Parameters.Any(p => p.RefKind != RefKind.None && IsOf(p.Type, type.ContainingAssembly))
            && !function.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Parent is not InitializerExpressionSyntax && IsOf(model.GetTypeInfo(a.Right, cancellationToken).Type, type.ContainingAssembly)
                && model.GetSymbolInfo(a.Left, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol && !a.IsKind(SyntaxKind.CoalesceAssignmentExpression) && a.Right is not BaseObjectCreationExpressionSyntax && !IsLazy(a));

        static bool IsLazy(AssignmentExpressionSyntax assignment) => assignment.FirstAncestorOrSelf<IfStatementSyntax>() is { Else: null };
    }

    private static bool IsOf(ITypeSymbol? type, IAssemblySymbol? library) => type switch
    {
        IArrayTypeSymbol array => IsOf(array.ElementType, library),
        INamedTypeSymbol named => named.IsReferenceType && named.DeclaringSyntaxReferences.IsEmpty && SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, library) || named.TypeArguments.Any(a => IsOf(a, library)),
        _ => false,
    };
}
