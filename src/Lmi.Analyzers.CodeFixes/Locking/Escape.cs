using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>How far the value of an access reaches: what a lock around the access alone would leave unguarded.</summary>
internal enum Reach
{
    /// <summary>A plain value, or a copy: nothing of the state outlives the access.</summary>
    Contained,

    /// <summary>A lazy query or a live view that is handed on: a copy made inside the lock keeps the meaning.</summary>
    Lazy,

    /// <summary>A local keeps a part of the state: the lock must reach to its last use.</summary>
    Alias,

    /// <summary>The collection itself is handed on: no lock here can guard what happens to it elsewhere.</summary>
    Exposed,
}

/// <summary>Follows the value of an access outward through the expression around it.</summary>
internal static class Escape
{
    /// <summary>Helpers that call helpers: who hands a collection on further is hard to follow for a reader as well.</summary>
    private const int MostCalls = 3;

    /// <summary>The reach of one access; <paramref name="outermost"/> is the widest expression that still yields part of the state.</summary>
    public static Reach Of(ExpressionSyntax access, SemanticModel model, CancellationToken cancellationToken, out ExpressionSyntax outermost) => Of(access, 0, model, cancellationToken, out outermost);

    private static Reach Of(ExpressionSyntax access, int depth, SemanticModel model, CancellationToken cancellationToken, out ExpressionSyntax outermost)
    {
        var expression = access;
        var live = Mutable(model.GetTypeInfo(access, cancellationToken).Type);
        var lazy = false;
        while (live)
        {
            switch (expression.Parent)
            {
                case ParenthesizedExpressionSyntax or CastExpressionSyntax or RefExpressionSyntax:
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                    expression = (ExpressionSyntax)expression.Parent;
                    continue;
                case MemberAccessExpressionSyntax member when member.Expression == expression:
                    expression = member.Parent is InvocationExpressionSyntax invoked && invoked.Expression == member ? invoked : member;
                    break;
                case ElementAccessExpressionSyntax element when element.Expression == expression:
                    expression = element;
                    break;
                case ConditionalAccessExpressionSyntax conditional when conditional.Expression == expression:
                    expression = conditional;
                    break;
                case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }
                    when FromFramework(model.GetSymbolInfo(call, cancellationToken).Symbol):
                    expression = call;
                    break;
                case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax helper } } argument when depth < MostCalls && StaysInside(argument, helper, depth, model, cancellationToken):
                    outermost = helper;
                    return Reach.Contained;
                case FromClauseSyntax { Parent: QueryExpressionSyntax query }:
                    expression = query;
                    break;
                default:
                    outermost = expression;
                    return End(expression, lazy, model, cancellationToken);
            }

            var type = model.GetTypeInfo(expression, cancellationToken).Type;
            lazy = IsLazy(type);
            live = lazy || Mutable(type) && !IsCopy(expression, model, cancellationToken) || IsRefReturn(expression, model, cancellationToken);
        }

        outermost = expression;
        return Reach.Contained;
    }

    /// <summary>True for a reference to something that can change behind the reader's back.</summary>
    public static bool Mutable(ITypeSymbol? type) => type is not null && (type.TypeKind == TypeKind.Array
        || (type.SpecialType == SpecialType.None && type.IsReferenceType
            && (InNamespace(type, "System.Collections.Generic") || InNamespace(type, "System.Collections") || InNamespace(type, "System.Collections.ObjectModel")
                || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
                    && !InNamespace(type, "System.Collections.Immutable") && !InNamespace(type, "System.Collections.Frozen")
                    && !InNamespace(type, "System.Linq"))));

    private static Reach End(ExpressionSyntax expression, bool lazy, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (expression.Parent)
        {
            case CommonForEachStatementSyntax loop when loop.Expression == expression:
            case ExpressionStatementSyntax or IsPatternExpressionSyntax or InterpolationSyntax or SpreadElementSyntax:
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }:
            case AssignmentExpressionSyntax assignment when assignment.Left == expression:
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } }
                when InNamespace(model.GetTypeInfo(creation, cancellationToken).Type, "System.Collections.Generic"):
                return Reach.Contained;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } } when !lazy:
                return Reach.Alias;
            default:
                return lazy ? Reach.Lazy : Reach.Exposed;
        }
    }

    /// <summary>Locals of the same body that hold part of the state after this access: aliases, <c>out</c> elements, <c>ref</c> slots.</summary>
    public static ImmutableArray<ILocalSymbol> Aliases(ExpressionSyntax access, Reach reach, ExpressionSyntax outermost, SemanticModel model, CancellationToken cancellationToken)
    {
        var aliases = ImmutableArray.CreateBuilder<ILocalSymbol>();
        if (reach == Reach.Alias && outermost.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
            && model.GetDeclaredSymbol(declarator, cancellationToken) is ILocalSymbol local
            && (local.IsRef || Mutable(local.Type)))
        {
            aliases.Add(local);
        }

        if (access.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call })
        {
            foreach (var argument in call.ArgumentList.Arguments.Where(a => a.RefKindKeyword.IsKind(SyntaxKind.OutKeyword)))
            {
                var symbol = argument.Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation }
                    ? model.GetDeclaredSymbol(designation, cancellationToken)
                    : model.GetSymbolInfo(argument.Expression, cancellationToken).Symbol;
                if (symbol is ILocalSymbol element && Mutable(element.Type))
                {
                    aliases.Add(element);
                }
            }
        }

        return aliases.ToImmutable();
    }

    private static bool IsLazy(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Interface, OriginalDefinition: var original }
            && (original.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_IEnumerable
                    or SpecialType.System_Collections_Generic_IEnumerator_T
                || InNamespace(type, "System.Linq"))
        || type is INamedTypeSymbol { Name: "KeyCollection" or "ValueCollection" or "Enumerator" or "Span" or "Memory" or "ReadOnlySpan" or "ReadOnlyMemory" }
        || type is INamedTypeSymbol { Name: "ReadOnlyCollection" or "ReadOnlyDictionary" } && InNamespace(type, "System.Collections.ObjectModel");

    /// <summary>A fresh copy that the framework makes: <c>ToArray</c>, <c>ToList</c>, <c>GetRange</c>, <c>Clone</c>…</summary>
    private static bool IsCopy(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression is InvocationExpressionSyntax call
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { Name: var name }
        && (name is "ToArray" or "ToList" or "ToDictionary" or "ToHashSet" or "ToLookup" or "GetRange" or "Clone" or "FindAll" or "ConvertAll");

    private static bool IsRefReturn(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression.Parent is RefExpressionSyntax
        && model.GetSymbolInfo(expression, cancellationToken).Symbol is IMethodSymbol { ReturnsByRef: true } or IPropertySymbol { ReturnsByRef: true };

    /// <summary>
    /// True when our own synchronous helper lets go of the collection before it returns: each use of the parameter is
    /// contained in the helper's body. Looks a few calls deep; a helper beyond that is taken to keep it.
    /// </summary>
    private static bool StaysInside(ArgumentSyntax argument, InvocationExpressionSyntax call, int depth, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { IsAsync: false, IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences: { Length: 1 } declarations } method
            || !argument.RefKindKeyword.IsKind(SyntaxKind.None))
        {
            return false;
        }

        var position = ((ArgumentListSyntax)argument.Parent!).Arguments.IndexOf(argument);
        var offset = method.ReducedFrom is null ? 0 : 1;
        var original = (method.ReducedFrom ?? method).OriginalDefinition;
        var parameter = argument.NameColon is { } named
            ? original.Parameters.FirstOrDefault(p => p.Name == named.Name.Identifier.ValueText)
            : original.Parameters.ElementAtOrDefault(position + offset);
        var body = declarations[0].GetSyntax(cancellationToken);
        if (parameter is null || parameter.IsParams || body.DescendantNodes().Any(n => n is YieldStatementSyntax))
        {
            return false;
        }

        var inside = body.SyntaxTree == model.SyntaxTree ? model : model.Compilation.ContainsSyntaxTree(body.SyntaxTree) ? model.Compilation.GetSemanticModel(body.SyntaxTree) : null;
        return inside is not null && body.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText == parameter.Name && SymbolEqualityComparer.Default.Equals(inside.GetSymbolInfo(n, cancellationToken).Symbol, parameter))
            .All(n => !n.Ancestors().TakeWhile(a => a != body).Any(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                && Of(n, depth + 1, inside, cancellationToken, out _) == Reach.Contained);
    }

    /// <summary>The framework's own methods keep no reference to a collection that they are given; a lazy result is told by its type.</summary>
    private static bool FromFramework(ISymbol? method) =>
        method is IMethodSymbol { ContainingType: var type } && type.DeclaringSyntaxReferences.IsEmpty
        && (type.ToDisplayString() is "string" or "System.Array" or "System.Linq.Enumerable" or "System.Text.Json.JsonSerializer"
                or "System.Runtime.InteropServices.CollectionsMarshal" or "System.Buffer" or "System.Convert"
            || (InNamespace(type, "System.Collections.Generic") && method.Name is "AddRange" or "UnionWith" or "ExceptWith" or "IntersectWith" or "CopyTo" or "SequenceEqual"));

    private static bool InNamespace(ITypeSymbol? type, string name) => type?.ContainingNamespace?.ToDisplayString() == name;
}
