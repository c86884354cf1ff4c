using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>
/// Whether each method that uses a context does a whole piece of work with it: what it changes it saves, what it saves it has changed, what it returns is loaded, and none calls another.
/// Where that cannot be seen, it is not so.
/// </summary>
internal sealed class UnitsOfWork(StateUses context, EntityTypes entities)
{
    private static readonly ImmutableHashSet<string> s_changes = ImmutableHashSet.Create(
        "Add", "AddAsync", "AddRange", "AddRangeAsync", "Update", "UpdateRange", "Remove", "RemoveRange", "Attach", "AttachRange", "Entry");

    private static readonly ImmutableHashSet<string> s_attaching = s_changes.Remove("Add").Remove("AddAsync").Remove("AddRange").Remove("AddRangeAsync");

    /// <summary>Settings and events of the context itself, which other methods would find changed, and its end.</summary>
    private static readonly ImmutableHashSet<string> s_ofContext = ImmutableHashSet.Create(
        "ChangeTracker", "Dispose", "DisposeAsync", "SetCommandTimeout", "SetDbConnection", "SetConnectionString", "UseTransaction", "UseTransactionAsync", "OpenConnection", "OpenConnectionAsync",
        "CloseConnection", "CloseConnectionAsync", "CurrentTransaction", "AutoTransactionsEnabled", "AutoTransactionBehavior", "AutoSavepointsEnabled", "Local");

    private readonly List<Unit> _units = new();

    private sealed record Unit(IMethodSymbol Method, bool ReturnsTracked, bool Adds);

    /// <summary>Adds a method that uses the context; false when its work is not whole.</summary>
    public bool Add(SyntaxNode function, List<StateUse> uses, CancellationToken cancellationToken)
    {
        var model = uses[0].Model;
        if (!(function is MethodDeclarationSyntax || context.State is ILocalSymbol && function is LambdaExpressionSyntax or LocalFunctionStatementSyntax)
            || Functions.Symbol(function, model, cancellationToken) is not { } method || function.DescendantNodes().Any(static n => n is YieldStatementSyntax)
            || !uses.All(u => StaysInside(u, cancellationToken)))
        {
            return false;
        }

        var calls = CallsOnContext(function, model, cancellationToken);
        var changes = calls.Any(static c => s_changes.Contains(c.Name));
        var saves = calls.Any(static c => c.Name.StartsWith("SaveChanges", System.StringComparison.Ordinal));
        var sets = EntityChanges.AreDirectlyIn(function, model, entities, cancellationToken);
        if ((changes || sets) && !saves || saves && !changes && !EntityChanges.MayBeIn(function, model, entities, cancellationToken))
        {
            return false;
        }

        var begins = calls.Any(static c => c.Name.StartsWith("BeginTransaction", System.StringComparison.Ordinal));
        var ends = function.DescendantTokens().Any(static t => t.ValueText.StartsWith("Commit", System.StringComparison.Ordinal) || t.ValueText.StartsWith("Rollback", System.StringComparison.Ordinal));
        if (begins != ends && (begins || calls.Any(static c => c.Name.StartsWith("Commit", System.StringComparison.Ordinal) || c.Name.StartsWith("Rollback", System.StringComparison.Ordinal))))
        {
            return false;
        }

        var adds = false;
        foreach (var parameter in method.Parameters.Where(p => entities.IsIn(p.Type)))
        {
            if (!IsFresh(parameter, function, model, ref adds, cancellationToken))
            {
                return false;
            }
        }

        if (!Returned.IsLoaded(function, method, model, cancellationToken) || Keeps(function, model, cancellationToken))
        {
            return false;
        }

        var isTracked = entities.IsIn(method.ReturnType) && !function.DescendantTokens().Any(static t => t.ValueText is "AsNoTracking" or "AsNoTrackingWithIdentityResolution");
        if (entities.IsIn(method.ReturnType) && entities.LoadLazily(model.Compilation))
        {
            return false;
        }

        _units.Add(new Unit(method, isTracked, adds));
        return true;
    }

    /// <summary>Does none of them call another, and does nobody change what one of them returns, for another to save?</summary>
    public async Task<bool> AreSeparateAsync(CancellationToken cancellationToken)
    {
        if (_units.Any(static u => u.ReturnsTracked) && _units.Any(static u => u.Adds)
            || await CallsBetween.AreAnyAsync(context.Solution, _units.Select(static u => CallsBetween.MemberOf(u.Method) ?? u.Method).ToList(), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var unit in _units.Where(static u => u.ReturnsTracked))
        {
            if (await EntityChanges.AreInCallersAsync(context.Solution, unit.Method, entities, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Is the context asked for one of its sets, to save, or for its database, and nothing that is set on it?</summary>
    private static bool StaysInside(StateUse use, CancellationToken cancellationToken)
    {
        if (use.Kind != StateUseKind.Read || use.Outer.Parent is not MemberAccessExpressionSyntax member || member.Expression != use.Outer || s_ofContext.Contains(member.Name.Identifier.ValueText)
            || use.Model.GetSymbolInfo(member, cancellationToken).Symbol is not { } symbol)
        {
            return false;
        }

        if (!symbol.DeclaringSyntaxReferences.IsEmpty)
        {
            return symbol switch
            {
                IPropertySymbol { Type: { Name: "DbSet" or "IQueryable" } } => IsQueried(member, use.Model, cancellationToken),
                IMethodSymbol { IsOverride: true } => member.Parent is InvocationExpressionSyntax,
                _ => false,
            };
        }

        return symbol switch
        {
            IMethodSymbol => member.Parent is InvocationExpressionSyntax call && (symbol.Name != "Set" || IsQueried(call, use.Model, cancellationToken)),
            IPropertySymbol { Name: "Database" } => member.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } next && !s_ofContext.Contains(next.Name.Identifier.ValueText),
            IPropertySymbol { Name: "Model" or "ContextId" } => member.Parent is MemberAccessExpressionSyntax,
            _ => false,
        };
    }

    /// <summary>Is the set asked something, enumerated, or combined with another by LINQ?</summary>
    private static bool IsQueried(ExpressionSyntax set, SemanticModel model, CancellationToken cancellationToken) => set.Parent switch
    {
        MemberAccessExpressionSyntax next => next.Expression == set && !s_ofContext.Contains(next.Name.Identifier.ValueText),
        FromClauseSyntax or JoinClauseSyntax or CommonForEachStatementSyntax => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "Queryable" or "EntityFrameworkQueryableExtensions" },
        _ => false,
    };

    private static List<(string Name, InvocationExpressionSyntax Call)> CallsOnContext(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken) =>
        function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(c => c.Expression is MemberAccessExpressionSyntax member && EntityTypes.IsPartOfContext(model.GetTypeInfo(member.Expression, cancellationToken).Type))
            .Select(static c => (((MemberAccessExpressionSyntax)c.Expression).Name.Identifier.ValueText, c)).ToList();

    /// <summary>
    /// Is an entity that the caller gives only read, or given to this context before its changes are saved? One that another context tracks would be added again where another entity refers to it.
    /// </summary>
    private bool IsFresh(IParameterSymbol parameter, SyntaxNode function, SemanticModel model, ref bool adds, CancellationToken cancellationToken)
    {
        var attached = false;
        var set = false;
        foreach (var name in function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == parameter.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, parameter))
            {
                continue;
            }

            switch (name.Parent)
            {
                case MemberAccessExpressionSyntax member when member.Expression == name && !entities.IsIn(model.GetTypeInfo(member, cancellationToken).Type) && member.Parent is not InvocationExpressionSyntax:
                    set |= member.Parent is AssignmentExpressionSyntax assignment && assignment.Left == member || member.Parent is PostfixUnaryExpressionSyntax;
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Expression: var receiver } } }
                    when s_changes.Contains(method) && EntityTypes.IsPartOfContext(model.GetTypeInfo(receiver, cancellationToken).Type):
                    attached = true;
                    adds |= !s_attaching.Contains(method) && entities.HasNavigations(parameter.Type);
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfNull" } } }:
                case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax }:
                    break;
                default:
                    return false;
            }
        }

        return attached || !set;
    }

    /// <summary>Does the method put an entity or a query where it outlives the method: a field, a collection or channel in one?</summary>
    private bool Keeps(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in function.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment when IsBound(model.GetTypeInfo(assignment.Right, cancellationToken).Type) && IsOutside(assignment.Left, model, cancellationToken):
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } } argument
                    when IsBound(model.GetTypeInfo(argument.Expression, cancellationToken).Type) && IsStore(model.GetTypeInfo(receiver, cancellationToken).Type) && IsOutside(receiver, model, cancellationToken):
                    return true;
            }
        }

        return false;
    }

    private bool IsBound(ITypeSymbol? type) => type is not null && (entities.IsIn(type) || EntityTypes.IsPartOfContext(type) || type.AllInterfaces.Append(type).Any(static i => i.Name == "IQueryable"));

    private static bool IsStore(ITypeSymbol? type) => type?.ContainingNamespace?.ToDisplayString() is { } space
        && (space.StartsWith("System.Collections", System.StringComparison.Ordinal) || space.StartsWith("System.Threading", System.StringComparison.Ordinal) || space.Contains("Caching"));

    /// <summary>Is it a member of this class, or of something that is no entity and no local?</summary>
    private bool IsOutside(ExpressionSyntax target, SemanticModel model, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (target)
            {
                case ElementAccessExpressionSyntax element:
                    target = element.Expression;
                    continue;
                case MemberAccessExpressionSyntax member when entities.IsIn(model.GetTypeInfo(member.Expression, cancellationToken).Type):
                    target = member.Expression;
                    continue;
                case MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } member when model.GetSymbolInfo(member, cancellationToken).Symbol is { IsStatic: false }:
                    target = member.Expression;
                    continue;
                default:
                    return model.GetSymbolInfo(target, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol or IEventSymbol;
            }
        }
    }
}
