using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>
/// The registered <c>IDbContextFactory&lt;T&gt;</c> in the place of one <c>DbContext</c>, and a context of its own, disposed at the end, in each method that used it.
/// </summary>
internal static class ContextFactoryFix
{
    private static readonly LendingService s_factory = new("Microsoft.EntityFrameworkCore", "IDbContextFactory", 1, "CreateDbContext", "Factory");

    public static string Title(RepairRequest request) => $"Create a context in each method that uses '{request.State?.Name}', with IDbContextFactory<T>";

    /// <summary>Null when what a method does with its context reaches beyond that method: <see cref="UnitsOfWork"/> says when.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (await LentService.FindAsync(request, s_factory, cancellationToken).ConfigureAwait(false) is not { Users.IsEmpty: false } lent || !EntityTypes.IsContext(lent.Uses.Type)
            || lent.Making is { Arguments.Count: > 0 })
        {
            return null;
        }

        var functions = lent.Users.OrderBy(static u => u.Name.SpanStart).GroupBy(FunctionOf).ToList();
        var units = new UnitsOfWork(lent.Uses, EntityTypes.Of((INamedTypeSymbol)lent.Uses.Type));
        foreach (var function in functions)
        {
            if (function.Key is not { } node || !units.Add(node, function.ToList(), cancellationToken))
            {
                return null;
            }
        }

        if (!await units.AreSeparateAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var edits = new StateEdits(lent.Uses.Solution);
        await lent.DeclareAsync(edits, cancellationToken).ConfigureAwait(false);
        foreach (var function in functions)
        {
            var users = function.ToList();
            if (Rewritten(function.Key!, users, lent, cancellationToken) is not { } rewritten)
            {
                return null;
            }

            await edits.ReplaceAsync(users[0].DocumentId, function.Key!, current => rewritten.WithLeadingTrivia(current.GetLeadingTrivia()), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static SyntaxNode? Rewritten(SyntaxNode function, List<StateUse> users, LentService lent, CancellationToken cancellationToken)
    {
        var model = users[0].Model;
        var isAsync = Functions.IsAsync(function);
        var becomesAsync = !isAsync && Functions.Symbol(function, model, cancellationToken) is { } symbol && AsyncReturns.IsTask(symbol.ReturnType);
        var state = lent.Uses.State;
        var local = state is IFieldSymbol ? Names.ForLocal(state.Name, model, function.SpanStart, function) : state.Name; // a parameter or local gives way to one of the same name
        var line = (isAsync || becomesAsync ? "await using var " : "using var ") + local + " = " + lent.Name + ".CreateDbContext();";
        var declared = OwnLocal.DeclaredIn(function, users, local, new[] { line }, model, cancellationToken);
        return declared is not null && becomesAsync ? AsyncReturns.Awaited(declared) : declared;
    }

    /// <summary>A lambda that is translated to SQL does not run: the function around it uses the context.</summary>
    private static SyntaxNode? FunctionOf(StateUse use)
    {
        var tree = use.Name.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().LastOrDefault(l => use.Model.GetTypeInfo(l).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" });
        return tree is null ? use.Function : Functions.Around(tree);
    }
}
