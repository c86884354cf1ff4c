using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>Statements that run only while a state is unset, and set it: what must run once.</summary>
internal sealed class OnceShape
{
    private OnceShape(StateUse write, string test, StatementSyntax first, ImmutableArray<StatementSyntax> body, bool hasLock, ExpressionStatementSyntax? flagSet, bool isEarlyReturn)
    {
        Write = write;
        Test = test;
        First = first;
        Body = body;
        HasLock = hasLock;
        FlagSet = flagSet;
        IsEarlyReturn = isEarlyReturn;
    }

    public StateUse Write { get; }

    /// <summary>The condition under which there is something to do.</summary>
    public string Test { get; }

    /// <summary>The statement that checks: an <c>if</c> around the work, an early <c>if … return</c>, or <c>x ??= F;</c></summary>
    public StatementSyntax First { get; }

    /// <summary>The work, with the statement that sets the state.</summary>
    public ImmutableArray<StatementSyntax> Body { get; }

    /// <summary>Is there a lock between two checks already?</summary>
    public bool HasLock { get; }

    /// <summary>For a flag: the statement that sets it.</summary>
    public ExpressionStatementSyntax? FlagSet { get; }

    public bool IsEarlyReturn { get; }

    public bool Awaits => Body.Any(Functions.Awaits);

    public static OnceShape? Of(StateUse write, StateUses uses, CancellationToken cancellationToken)
    {
        if (write.Outer.Parent is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment || !write.IsOwn || write.Function is null)
        {
            return null;
        }

        var isFlag = uses.Type.SpecialType == SpecialType.System_Boolean;
        if (!isFlag && write.Kind == StateUseKind.Coalesced)
        {
            return uses.Type.IsReferenceType && !Mentions(assignment.Right, uses)
                ? new OnceShape(write, write.Whole.WithoutTrivia() + " == null", statement, ImmutableArray.Create<StatementSyntax>(statement), false, null, false)
                : null;
        }

        if (write.Kind != StateUseKind.Assigned || isFlag && UnsetCheck.BoolOf(assignment.Right) is null || !isFlag && !uses.Type.IsReferenceType)
        {
            return null;
        }

        var set = isFlag && UnsetCheck.BoolOf(assignment.Right) == true;
        return InIf(write, uses, statement, isFlag, set) ?? (isFlag ? AfterReturn(write, uses, statement, set) : null);
    }

    private static OnceShape? InIf(StateUse write, StateUses uses, ExpressionStatementSyntax statement, bool isFlag, bool set)
    {
        var block = statement.Parent as BlockSyntax;
        if ((block ?? (SyntaxNode)statement).Parent is not IfStatementSyntax { Else: null } check || !IsUnset(check, uses, isFlag, set))
        {
            return null;
        }

        var body = block?.Statements.ToImmutableArray() ?? ImmutableArray.Create<StatementSyntax>(statement);
        if (body.Any(s => s != statement && Mentions(s, uses)) || Mentions(((AssignmentExpressionSyntax)statement.Expression).Right, uses) || body.Any(static s => s.DescendantNodes().OfType<YieldStatementSyntax>().Any()))
        {
            return null;
        }

        var guard = (check.Parent is BlockSyntax { Statements.Count: 1 } around ? around.Parent : check.Parent) as LockStatementSyntax;
        var hasLock = guard is not null && (guard.Parent is BlockSyntax { Statements.Count: 1 } outer ? outer.Parent : guard.Parent) is IfStatementSyntax { Else: null } first && IsUnset(first, uses, isFlag, set);
        return (guard is not null) == hasLock
            ? new OnceShape(write, check.Condition.WithoutTrivia().ToString(), check, body, hasLock, isFlag ? statement : null, false)
            : null;
    }

    /// <summary><c>if (done) return; …; done = true;</c> as the whole body of a method that returns nothing.</summary>
    private static OnceShape? AfterReturn(StateUse write, StateUses uses, ExpressionStatementSyntax statement, bool set)
    {
        if (statement.Parent is not BlockSyntax { Statements: { Count: > 1 } all } block || block.Parent != write.Function
            || all[0] is not IfStatementSyntax { Else: null } check || !IsUnset(check, uses, true, !set)
            || (check.Statement is BlockSyntax { Statements: { Count: 1 } one } ? one[0] : check.Statement) is not ReturnStatementSyntax { Expression: null })
        {
            return null;
        }

        var body = all.Skip(1).ToImmutableArray();
        return body.Any(s => s != statement && Mentions(s, uses))
            ? null
            : new OnceShape(write, check.Condition.WithoutTrivia().ToString(), check, body, false, statement, true);
    }

    /// <summary>Does the condition say, and say nothing else, that the state is unset (or the flag is not <paramref name="set"/>)?</summary>
    private static bool IsUnset(IfStatementSyntax check, StateUses uses, bool isFlag, bool set)
    {
        var mentions = uses.All.Where(u => u.Name.SyntaxTree == check.SyntaxTree && check.Condition.Span.Contains(u.Name.Span)).ToList();
        if (mentions.Count != 1 || mentions[0].Kind != StateUseKind.Read)
        {
            return false;
        }

        return isFlag
            ? UnsetCheck.OfFlag(mentions[0]) is { } flag && flag.Test == check.Condition && flag.FlagWhenTrue != set
            : UnsetCheck.Around(mentions[0]) is { MeansUnset: true } test && test.Test == check.Condition;
    }

    private static bool Mentions(SyntaxNode node, StateUses uses) => uses.All.Any(u => u.Name.SyntaxTree == node.SyntaxTree && node.Span.Contains(u.Name.Span));
}
