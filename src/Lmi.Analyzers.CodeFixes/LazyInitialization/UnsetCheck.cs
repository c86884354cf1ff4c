using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>What a condition, or the expression around one use of a state, says about whether the state is set.</summary>
internal static class UnsetCheck
{
    /// <summary>The comparison of the use with null (or of a flag with a constant): its expression, and whether true means unset.</summary>
    public static (ExpressionSyntax Test, bool MeansUnset)? Around(StateUse use)
    {
        var outer = use.Outer;
        switch (outer.Parent)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison
                when IsNull(comparison.Left == outer ? comparison.Right : comparison.Left):
                return Negated(comparison, comparison.IsKind(SyntaxKind.EqualsExpression));
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax constant } pattern when IsNull(constant.Expression):
                return Negated(pattern, true);
            case IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax constant } } pattern when IsNull(constant.Expression):
                return Negated(pattern, false);
            case IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax { Designation: null, Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0 } } pattern:
                return Negated(pattern, false);
            case IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: RecursivePatternSyntax { Designation: null, Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0 } } } pattern:
                return Negated(pattern, true);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasValue" } hasValue when hasValue.Expression == outer && use.Model.GetTypeInfo(use.Whole).Type is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }:
                return Negated(hasValue, false);
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                when use.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String }:
                return Negated(call, true);
            default:
                return null;
        }
    }

    /// <summary>The test of a flag: <c>f</c>, <c>!f</c>, <c>f == false</c>; and the value of the flag for which the test is true.</summary>
    public static (ExpressionSyntax Test, bool FlagWhenTrue)? OfFlag(StateUse use)
    {
        var outer = use.Outer;
        switch (outer.Parent)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } comparison when BoolOf(comparison.Left == outer ? comparison.Right : comparison.Left) is { } value:
                return Negated(comparison, value);
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax constant } pattern when BoolOf(constant.Expression) is { } value:
                return Negated(pattern, value);
            default:
                return Negated(outer, true);
        }
    }

    public static bool? BoolOf(ExpressionSyntax expression) => expression.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => true,
        SyntaxKind.FalseLiteralExpression => false,
        _ => null,
    };

    private static (ExpressionSyntax, bool) Negated(ExpressionSyntax test, bool meaning)
    {
        while (test.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression })
        {
            test = (ExpressionSyntax)test.Parent;
            meaning ^= test is PrefixUnaryExpressionSyntax;
        }

        return (test, meaning);
    }

    private static bool IsNull(ExpressionSyntax expression) => expression.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression;
}
