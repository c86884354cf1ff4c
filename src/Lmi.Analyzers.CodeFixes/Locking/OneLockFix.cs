using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>
/// Gives a <c>lock</c> an object that everybody locks: a field that each object has, or that is replaced, is made static and read-only; what is made for the one lock gives way to a field
/// beside the state, which then guards every access. See <see cref="LiftedLock"/> for semaphores and their kin that a method makes for itself.
/// </summary>
internal static class OneLockFix
{
    /// <summary>Null for objects that are more than locks, or come from elsewhere, and where some access could not be guarded.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var statement = request.Node.FirstAncestorOrSelf<LockStatementSyntax>() is { } around && around.Expression.Span.Contains(request.Diagnostic.Location.SourceSpan) ? around : null;
        var locked = statement?.Expression ?? request.Node as ExpressionSyntax;
        return (locked is null ? null : model.GetSymbolInfo(locked, cancellationToken).Symbol) switch
        {
            IFieldSymbol field => await StaticLock.ApplyAsync(request.Document, field, cancellationToken).ConfigureAwait(false),
            ILocalSymbol local when statement is null => await LiftedLock.ApplyAsync(request, local, model, cancellationToken).ConfigureAwait(false),
            _ => statement is not null && request.State is { } state && IsMadeHere(statement.Expression, model, cancellationToken)
                ? await ReplaceAsync(request, state, model, cancellationToken).ConfigureAwait(false)
                : null,
        };
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
        var unneeded = new SyntaxAnnotation();
        var root = (await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var locals = useless.Select(l => LiftedLock.OwnLocal(l.Expression, model, cancellationToken)).OfType<LocalDeclarationStatementSyntax>().Distinct()
            .Where(d => LiftedLock.MentionsOf(d, model, cancellationToken).All(m => useless.Any(l => l.Expression.Span.Contains(m.Span)))).ToList();
        root = root.ReplaceNodes(
            useless.Select(static l => (SyntaxNode)l.Expression).Append(declaration).Concat(locals),
            (original, rewritten) => original == declaration ? rewritten.WithAdditionalAnnotations(mark)
                : original is LocalDeclarationStatementSyntax ? rewritten.WithAdditionalAnnotations(unneeded)
                : SyntaxFactory.IdentifierName(gate).WithTriviaFrom(original));
        root = LiftedLock.Without(root, root.GetAnnotatedNodes(unneeded));
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
            IdentifierNameSyntax name => LiftedLock.OwnLocal(name, model, cancellationToken) is { } declared && IsLockType(model.GetTypeInfo(name, cancellationToken).Type)
                && LiftedLock.MentionsOf(declared, model, cancellationToken).All(static m => m.Parent is LockStatementSyntax),
            _ => false,
        };
    }

    public static bool IsLockType(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Object } or { Name: "Lock", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
