using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// Answers whether a container that is built here hands out one service to all of its callers that one of them leaves something in: an instance, or a class of this program with state that changes.
/// Shared, it would show to one invocation what another has left there. False for what is registered out of sight, and for transient services.
/// </summary>
internal sealed class ContainerState
{
    /// <summary>Methods of ours that are looked into for registrations.</summary>
    private const int MostMethods = 50;

    private static readonly HashSet<string> s_buffers = new(StringComparer.Ordinal) { "StringBuilder", "Stream", "TextWriter", "TextReader", "BinaryWriter", "BinaryReader" };

    private readonly Solution _solution;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Queue<(SyntaxNode Node, SemanticModel Model)> _queue = new();
    private readonly bool _hasScopes;

    private ContainerState(Solution solution, bool hasScopes)
    {
        _solution = solution;
        _hasScopes = hasScopes;
    }

    /// <param name="built">The creation, and the statements that prepare it.</param>
    public static async Task<bool> IsKeptAsync(IEnumerable<SyntaxNode> built, SemanticModel model, Solution solution, CancellationToken cancellationToken)
    {
        // Where nobody in the file makes a scope, scoped services are the container's own.
        var hasScopes = model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>().Any(static n => n.Identifier.ValueText is "CreateScope" or "CreateAsyncScope");
        var state = new ContainerState(solution, hasScopes);
        foreach (var node in built)
        {
            state._queue.Enqueue((node, model));
        }

        while (state._queue.Count > 0)
        {
            var (node, at) = state._queue.Dequeue();
            if (await state.IsRegisteredInAsync(node, at, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsRegisteredInAsync(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var name in node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is not IMethodSymbol method)
            {
                continue;
            }

            if (IsShared(method) && name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && KeepsState(method, call, model, cancellationToken))
            {
                return true;
            }

            var declared = method.ReducedFrom ?? method.OriginalDefinition;
            if (declared.DeclaringSyntaxReferences.Length == 1 && _seen.Count < MostMethods && _seen.Add(declared)
                && await declared.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is { } body && _solution.GetDocument(body.SyntaxTree) is { } document
                && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } other)
            {
                _queue.Enqueue((body, other));
            }
        }

        return false;
    }

    /// <summary>Does the registration make one service for all callers of the container?</summary>
    private bool IsShared(IMethodSymbol method) =>
        method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal)
        && (method.Name.EndsWith("Singleton", StringComparison.Ordinal) || !_hasScopes && (method.Name.EndsWith("Scoped", StringComparison.Ordinal) || method.Name is "AddDbContext" or "AddDbContextPool"));

    private static bool KeepsState(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (method.Name.StartsWith("AddDbContext", StringComparison.Ordinal) || method.Parameters.Any(static p => p.Name == "implementationInstance"))
        {
            return true;
        }

        var given = call.ArgumentList.Arguments.Select(static a => a.Expression).ToList();
        var made = given.OfType<LambdaExpressionSyntax>().SelectMany(static l => l.DescendantNodes()).OfType<ExpressionSyntax>().Where(static e => e is BaseObjectCreationExpressionSyntax || e.Parent is LambdaExpressionSyntax);
        var types = method.TypeArguments
            .Concat(given.OfType<TypeOfExpressionSyntax>().Select(t => model.GetTypeInfo(t.Type, cancellationToken).Type))
            .Concat(made.Select(e => model.GetTypeInfo(e, cancellationToken).Type));
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        return types.Any(t => t is INamedTypeSymbol type && Changes(type, seen));
    }

    /// <summary>Does an object of this class of ours keep something that changes?</summary>
    private static bool Changes(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        for (var current = type; current is { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false } && seen.Add(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IEventSymbol { IsStatic: false, IsAbstract: false } || member is IFieldSymbol { IsStatic: false, IsConst: false } field && (!IsFixed(field) || Changes(field.Type, seen)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What a constructor's parameter is kept in has no name that anybody could assign to but the parameter's, and nobody does.</summary>
    private static bool IsFixed(IFieldSymbol field) => field.IsReadOnly || field is { IsImplicitlyDeclared: true, AssociatedSymbol: null } || field.AssociatedSymbol is IPropertySymbol { SetMethod: null or { IsInitOnly: true } };

    /// <summary>What is kept in a field that is never assigned again: collections, arrays and buffers change, and what services of others keep is theirs.</summary>
    private static bool Changes(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type is IArrayTypeSymbol)
        {
            return true;
        }

        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface } named)
        {
            return false;
        }

        if (!named.DeclaringSyntaxReferences.IsEmpty)
        {
            return Changes(named, seen);
        }

        var isFixed = named.Name == "IEnumerable" || named.Name.StartsWith("IReadOnly", StringComparison.Ordinal) || named.ContainingNamespace.Name is "Immutable" or "Frozen";
        return !isFixed && named.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable) || IsBuffer(named);
    }

    private static bool IsBuffer(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (s_buffers.Contains(current.Name) && current.ContainingNamespace is { Name: "IO" or "Text", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return false;
    }
}
