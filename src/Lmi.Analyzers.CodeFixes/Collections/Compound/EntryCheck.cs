using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>A test whether a key is there: <c>ContainsKey</c>, <c>Contains</c>, <c>TryGetValue</c>, negated or not.</summary>
internal sealed class EntryCheck
{
    private EntryCheck(SwapUse use, bool isNegated, SingleVariableDesignationSyntax? found, ExpressionSyntax? target)
    {
        Use = use;
        IsNegated = isNegated;
        Found = found;
        Target = target;
    }

    public SwapUse Use { get; }

    public ExpressionSyntax Key => Use.Argument(0)!;

    public bool IsNegated { get; }

    /// <summary>The local that the check declares for the value: <c>out var x</c>.</summary>
    public SingleVariableDesignationSyntax? Found { get; }

    /// <summary>The expression that receives the value, when it is a variable declared before: <c>out x</c>.</summary>
    public ExpressionSyntax? Target { get; }

    /// <summary>The name that holds the value when the key is there; null for <c>ContainsKey</c> and discards.</summary>
    public string? Variable => Found?.Identifier.ValueText ?? (Target as IdentifierNameSyntax)?.Identifier.ValueText;

    public static EntryCheck? Of(ExpressionSyntax expression, SwapContext context)
    {
        var condition = SwapContext.Unwrap(expression);
        var negated = false;
        switch (condition)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                condition = not.Operand;
                negated = true;
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } } equals:
                condition = equals.Left;
                negated = true;
                break;
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } } } isFalse:
                condition = isFalse.Expression;
                negated = true;
                break;
        }

        if (context.CallOf(condition, "ContainsKey", "Contains", "TryGetValue") is not { } use || !context.IsOpen(use) || !DictionaryWrite.Positional(use))
        {
            return null;
        }

        if (use.Member != "TryGetValue")
        {
            return use.Call!.ArgumentList.Arguments.Count == 1 ? new EntryCheck(use, negated, null, null) : null;
        }

        return use.Argument(1) switch
        {
            DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax found } => new EntryCheck(use, negated, found, null),
            DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } => new EntryCheck(use, negated, null, null),
            IdentifierNameSyntax { Identifier.ValueText: "_" } => new EntryCheck(use, negated, null, null),
            IdentifierNameSyntax target => new EntryCheck(use, negated, null, target),
            _ => null,
        };
    }
}
