using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>Turns looking for a key and then adding it into one <c>TryAdd</c> or <c>GetOrAdd</c>.</summary>
internal static class CheckThenAdd
{
    /// <summary><c>if (!d.ContainsKey(k)) d.Add(k, v);</c>, with or without more to do once the key is added.</summary>
    public static bool Missing(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax { Else: null } branch || EntryCheck.Of(branch.Condition, context) is not { IsNegated: true, Variable: null } check
            || !IsPure(check.Key, context))
        {
            return false;
        }

        var body = DictionaryWrite.Branch(branch.Statement);
        if (body.Count == 0)
        {
            return false;
        }

        var first = ActOf(body[0], check, context);
        if (first is not null && body.Count == 1)
        {
            if (CounterStart(context, branch, check, first))
            {
                return true;
            }

            if (IsPure(first.Value, context))
            {
                context.ReplaceStatement(branch, TryAdd(check.Use, check.Key, first.Value, asStatement: true));
            }
            else
            {
                context.ReplaceExpression(first.Expression, TryAddCall(check.Use, check.Key, first.Value));
            }

            context.Done(check.Use, first.Use);
            return true;
        }

        if (first is not null && IsPure(first.Value, context) && branch.Statement is BlockSyntax block && !ReadThenWrite.HasDirective(body[0]))
        {
            // What follows was meant for the one who added.
            context.Replace(branch.Condition, _ => TryAddCall(check.Use, check.Key, first.Value));
            context.Remove(block.Statements[0]);
            context.Done(check.Use, first.Use);
            return true;
        }

        var last = ActOf(body[body.Count - 1], check, context);
        if (last is null || Purity.Changes(body.Take(body.Count - 1), check.Key, context.Model, context.CancellationToken)
            || !body.Take(body.Count - 1).All(s => Purity.OnlyComputes(s, context.Model, context.CancellationToken) && !context.HasUses(s)))
        {
            return false;
        }

        context.ReplaceExpression(last.Expression, TryAddCall(check.Use, check.Key, last.Value));
        context.Done(check.Use, last.Use);
        return true;
    }

    /// <summary><c>if (d.ContainsKey(k)) return; d.Add(k, v);</c>: the one who adds goes on, everybody else leaves.</summary>
    public static bool Leave(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax { Else: null } branch || EntryCheck.Of(branch.Condition, context) is not { IsNegated: false, Variable: null } check
            || !IsPure(check.Key, context) || context.HasUses(branch.Statement) || !EndsInJump(branch.Statement)
            || ReadThenWrite.Following(branch) is not { } next || ActOf(next, check, context) is not { } act
            || !IsPure(act.Value, context) || ReadThenWrite.HasDirective(next))
        {
            return false;
        }

        context.Replace(branch.Condition, _ => Template.Expression("!$0", TryAddCall(check.Use, check.Key, act.Value)));
        context.Remove(next);
        context.Done(check.Use, act.Use);
        return true;
    }

    /// <summary><c>if (!d.ContainsKey(k)) d[k] = 0; d[k]++;</c> is a counter that starts at nothing.</summary>
    private static bool CounterStart(SwapContext context, IfStatementSyntax branch, EntryCheck check, Act act)
    {
        if (ReadThenWrite.Following(branch) is not { } next || DictionaryWrite.Of(next, context) is not { IsSet: false } update
            || !Purity.AreSame(update.Key, check.Key) || act.Value is not LiteralExpressionSyntax
            || ReadThenWrite.HasDirective(next) || (update.Value is { } operand && (!IsPure(operand, context) || context.HasUses(operand))))
        {
            return false;
        }

        var current = context.Unique("current", branch);
        var missing = EntryRead.Folded(EntryRead.Substitute(update.Updated(current), current, act.Value.WithoutTrivia()));
        context.ReplaceStatement(branch, ReadModifyWrite.AddOrUpdate(check.Use, check.Key, missing, current, update.Updated(current), context));
        context.Remove(next);
        context.Done(check.Use, act.Use, update.Use);
        return true;
    }

    /// <summary>The adding statement for the key that was looked for, in a dictionary or a set.</summary>
    private static Act? ActOf(StatementSyntax statement, EntryCheck check, SwapContext context)
    {
        while (statement is BlockSyntax { Statements.Count: 1 } block)
        {
            statement = block.Statements[0];
        }

        if (statement is not ExpressionStatementSyntax { Expression: var expression })
        {
            return null;
        }

        if (DictionaryWrite.Of(expression, context) is { IsSet: true, Value: { } value } write)
        {
            return Purity.AreSame(write.Key, check.Key) && !context.HasUses(value) ? new Act(write.Use, value, expression) : null;
        }

        return context.CallOf(expression, "Add") is { Call.ArgumentList.Arguments.Count: 1 } use && Purity.AreSame(use.Argument(0), check.Key)
            ? new Act(use, SyntaxFactory.ParseExpression("0"), expression)
            : null;
    }

    private static bool EndsInJump(StatementSyntax statement) =>
        DictionaryWrite.Branch(statement).LastOrDefault() is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;

    private static StatementSyntax TryAdd(SwapUse use, ExpressionSyntax key, ExpressionSyntax value, bool asStatement) =>
        SyntaxFactory.ExpressionStatement(TryAddCall(use, key, value));

    private static ExpressionSyntax TryAddCall(SwapUse use, ExpressionSyntax key, ExpressionSyntax value) =>
        Template.Expression("$0.TryAdd($1, $2)", use.Whole, key, value);

    private static bool IsPure(ExpressionSyntax expression, SwapContext context) =>
        expression is LiteralExpressionSyntax || Purity.IsPure(expression, context.Model, context.CancellationToken);

    private sealed record Act(SwapUse Use, ExpressionSyntax Value, ExpressionSyntax Expression);
}
