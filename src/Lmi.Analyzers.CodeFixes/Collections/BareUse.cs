using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>A collection used as a whole: enumerated, compared with null, assigned, handed on.</summary>
internal static class BareUse
{
    /// <summary>True when the use stays right with the concurrent type; uses of a view in its place are edited in.</summary>
    public static bool Rewrite(SwapContext context, SwapUse use, CollectionKind kind)
    {
        var expression = use.Receiver;
        switch (expression.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == expression
                && (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression)):
                return assignment.Parent is ExpressionStatementSyntax && Creation.Rewrite(context, assignment.Right, kind);
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.EqualsExpression) || binary.IsKind(SyntaxKind.NotEqualsExpression):
                return (binary.Left == expression ? binary.Right : binary.Left).IsKind(SyntaxKind.NullLiteralExpression);
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } }:
                return true;
            case CommonForEachStatementSyntax loop when loop.Expression == expression:
            case SpreadElementSyntax or FromClauseSyntax:
                return View(context, use, kind);
            case ArgumentSyntax { RefKindKeyword.RawKind: 0 } argument:
                return IsReadOnlyArgument(context, argument, expression) && View(context, use, kind);
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConditionalExpressionSyntax or CastExpressionSyntax:
                var info = context.Model.GetTypeInfo(expression, context.CancellationToken);
                var converted = expression.Parent is CastExpressionSyntax cast ? context.Model.GetTypeInfo(cast, context.CancellationToken).Type : info.ConvertedType;
                return !SymbolEqualityComparer.Default.Equals(info.Type, converted)
                    && (IsReadOnlyView(converted) || (kind is DictionaryKind && converted is INamedTypeSymbol { Name: "IDictionary", IsGenericType: true } && expression.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax))
                    && View(context, use, kind);
            default:
                return false;
        }
    }

    private static bool View(SwapContext context, SwapUse use, CollectionKind kind)
    {
        if (kind.View is { } view)
        {
            context.Replace(use.Receiver, rewritten => Template.Expression("$0." + view, (ExpressionSyntax)rewritten).WithTriviaFrom(rewritten));
        }

        return true;
    }

    /// <summary>A parameter through which nothing can be changed, or the type parameter of a framework method (a serializer).</summary>
    private static bool IsReadOnlyArgument(SwapContext context, ArgumentSyntax argument, ExpressionSyntax expression)
    {
        var converted = context.Model.GetTypeInfo(expression, context.CancellationToken).ConvertedType;
        if (argument.Parent?.Parent is BaseObjectCreationExpressionSyntax creation)
        {
            // A constructor of the framework copies. The static type of the argument may select another overload.
            return context.Model.GetTypeInfo(creation, context.CancellationToken).Type is { DeclaringSyntaxReferences.IsEmpty: true } && IsReadOnlyView(converted, orDictionary: true);
        }

        if (argument.Parent?.Parent is not InvocationExpressionSyntax call || context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        if (IsReadOnlyView(converted))
        {
            return true;
        }

        var index = call.ArgumentList.Arguments.IndexOf(argument);
        return argument.NameColon is null && method.DeclaringSyntaxReferences.IsEmpty
            && method.OriginalDefinition.Parameters.ElementAtOrDefault(index)?.Type is { } type
            && (type.TypeKind == TypeKind.TypeParameter || (type.SpecialType == SpecialType.System_Object && method.ContainingType.Name is "JsonSerializer" or "JsonConvert" or "Console"));
    }

    private static bool IsReadOnlyView(ITypeSymbol? type, bool orDictionary = false) => type is INamedTypeSymbol named
        && (named.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_IEnumerable
                or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
            || (named.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic" && (named.Name is "IReadOnlyDictionary" || (orDictionary && named.Name is "IDictionary"))));
}
