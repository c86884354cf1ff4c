using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>
/// One place that initializes a state on first use: the code that makes the value, and what of the program is replaced
/// once something else makes it.
/// </summary>
internal sealed class LazyShape
{
    private LazyShape(StateUse write, AssignmentExpressionSyntax assignment, ExpressionSyntax value, ExpressionSyntax? expression, ImmutableArray<StatementSyntax> statements, ImmutableArray<StatementSyntax> factory, bool returns)
    {
        Write = write;
        Assignment = assignment;
        Value = value;
        Expression = expression;
        Statements = statements;
        Factory = factory;
        Returns = returns;
    }

    public StateUse Write { get; }

    public AssignmentExpressionSyntax Assignment { get; }

    /// <summary>What is assigned.</summary>
    public ExpressionSyntax Value { get; }

    /// <summary>The expression whose value is the initialized state: <c>x ??= F</c>, <c>x ?? (x = F)</c>; null for statements.</summary>
    public ExpressionSyntax? Expression { get; }

    /// <summary>The statements, next to each other, that do nothing but initialize the state (and return it).</summary>
    public ImmutableArray<StatementSyntax> Statements { get; }

    /// <summary>All statements of the factory, when it is more than one expression; the assignment is one of them.</summary>
    public ImmutableArray<StatementSyntax> Factory { get; }

    /// <summary>Do the statements end by returning the state?</summary>
    public bool Returns { get; }

    /// <summary>The code that makes the value.</summary>
    public IEnumerable<SyntaxNode> FactoryNodes => Factory.IsEmpty ? new SyntaxNode[] { Value } : Factory;

    public bool Contains(SyntaxNode node) => Expression?.Span.Contains(node.Span) == true || Statements.Any(s => s.Span.Contains(node.Span));

    /// <summary>Null when the write is not a lazy initialization of a known shape.</summary>
    public static LazyShape? Of(StateUse write, StateUses uses)
    {
        if (write.Outer.Parent is not AssignmentExpressionSyntax assignment)
        {
            return null;
        }

        var value = assignment.Right;
        if (write.Kind == StateUseKind.Coalesced)
        {
            return AtExpression(write, uses, assignment, value, assignment);
        }

        if (write.Kind != StateUseKind.Assigned)
        {
            return null;
        }

        if (value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } orElse && SyntaxFactory.AreEquivalent(Expressions.Bare(orElse.Left), write.Whole))
        {
            return AtExpression(write, uses, assignment, orElse.Right, assignment);
        }

        var outer = Outermost(assignment);
        if (outer.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && coalesce.Right == outer
            && SyntaxFactory.AreEquivalent(Expressions.Bare(coalesce.Left), write.Whole))
        {
            return AtExpression(write, uses, assignment, value, coalesce);
        }

        return assignment.Parent is ExpressionStatementSyntax statement ? InIf(write, assignment, statement, uses) ?? AfterReturn(write, assignment, statement, uses) : null;
    }

    private static LazyShape AtExpression(StateUse write, StateUses uses, AssignmentExpressionSyntax assignment, ExpressionSyntax value, ExpressionSyntax whole)
    {
        whole = Outermost(whole);
        return whole.Parent is ExpressionStatementSyntax statement
            ? AtStatement(write, uses, assignment, value, statement, ImmutableArray<StatementSyntax>.Empty)
            : new LazyShape(write, assignment, value, whole, ImmutableArray<StatementSyntax>.Empty, ImmutableArray<StatementSyntax>.Empty, false);
    }

    /// <summary>The statement, and the <c>return x;</c> that may follow it.</summary>
    private static LazyShape AtStatement(StateUse write, StateUses uses, AssignmentExpressionSyntax assignment, ExpressionSyntax value, StatementSyntax statement, ImmutableArray<StatementSyntax> factory)
    {
        var next = statement.Parent is BlockSyntax block ? block.Statements.SkipWhile(s => s != statement).Skip(1).FirstOrDefault() : null;
        return next is ReturnStatementSyntax { Expression: { } returned } && IsState(returned, uses)
            ? new LazyShape(write, assignment, value, null, ImmutableArray.Create(statement, next), factory, true)
            : new LazyShape(write, assignment, value, null, ImmutableArray.Create(statement), factory, false);
    }

    /// <summary><c>if (x == null) { …; x = F; … }</c>, also with a lock around it and the same check outside.</summary>
    private static LazyShape? InIf(StateUse write, AssignmentExpressionSyntax assignment, ExpressionStatementSyntax statement, StateUses uses)
    {
        var body = statement.Parent as BlockSyntax;
        if ((body ?? (SyntaxNode)statement).Parent is not IfStatementSyntax { Else: null } inner || !IsUnsetTest(inner, uses))
        {
            return null;
        }

        StatementSyntax outermost = inner;
        if (Only(outermost) is LockStatementSyntax guard)
        {
            outermost = guard;
            if (Only(outermost) is IfStatementSyntax { Else: null } outer && IsUnsetTest(outer, uses))
            {
                outermost = outer;
            }
        }

        var factory = body is { Statements.Count: > 1 } ? body.Statements.ToImmutableArray() : ImmutableArray<StatementSyntax>.Empty;
        return AtStatement(write, uses, assignment, assignment.Right, outermost, factory);
    }

    /// <summary><c>if (x != null) return x; …; x = F; return x;</c> as the whole body of a function.</summary>
    private static LazyShape? AfterReturn(StateUse write, AssignmentExpressionSyntax assignment, ExpressionStatementSyntax statement, StateUses uses)
    {
        if (statement.Parent is not BlockSyntax { Statements: { Count: > 1 } all } block || block.Parent != write.Function
            || all[0] is not IfStatementSyntax { Else: null } check || TestIn(check.Condition, uses) is not { MeansUnset: false })
        {
            return null;
        }

        var early = check.Statement is BlockSyntax { Statements: { Count: 1 } one } ? one[0] : check.Statement;
        if (early is not ReturnStatementSyntax { Expression: var returned })
        {
            return null;
        }

        var returns = returned is not null;
        if (returns && (!IsState(returned!, uses) || all[all.Count - 1] is not ReturnStatementSyntax { Expression: { } last } || !IsState(last, uses)))
        {
            return null;
        }

        var factory = all.Skip(1).Take(all.Count - (returns ? 2 : 1)).ToImmutableArray();
        return new LazyShape(write, assignment, assignment.Right, null, all.ToImmutableArray(), factory.Length > 1 ? factory : ImmutableArray<StatementSyntax>.Empty, returns);
    }

    private static bool IsUnsetTest(IfStatementSyntax check, StateUses uses) => TestIn(check.Condition, uses) is { MeansUnset: true };

    private static (ExpressionSyntax Test, bool MeansUnset)? TestIn(ExpressionSyntax condition, StateUses uses) =>
        uses.All.Where(u => condition.Span.Contains(u.Name.Span) && u.Name.SyntaxTree == condition.SyntaxTree)
            .Select(UnsetCheck.Around).FirstOrDefault(t => t is { } test && Outermost(test.Test) == Outermost(condition));

    private static bool IsState(ExpressionSyntax expression, StateUses uses) =>
        uses.All.Any(u => u.Kind == StateUseKind.Read && u.Outer == expression);

    /// <summary>The statement around, when this one is all that it does.</summary>
    private static StatementSyntax? Only(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent as StatementSyntax : statement.Parent is BlockSyntax ? null : statement.Parent as StatementSyntax;

    private static ExpressionSyntax Outermost(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized;
        }

        return expression;
    }
}
