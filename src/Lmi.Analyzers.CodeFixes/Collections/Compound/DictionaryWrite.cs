using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>A statement that writes one entry: <c>d[k] = v</c>, <c>d.Add(k, v)</c>, <c>d[k] += v</c>, <c>d[k]++</c>.</summary>
internal sealed class DictionaryWrite
{
    private DictionaryWrite(SwapUse use, ExpressionSyntax key, ExpressionSyntax expression, ExpressionSyntax? value, string? update)
    {
        Use = use;
        Key = key;
        Expression = expression;
        Value = value;
        Operator = update;
    }

    public SwapUse Use { get; }

    public ExpressionSyntax Key { get; }

    /// <summary>The whole writing expression.</summary>
    public ExpressionSyntax Expression { get; }

    /// <summary>What is set, or the operand of a compound assignment; null for <c>++</c> and <c>--</c>.</summary>
    public ExpressionSyntax? Value { get; }

    /// <summary>The operator that joins old value and operand; null for a plain set.</summary>
    public string? Operator { get; }

    public bool IsSet => Operator is null;

    /// <summary>The write that a statement, or a block of one statement, consists of; null for anything else.</summary>
    public static DictionaryWrite? Of(StatementSyntax? statement, SwapContext context)
    {
        while (statement is BlockSyntax { Statements.Count: 1 } block)
        {
            statement = block.Statements[0];
        }

        return statement is ExpressionStatementSyntax { Expression: var expression } ? Of(expression, context) : null;
    }

    public static DictionaryWrite? Of(ExpressionSyntax expression, SwapContext context)
    {
        switch (expression)
        {
            case AssignmentExpressionSyntax assignment when context.IndexOf(assignment.Left) is { Index: { } index } use && KeyOf(index) is { } key:
                var operatorText = assignment.OperatorToken.ValueText;
                return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
                    ? new DictionaryWrite(use, key, expression, assignment.Right, null)
                    : assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) ? null
                    : new DictionaryWrite(use, key, expression, assignment.Right, operatorText.Substring(0, operatorText.Length - 1));
            case PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } postfix when context.IndexOf(postfix.Operand) is { Index: { } index } use && KeyOf(index) is { } key:
                return new DictionaryWrite(use, key, expression, null, postfix.OperatorToken.ValueText.Substring(1));
            case PrefixUnaryExpressionSyntax prefix when (prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression))
                && context.IndexOf(prefix.Operand) is { Index: { } index } use && KeyOf(index) is { } key:
                return new DictionaryWrite(use, key, expression, null, prefix.OperatorToken.ValueText.Substring(1));
            case InvocationExpressionSyntax when context.CallOf(expression, "Add", "TryAdd") is { IsConditional: false } use
                && use.Argument(1) is { } value && Positional(use):
                return new DictionaryWrite(use, use.Argument(0)!, expression, value, null);
            default:
                return null;
        }
    }

    /// <summary>The new value, given the name of the old one.</summary>
    public ExpressionSyntax Updated(string current)
    {
        if (IsSet)
        {
            return Value!;
        }

        return Value is null
            ? SyntaxFactory.ParseExpression(current + " " + Operator + " 1")
            : Template.Expression(current + " " + Operator + " $0", Parenthesized(Value));
    }

    /// <summary>The statements of a branch: those of its block, or itself.</summary>
    public static IReadOnlyList<StatementSyntax> Branch(StatementSyntax statement) =>
        statement is BlockSyntax block ? block.Statements.ToList() : new[] { statement };

    public static bool Positional(SwapUse use) => use.Call!.ArgumentList.Arguments.All(a => a.NameColon is null);

    private static ExpressionSyntax Parenthesized(ExpressionSyntax value) =>
        value is BinaryExpressionSyntax or ConditionalExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia()) : value;

    private static ExpressionSyntax? KeyOf(ElementAccessExpressionSyntax index) =>
        index.ArgumentList.Arguments is { Count: 1 } arguments ? arguments[0].Expression : null;
}
