using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>
/// Guards every access of a shared state, reads as well, with one lock: the one that guards it elsewhere already, or a
/// new one beside the declaration.
/// </summary>
internal static class LockFix
{
    /// <summary>Bodies times steps that one state may need; beyond it the rewrite is not converging, and no fix is offered.</summary>
    private const int MostSteps = 500;

    /// <summary>
    /// The solution with every access guarded; with <paramref name="onlyExisting"/> by a lock that is already taken somewhere, and by no new one. Null when that could not keep the meaning of the program.
    /// </summary>
    public static async Task<Solution?> ApplyAsync(Document document, ISymbol state, Diagnostic diagnostic, CancellationToken cancellationToken, bool onlyExisting = false)
    {
        var solution = document.Project.Solution;
        if (state.DeclaringSyntaxReferences.Length != 1 || state is not (IFieldSymbol or IPropertySymbol or ILocalSymbol or IParameterSymbol)
            || (state is not ILocalSymbol && state.ContainingType is { TypeKind: not TypeKind.Class }))
        {
            return null;
        }

        var declaration = await state.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var followCollection = diagnostic.Id == "LMI1001" || onlyExisting && IsCollection(state);
        if (solution.GetDocument(declaration.SyntaxTree) is not { } home || (followCollection && state is IParameterSymbol))
        {
            return null;
        }

        var accesses = await GuardedAccess.FindAsync(solution, state, cancellationToken).ConfigureAwait(false);
        var all = new List<(SimpleNameSyntax Name, SemanticModel Model, DocumentId Document)>();
        foreach (var pair in accesses)
        {
            var model = (await solution.GetDocument(pair.Key)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            foreach (var name in pair.Value)
            {
                if (!IsInsideOwner(name, state, model, cancellationToken) || HasOtherGuard(name, model, cancellationToken)
                    || (followCollection && ComesFromOutside(name, model, cancellationToken)))
                {
                    return null;
                }

                all.Add((name, model, pair.Key));
            }
        }

        var existing = LockObject.Existing(state, all.Select(a => (a.Name, a.Model)), cancellationToken);
        if (onlyExisting && existing is null || existing is not null && state.ContainingType is { } owner && !LockObject.CanBeLocked(owner.GetMembers(existing).FirstOrDefault(), declaration.SyntaxTree.Options))
        {
            return null;
        }

        var homeModel = (await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var gate = existing ?? LockObject.NameFor(state, homeModel, declaration.SpanStart);
        var pending = all
            .Where(a => !(existing is not null && LockObject.Holds(a.Name, existing)) && !GuardedAccess.RunsBeforeSharing(a.Name, state, a.Model, cancellationToken))
            .ToLookup(a => a.Document, a => a.Name);
        if (pending.Count == 0)
        {
            return null;
        }

        var mark = new SyntaxAnnotation(GuardedAccess.Pending);
        var declarationMark = new SyntaxAnnotation();
        foreach (var id in pending.Select(p => p.Key).Append(home.Id).Distinct())
        {
            var root = (await solution.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var marked = pending[id].Cast<SyntaxNode>().ToList();
            root = root.ReplaceNodes(
                id == home.Id ? marked.Append(declaration) : marked,
                (original, rewritten) => rewritten.WithAdditionalAnnotations(original == declaration ? declarationMark : mark));
            if (id == home.Id && existing is null)
            {
                var declared = LockObject.Declare(root, root.GetAnnotatedNodes(declarationMark).Single(), state, gate, declaration.SyntaxTree.Options);
                if (declared is null)
                {
                    return null;
                }

                root = declared;
            }

            solution = solution.WithDocumentSyntaxRoot(id, root);
        }

        var anyReceiver = state.IsStatic || state is ILocalSymbol;
        foreach (var id in pending.Select(p => p.Key))
        {
            var guarded = await GuardAsync(solution.GetDocument(id)!, mark, gate, anyReceiver, followCollection, cancellationToken).ConfigureAwait(false);
            if (guarded is null)
            {
                return null;
            }

            solution = guarded.Project.Solution;
        }

        return solution;
    }

    private static bool IsCollection(ISymbol state) =>
        (state switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null }) is { SpecialType: not SpecialType.System_String } type
        && (type is IArrayTypeSymbol || type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable));

    private static async Task<Document?> GuardAsync(Document document, SyntaxAnnotation mark, string gate, bool anyReceiver, bool followCollection, CancellationToken cancellationToken)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var names = root.GetAnnotatedNodes(mark).OfType<SimpleNameSyntax>().ToList();
            if (names.Count == 0)
            {
                return document.WithSyntaxRoot(Lines.Fixed(root));
            }

            var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            var arrow = names.Select(ArrowBody.Around).FirstOrDefault(a => a is not null);
            var next = arrow is not null
                ? ArrowBody.ToBlock(root, arrow, model, cancellationToken)
                : GuardInnermost(root, names, mark, gate, anyReceiver, followCollection, model, cancellationToken);
            if (next is null)
            {
                return null;
            }

            document = document.WithSyntaxRoot(next);
        }

        return null;
    }

    private static SyntaxNode? GuardInnermost(
        SyntaxNode root, List<SimpleNameSyntax> names, SyntaxAnnotation mark, string gate, bool anyReceiver, bool followCollection, SemanticModel model, CancellationToken cancellationToken)
    {
        var body = names.Select(n => GuardedAccess.BodyOf(n)!).OrderByDescending(b => b.Ancestors().Count()).First();
        var own = names.Where(n => GuardedAccess.BodyOf(n) == body).ToList();
        var accesses = own.Select(GuardedAccess.Whole).ToList();
        var receivers = accesses.Select(a => anyReceiver ? string.Empty : Receiver(a)).Distinct().ToList();
        if (receivers.Count > 1 || receivers[0] is "?")
        {
            return null;
        }

        var together = new List<ExpressionSyntax>();
        if (followCollection)
        {
            var copies = new List<ExpressionSyntax>();
            if (!Follow(accesses, body, together, copies, model, cancellationToken))
            {
                return null;
            }

            if (copies.Count > 0)
            {
                return root.ReplaceNodes(copies, (_, rewritten) => Copy(rewritten));
            }
        }

        var region = LockRegion.Find(accesses, together, model, cancellationToken);
        if (region is null)
        {
            return null;
        }

        if (region.Statements.Any(LockRegion.Suspends))
        {
            var inside = accesses.Where(a => region.Statements.Any(s => s.Span.Contains(a.Span))).ToList();
            return region.First == region.Last && inside.Count == 1
                ? Hoist.Out(root, region.Block[region.First], inside[0], model, cancellationToken)
                : null;
        }

        var statements = region.Statements.ToList();
        var done = own.Where(n => statements.Any(s => s.Span.Contains(n.Span))).ToList();
        var expression = receivers[0] is { Length: > 0 } receiver ? receiver + "." + gate : gate;
        var wrapped = LockStatementWriter.Wrap(root, region, expression, model, cancellationToken);
        return wrapped is null ? null : Unmark(wrapped, root, done, mark);
    }

    /// <summary>Marks are shared by all accesses, so the guarded ones are found by being inside the new lock.</summary>
    private static SyntaxNode Unmark(SyntaxNode wrapped, SyntaxNode root, List<SimpleNameSyntax> done, SyntaxAnnotation mark)
    {
        var before = root.GetAnnotatedNodes(mark).ToList();
        var after = wrapped.GetAnnotatedNodes(mark).ToList();
        var guarded = done.Select(d => after[before.IndexOf(d)]);
        return wrapped.ReplaceNodes(guarded, (_, rewritten) => rewritten.WithoutAnnotations(mark));
    }

    private static bool Follow(
        List<ExpressionSyntax> accesses, SyntaxNode body, List<ExpressionSyntax> together, List<ExpressionSyntax> copies, SemanticModel model, CancellationToken cancellationToken)
    {
        var todo = new Queue<ExpressionSyntax>(accesses);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (todo.Count > 0)
        {
            var access = todo.Dequeue();
            if (IsStoredBack(access, accesses))
            {
                continue;
            }

            var reach = Escape.Of(access, model, cancellationToken, out var outermost);
            switch (reach)
            {
                case Reach.Exposed:
                    return false;
                case Reach.Lazy when outermost.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" or "ToList" } } }:
                    copies.Add(outermost);
                    break;
            }

            foreach (var alias in Escape.Aliases(access, reach, outermost, model, cancellationToken).Where(seen.Add))
            {
                foreach (var use in body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n =>
                    n.Identifier.ValueText == alias.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancellationToken).Symbol, alias)))
                {
                    // A use in a lambda runs who knows when.
                    if (GuardedAccess.BodyOf(use) != body)
                    {
                        return false;
                    }

                    together.Add(use);
                    if (!alias.IsRef)
                    {
                        todo.Enqueue(use);
                    }
                }
            }
        }

        return true;
    }

    /// <summary><c>_map[k] = alias</c>, <c>_map.Add(k, alias)</c>: what goes back into the state has not left it.</summary>
    private static bool IsStoredBack(ExpressionSyntax alias, List<ExpressionSyntax> accesses)
    {
        var target = alias.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Right == alias => assignment.Left,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call.Expression,
            _ => null,
        };
        return target is not null && accesses.Any(a => a != alias && target.Span.Contains(a.Span));
    }

    private static ExpressionSyntax Copy(ExpressionSyntax lazy)
    {
        var inner = lazy.WithoutTrivia();
        if (lazy is QueryExpressionSyntax or BinaryExpressionSyntax or CastExpressionSyntax or ConditionalAccessExpressionSyntax)
        {
            inner = SyntaxFactory.ParenthesizedExpression(inner);
        }

        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, inner, SyntaxFactory.IdentifierName("ToList"))).WithTriviaFrom(lazy);
    }

    /// <summary>What stands before the state's name: nothing, or the object whose lock must be taken; "?" when it may differ per evaluation.</summary>
    private static string Receiver(ExpressionSyntax access) => access switch
    {
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => string.Empty,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } => receiver.ToString(),
        MemberAccessExpressionSyntax { Expression: var receiver } when receiver.DescendantNodesAndSelf().All(n => n is SimpleNameSyntax or MemberAccessExpressionSyntax or AliasQualifiedNameSyntax or ThisExpressionSyntax) => receiver.ToString(),
        MemberAccessExpressionSyntax => "?",
        _ => string.Empty,
    };

    private static bool IsInsideOwner(SyntaxNode access, ISymbol state, SemanticModel model, CancellationToken cancellationToken)
    {
        if (state is ILocalSymbol)
        {
            return true;
        }

        var owner = state.ContainingType?.OriginalDefinition;
        return access.Ancestors().OfType<TypeDeclarationSyntax>()
            .Select(t => model.GetDeclaredSymbol(t, cancellationToken))
            .Any(t => SymbolEqualityComparer.Default.Equals(t?.OriginalDefinition, owner));
    }

    /// <summary>A collection that the caller handed over is the caller's as well, and the caller does not take this lock.</summary>
    private static bool ComesFromOutside(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        GuardedAccess.Whole(name) is { Parent: AssignmentExpressionSyntax assignment } whole && assignment.Left == whole
        && model.GetSymbolInfo(assignment.Right, cancellationToken).Symbol is IParameterSymbol;

    /// <summary>A body that waits on a semaphore, monitor or reader-writer lock has a regime of its own; a second lock would not fit it.</summary>
    private static bool HasOtherGuard(SyntaxNode access, SemanticModel model, CancellationToken cancellationToken) =>
        GuardedAccess.BodyOf(access) is { } body
        && body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
            && name != "EnterScope" && (name.StartsWith("Wait", System.StringComparison.Ordinal) || name.StartsWith("Enter", System.StringComparison.Ordinal) || name.StartsWith("TryEnter", System.StringComparison.Ordinal))
            && model.GetSymbolInfo(call, cancellationToken).Symbol?.ContainingType is { Name: "SemaphoreSlim" or "Monitor" or "Lock" or "SpinLock" or "ReaderWriterLockSlim" or "WaitHandle" });
}
