using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>
/// Gives a <c>lock</c> an object that everybody locks: a field that each object has is made static; what is made for the one lock gives way to a field
/// beside the state, which then guards every access.
/// </summary>
internal static class OneLockFix
{
    /// <summary>Null for other kinds of locks, for objects of another type than <c>object</c> or <c>Lock</c>, and where some access could not be guarded.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.Node.FirstAncestorOrSelf<LockStatementSyntax>() is not { } statement || !statement.Expression.Span.Contains(request.Diagnostic.Location.SourceSpan)
            || await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        return model.GetSymbolInfo(statement.Expression, cancellationToken).Symbol is IFieldSymbol field
            ? await MakeStaticAsync(request.Document, field, cancellationToken).ConfigureAwait(false)
            : request.State is { } state && IsMadeHere(statement.Expression, model, cancellationToken)
                ? await ReplaceAsync(request, state, model, cancellationToken).ConfigureAwait(false)
                : null;
    }

    private static async Task<Solution?> MakeStaticAsync(Document document, IFieldSymbol field, CancellationToken cancellationToken)
    {
        if (field is not { IsReadOnly: true, IsStatic: false, DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences.Length: 1 } || !IsLockType(field.Type) || field.ContainingType.IsGenericType
            || await field.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax, Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } declaration }
            || document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } home)
        {
            return null;
        }

        var at = declaration.Modifiers.IndexOf(SyntaxKind.ReadOnlyKeyword);
        var modifier = SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var modifiers = at == 0
            ? declaration.Modifiers.Replace(declaration.Modifiers[0], declaration.Modifiers[0].WithLeadingTrivia()).Insert(0, modifier.WithLeadingTrivia(declaration.Modifiers[0].LeadingTrivia))
            : declaration.Modifiers.Insert(at, modifier);
        var root = (await home.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        return home.WithSyntaxRoot(root.ReplaceNode(declaration, declaration.WithModifiers(modifiers))).Project.Solution;
    }

    private static async Task<Solution?> ReplaceAsync(RepairRequest request, ISymbol state, SemanticModel model, CancellationToken cancellationToken)
    {
        if (state is not (IFieldSymbol or IPropertySymbol) || state.DeclaringSyntaxReferences.Length != 1
            || await state.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not { } declaration || declaration.SyntaxTree != model.SyntaxTree)
        {
            return null;
        }

        var accesses = await GuardedAccess.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false);
        var here = accesses.TryGetValue(request.Document.Id, out var names) ? names : new List<SimpleNameSyntax>();
        var useless = here.SelectMany(static n => n.Ancestors().OfType<LockStatementSyntax>()).Distinct().Where(l => IsMadeHere(l.Expression, model, cancellationToken)).ToList();
        var existing = LockObject.Existing(state, here.Select(n => (n, model)), cancellationToken);
        var gate = existing ?? LockObject.NameFor(state, model, declaration.SpanStart);
        var mark = new SyntaxAnnotation();
        var root = (await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        root = root.ReplaceNodes(
            useless.Select(static l => (SyntaxNode)l.Expression).Append(declaration),
            (original, rewritten) => original == declaration ? rewritten.WithAdditionalAnnotations(mark) : SyntaxFactory.IdentifierName(gate).WithTriviaFrom(original));
        if (existing is null)
        {
            if (LockObject.Declare(root, root.GetAnnotatedNodes(mark).Single(), state, gate, model.SyntaxTree.Options) is not { } declared)
            {
                return null;
            }

            root = declared;
        }

        // What is locked elsewhere or not at all takes the same lock.
        var replaced = request.Document.WithSyntaxRoot(root);
        if (await SharedStateSymbol.FindAsync(replaced, request.Diagnostic, cancellationToken).ConfigureAwait(false) is not { } same)
        {
            return null;
        }

        var guarded = await LockFix.ApplyAsync(replaced, same, request.Diagnostic, cancellationToken).ConfigureAwait(false);
        return guarded ?? (await IsGuardedEverywhereAsync(replaced.Project.Solution, same, gate, cancellationToken).ConfigureAwait(false) ? replaced.Project.Solution : null);
    }

    private static async Task<bool> IsGuardedEverywhereAsync(Solution solution, ISymbol state, string gate, CancellationToken cancellationToken)
    {
        foreach (var pair in await GuardedAccess.FindAsync(solution, state, cancellationToken).ConfigureAwait(false))
        {
            var model = (await solution.GetDocument(pair.Key)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            if (!pair.Value.All(n => LockObject.Holds(n, gate) || GuardedAccess.RunsBeforeSharing(n, state, model, cancellationToken)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>new object()</c>, or a box around a value.</summary>
    private static bool IsMadeHere(ExpressionSyntax locked, SemanticModel model, CancellationToken cancellationToken)
    {
        while (locked is ParenthesizedExpressionSyntax parenthesized)
        {
            locked = parenthesized.Expression;
        }

        return locked switch
        {
            BaseObjectCreationExpressionSyntax => IsLockType(model.GetTypeInfo(locked, cancellationToken).Type),
            CastExpressionSyntax cast => IsLockType(model.GetTypeInfo(cast, cancellationToken).Type) && model.GetTypeInfo(cast.Expression, cancellationToken).Type?.IsValueType == true,
            _ => false,
        };
    }

    private static bool IsLockType(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Object } or { Name: "Lock", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
