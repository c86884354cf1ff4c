using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>
/// A shared object that was handed a <c>DbContext</c> by the container takes the <c>IDbContextFactory</c> instead, and makes a context in each method; one that was handed a
/// <c>PredictionEngine</c> takes the <c>PredictionEnginePool</c>. Only where they are registered: the fix adds no registration.
/// </summary>
internal static class InjectedFactoryFix
{
    private static readonly string[] s_changes = { "Add", "AddAsync", "AddRange", "AddRangeAsync", "Update", "UpdateRange", "Remove", "RemoveRange", "Attach", "AttachRange" };

    /// <summary>Null when our own code builds the object, or when methods build on each other's changes.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (await Injection.FindAsync(request, cancellationToken).ConfigureAwait(false) is not { } injection || Source.Of(injection.Uses.Type) is not { } source
            || injection.Users.Count == 0 || !await source.IsRegisteredAsync(injection.Uses.Solution, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var edits = new StateEdits(injection.Uses.Solution);
        if (!source.MakesContexts)
        {
            if (!injection.Users.All(static u => Chain(u) is { Count: > 0 } chain && chain[0] == "Predict"))
            {
                return null;
            }

            await injection.TakeAsync(source, rename: static name => name, edits, cancellationToken).ConfigureAwait(false);
            return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
        }

        await injection.TakeAsync(source, rename: static name => name + "Factory", edits, cancellationToken).ConfigureAwait(false);
        foreach (var users in injection.Users.OrderBy(static u => u.Name.SpanStart).GroupBy(static u => u.Function))
        {
            var model = users.First().Model;
            if (users.Key is not { } function || !OwnObject.MayBeIn(function, injection.Uses.State, model, cancellationToken) || !IsWholeWork(users.ToList())
                || OwnObject.MadeIn(function, users.ToList(), injection.Uses.State, (local, isAsync) => Context(local, isAsync, injection.Uses.State.Name + "Factory"), model, cancellationToken) is not { } rewritten)
            {
                return null;
            }

            await edits.ReplaceAsync(users.First().DocumentId, function, current => rewritten.WithLeadingTrivia(current.GetLeadingTrivia()), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> Context(string local, bool isAsync, string factory)
    {
        yield return isAsync ? $"await using var {local} = await {factory}.CreateDbContextAsync();" : $"using var {local} = {factory}.CreateDbContext();";
    }

    /// <summary>Does the method save what it changes, and save nothing that another one changed?</summary>
    private static bool IsWholeWork(List<StateUse> users)
    {
        var saves = false;
        var changes = false;
        var others = false;
        foreach (var user in users)
        {
            var chain = Chain(user);
            if (chain.Count == 0 || chain[0] is "Database" or "ChangeTracker" or "Dispose" or "DisposeAsync")
            {
                return false;
            }

            var isSave = chain[0].StartsWith("SaveChanges", StringComparison.Ordinal);
            saves |= isSave;
            others |= !isSave;
            changes |= chain.Any(static n => s_changes.Contains(n));
        }

        return others && (saves || !changes);
    }

    /// <summary>The members that are called on it, one on the other: <c>Books</c>, <c>Where</c>, <c>ToListAsync</c>. Empty when it is anything but the receiver of a call.</summary>
    private static List<string> Chain(StateUse use)
    {
        var names = new List<string>();
        var isCalled = false;
        SyntaxNode node = use.Outer;
        while (node.Parent is MemberAccessExpressionSyntax member && member.Expression == node || node.Parent is InvocationExpressionSyntax call && call.Expression == node)
        {
            node = node.Parent;
            isCalled |= node is InvocationExpressionSyntax;
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name })
            {
                names.Add(name);
            }
        }

        return isCalled || node.Parent is FromClauseSyntax ? names : new List<string>();
    }

    /// <summary>What hands out objects of a type, and how it is registered.</summary>
    private sealed class Source(INamedTypeSymbol type, string space, string name, params string[] registrations)
    {
        public bool MakesContexts => name == "IDbContextFactory";

        public static Source? Of(ITypeSymbol type)
        {
            for (var current = type as INamedTypeSymbol; current != null; current = current.BaseType)
            {
                switch (current.Name)
                {
                    case "DbContext":
                        return new Source((INamedTypeSymbol)type, "Microsoft.EntityFrameworkCore", "IDbContextFactory", "AddDbContextFactory", "AddPooledDbContextFactory");
                    case "PredictionEngine" when current.Arity == 2:
                        return new Source(current, "Microsoft.Extensions.ML", "PredictionEnginePool", "AddPredictionEnginePool");
                }
            }

            return null;
        }

        public async Task<bool> IsRegisteredAsync(Solution solution, CancellationToken cancellationToken)
        {
            var wanted = MakesContexts ? type.Name : string.Join(",", type.TypeArguments.Select(static t => t.Name));
            foreach (var document in solution.Projects.SelectMany(static p => p.Documents))
            {
                if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
                    && root.DescendantNodes().OfType<GenericNameSyntax>().Any(g => registrations.Contains(g.Identifier.ValueText) && string.Join(",", g.TypeArgumentList.Arguments.Select(Last)) == wanted))
                {
                    return true;
                }
            }

            return false;
        }

        public TypeSyntax In(DocumentId document, SemanticModel model, TypeSyntax old, StateEdits edits)
        {
            var bare = old is NullableTypeSyntax nullable ? nullable.ElementType : old;
            var generic = edits.TypeName(document, model, old.SpanStart, space, name, MakesContexts ? 1 : 2);
            var arguments = MakesContexts ? "<" + bare.WithoutTrivia() + ">" : bare.DescendantNodesAndSelf().OfType<GenericNameSyntax>().First().TypeArgumentList.WithoutTrivia().ToString();
            return SyntaxFactory.ParseTypeName(generic + arguments).WithTriviaFrom(old);
        }

        private static string Last(TypeSyntax argument) => argument switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => argument.ToString(),
        };
    }

    /// <summary>A constructor parameter, the field that keeps it if there is one, and the uses afterwards.</summary>
    private sealed class Injection(StateUses uses, ParameterSyntax parameter, StateUses? given, StateUse? assigned, IReadOnlyList<StateUse> users)
    {
        public StateUses Uses { get; } = uses;

        public IReadOnlyList<StateUse> Users { get; } = users;

        public static async Task<Injection?> FindAsync(RepairRequest request, CancellationToken cancellationToken)
        {
            if (request.State is not (IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IParameterSymbol) || request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
                || await StateUses.FindAsync(request.Document.Project.Solution, request.State, cancellationToken).ConfigureAwait(false) is not { } uses)
            {
                return null;
            }

            StateUses? given = null;
            StateUse? assigned = null;
            var parameter = uses.Declaration as ParameterSyntax;
            if (uses.State is IFieldSymbol)
            {
                var writes = uses.All.Where(static u => u.IsWrite).ToList();
                if (uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } declarator || writes.Count + (declarator.Initializer == null ? 0 : 1) != 1)
                {
                    return null;
                }

                assigned = writes.FirstOrDefault();
                var value = assigned == null ? declarator.Initializer!.Value : (assigned.Outer.Parent as AssignmentExpressionSyntax)?.Right;
                value = value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } checkedValue ? checkedValue.Left : value;
                if (assigned is { Kind: not StateUseKind.Assigned } || assigned != null && !uses.IsConstruction(assigned)
                    || value is not IdentifierNameSyntax || uses.HomeModel.SyntaxTree != value.SyntaxTree || uses.HomeModel.GetSymbolInfo(value, cancellationToken).Symbol is not IParameterSymbol source
                    || await StateUses.FindAsync(uses.Solution, source, cancellationToken).ConfigureAwait(false) is not { } found || found.All.Count(static u => u.Kind != StateUseKind.Named) != 1)
                {
                    return null;
                }

                given = found;
                parameter = found.Declaration as ParameterSyntax;
            }

            var users = uses.All.Where(u => u != assigned && u.Kind != StateUseKind.Named).ToList();
            if (parameter is null || users.Count + (assigned == null ? 0 : 1) != uses.All.Length || users.Exists(static u => u.Kind != StateUseKind.Read || u.IsInExpressionTree)
                || (given ?? uses).State is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor }
                || await IsBuiltByUsAsync(constructor, uses.Solution, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            return new Injection(uses, parameter, given, assigned, users);
        }

        /// <summary>Writes the other type, and names that fit it, into the parameter, the field and the assignment.</summary>
        public async Task TakeAsync(Source source, Func<string, string> rename, StateEdits edits, CancellationToken cancellationToken)
        {
            var home = Uses.Home.Id;
            var name = rename(parameter.Identifier.ValueText);
            var type = source.In(home, Uses.HomeModel, parameter.Type!, edits);
            await edits.ReplaceAsync(
                home, parameter, _ => parameter.WithType(type).WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(parameter.Identifier)), cancellationToken).ConfigureAwait(false);
            if (Uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator)
            {
                return;
            }

            var stored = declaration.ReplaceTokens(
                declaration.DescendantTokens().Where(t => t == declarator.Identifier || IsParameter(t)),
                (token, _) => SyntaxFactory.Identifier(rename(token.ValueText)).WithTriviaFrom(token));
            await edits.ReplaceAsync(home, declaration, _ => stored.WithType(source.In(home, Uses.HomeModel, declaration.Type, edits)), cancellationToken).ConfigureAwait(false);
            if (assigned is { Outer.Parent: AssignmentExpressionSyntax assignment })
            {
                var renamed = assignment.ReplaceTokens(
                    assignment.DescendantTokens().Where(t => t == assigned.Name.Identifier || IsParameter(t)),
                    (token, _) => SyntaxFactory.Identifier(rename(token.ValueText)).WithTriviaFrom(token));
                await edits.ReplaceAsync(home, assignment, _ => renamed, cancellationToken).ConfigureAwait(false);
            }
        }

        private bool IsParameter(SyntaxToken token) => given != null && given.All.Any(u => u.Name.Identifier == token);

        private static async Task<bool> IsBuiltByUsAsync(IMethodSymbol constructor, Solution solution, CancellationToken cancellationToken)
        {
            var found = await Microsoft.CodeAnalysis.FindSymbols.SymbolFinder.FindReferencesAsync(constructor, solution, cancellationToken).ConfigureAwait(false);
            return found.Any(static f => f.Definition is IMethodSymbol { MethodKind: MethodKind.Constructor } && f.Locations.Any(static l => !l.IsImplicit));
        }
    }
}
