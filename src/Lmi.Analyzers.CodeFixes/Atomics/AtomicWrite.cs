using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Atomics;

/// <summary>
/// One write of a number as one atomic step. The value of the expression stays what it was: what <c>Interlocked</c>
/// returns is the new value for increments and sums, and the old one for <c>Exchange</c>, <c>Or</c> and <c>And</c>.
/// </summary>
internal sealed class AtomicWrite
{
    private readonly string _method;
    private readonly ExpressionSyntax? _operand;
    private readonly string _prefix;
    private readonly int _correction;

    private AtomicWrite(ExpressionSyntax expression, string method, ExpressionSyntax? operand, string prefix = "", int correction = 0)
    {
        Expression = expression;
        _method = method;
        _operand = operand;
        _prefix = prefix;
        _correction = correction;
    }

    /// <summary>The whole write: <c>x++</c>, <c>x = x + n</c>.</summary>
    public ExpressionSyntax Expression { get; }

    /// <summary>Does it replace the value, whatever it was?</summary>
    public bool Replaces => _method == "Exchange";

    /// <summary>Does the atomic form return the value that the write made, rather than the one before?</summary>
    public bool ReturnsNew => _method is "Increment" or "Decrement" or "Add";

    /// <summary>Null when the write has no atomic form that keeps its value.</summary>
    public static AtomicWrite? Of(StateUse use, ITypeSymbol type, CancellationToken cancellationToken)
    {
        if (use.Outer.Parent is not ExpressionSyntax write || use.IsInExpressionTree || IsChecked(write, use.Model))
        {
            return null;
        }

        var isUsed = Functions.IsValueUsed(write, use.Model, cancellationToken);
        switch (write)
        {
            case PrefixUnaryExpressionSyntax:
                return new AtomicWrite(write, write.IsKind(SyntaxKind.PreIncrementExpression) ? "Increment" : "Decrement", null);
            case PostfixUnaryExpressionSyntax:
                var isIncrement = write.IsKind(SyntaxKind.PostIncrementExpression);
                return new AtomicWrite(write, isIncrement ? "Increment" : "Decrement", null, correction: !isUsed ? 0 : isIncrement ? -1 : 1);
            case AssignmentExpressionSyntax assignment when !Mentions(assignment.Right, use):
                switch (assignment.Kind())
                {
                    case SyntaxKind.AddAssignmentExpression:
                        return Sum(write, assignment.Right, isAdded: true);
                    case SyntaxKind.SubtractAssignmentExpression:
                        return Sum(write, assignment.Right, isAdded: false);
                    case SyntaxKind.OrAssignmentExpression when !isUsed && Converts(assignment.Right):
                        return new AtomicWrite(write, "Or", assignment.Right);
                    case SyntaxKind.AndAssignmentExpression when !isUsed && Converts(assignment.Right):
                        return new AtomicWrite(write, "And", assignment.Right);
                    case SyntaxKind.SimpleAssignmentExpression when !isUsed && Converts(assignment.Right):
                        return new AtomicWrite(write, "Exchange", assignment.Right);
                }

                return null;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } update
                when Expressions.Bare(update.Right) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum:
                var isSum = sum.IsKind(SyntaxKind.AddExpression);
                if (IsSame(sum.Left, use) && !Mentions(sum.Right, use))
                {
                    return Sum(write, sum.Right, isSum);
                }

                return isSum && IsSame(sum.Right, use) && !Mentions(sum.Left, use) ? Sum(write, sum.Left, isAdded: true) : null;
            default:
                return null;
        }

        bool Converts(ExpressionSyntax operand) => use.Model.ClassifyConversion(operand, type) is { Exists: true, IsImplicit: true, IsUserDefined: false };

        AtomicWrite? Sum(ExpressionSyntax whole, ExpressionSyntax operand, bool isAdded)
        {
            if (!Converts(operand))
            {
                return null;
            }

            if (use.Model.GetConstantValue(operand, cancellationToken) is { HasValue: true, Value: 1 } && operand is LiteralExpressionSyntax)
            {
                return new AtomicWrite(whole, isAdded ? "Increment" : "Decrement", null);
            }

            if (isAdded)
            {
                return new AtomicWrite(whole, "Add", operand);
            }

            // The negation must not be computed in a narrower or an unsigned type.
            var own = use.Model.GetTypeInfo(operand, cancellationToken).Type;
            if (type.SpecialType is SpecialType.System_UInt32 or SpecialType.System_UInt64)
            {
                return null;
            }

            var isSameType = SymbolEqualityComparer.Default.Equals(own, type) || use.Model.GetConstantValue(operand, cancellationToken).HasValue;
            return new AtomicWrite(whole, "Add", operand, isSameType ? "-" : "-(" + type.ToMinimalDisplayString(use.Model, whole.SpanStart) + ")");
        }
    }

    /// <summary>The atomic form, from the current text of the write, for the place where it stands.</summary>
    public ExpressionSyntax Rewrite(SyntaxNode current, ExpressionSyntax storage, string interlocked)
    {
        ExpressionSyntax call = _operand is null
            ? Expressions.Call(interlocked + "." + _method, Expressions.Ref(storage))
            : Expressions.Call(interlocked + "." + _method, Expressions.Ref(storage), Expressions.Value(Negated(Operand(current))));
        if (_correction != 0)
        {
            call = SyntaxFactory.ParseExpression("a " + (_correction < 0 ? "-" : "+") + " 1") is BinaryExpressionSyntax corrected
                ? corrected.WithLeft(call.WithTrailingTrivia(SyntaxFactory.Space))
                : call;
            call = Expressions.ForPlaceOf(call, Expression.Parent);
        }

        return call.WithTriviaFrom(current);
    }

    private ExpressionSyntax Operand(SyntaxNode current)
    {
        var right = ((AssignmentExpressionSyntax)current).Right;
        return _operand!.Parent is BinaryExpressionSyntax original && Expressions.Bare(right) is BinaryExpressionSyntax sum && _operand.Parent != Expression
            ? original.Left == _operand ? sum.Left : sum.Right
            : right;
    }

    private ExpressionSyntax Negated(ExpressionSyntax operand)
    {
        operand = operand.WithoutTrivia();
        if (_prefix.Length == 0)
        {
            return operand;
        }

        var inner = Expressions.IsPrimary(operand) ? operand : SyntaxFactory.ParenthesizedExpression(operand);
        var pattern = (PrefixUnaryExpressionSyntax)SyntaxFactory.ParseExpression(_prefix + "x");
        return pattern.Operand is CastExpressionSyntax cast ? pattern.WithOperand(cast.WithExpression(inner)) : pattern.WithOperand(inner);
    }

    private static bool IsSame(ExpressionSyntax expression, StateUse use) =>
        SyntaxFactory.AreEquivalent(Expressions.Bare(expression), use.Whole)
        || use.IsOwn && SymbolEqualityComparer.Default.Equals(use.Model.GetSymbolInfo(expression).Symbol, use.Model.GetSymbolInfo(use.Name).Symbol)
            && expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    private static bool Mentions(SyntaxNode node, StateUse use) =>
        node.DescendantNodesAndSelf().OfTypeName(use.Name.Identifier.ValueText, use.Model, use.Model.GetSymbolInfo(use.Name).Symbol);

    /// <summary><c>Interlocked</c> wraps around where checked arithmetic throws.</summary>
    private static bool IsChecked(SyntaxNode node, SemanticModel model)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor.Kind())
            {
                case SyntaxKind.CheckedExpression or SyntaxKind.CheckedStatement:
                    return true;
                case SyntaxKind.UncheckedExpression or SyntaxKind.UncheckedStatement:
                    return false;
            }
        }

        return model.Compilation.Options is CSharpCompilationOptions { CheckOverflow: true };
    }
}
