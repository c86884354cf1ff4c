using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>Takes what was seen in a concurrent collection: the answer of the taking call decides, not the look before it.</summary>
internal static class TakeWhenSeen
{
    /// <summary>
    /// <c>if (d.ContainsKey(k)) { d.TryRemove(k, out var x); … }</c> and <c>if (d.TryGetValue(k, out var x)) { d.TryRemove(k, out _); … }</c>:
    /// the branch runs for the one who removed the entry. False where the two calls name different variables.
    /// </summary>
    public static bool Entry(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax branch || EntryCheck.Of(branch.Condition, context) is not { IsNegated: false, Target: null } check
            || !Purity.IsPure(check.Key, context.Model, context.CancellationToken)
            || FirstTake(branch, context, "TryRemove") is not { } take || take.Argument(1) is not { } taken || !Purity.AreSame(take.Argument(0), check.Key))
        {
            return false;
        }

        var seen = check.Use.Argument(1);
        var target = seen is null || IsDiscard(seen) ? taken : IsDiscard(taken) ? seen : null;
        if (target is not (DeclarationExpressionSyntax or IdentifierNameSyntax))
        {
            return false;
        }

        Merge(context, branch, check.Use, take, Template.Expression("$0.TryRemove($1, out $2)", check.Use.Whole, check.Key, target));
        return true;
    }

    /// <summary><c>if (!q.IsEmpty) { q.TryDequeue(out var x); … }</c>, also with <c>Count</c>, and with <c>TryPop</c> or <c>TryTake</c>.</summary>
    public static bool Element(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax branch || Looked(branch.Condition, context) is not { } look
            || FirstTake(branch, context, "TryDequeue", "TryPop", "TryTake") is not { } take || take.Argument(0) is not { } taken)
        {
            return false;
        }

        Merge(context, branch, look, take, Template.Expression("$0." + take.Member + "(out $1)", look.Whole, taken));
        return true;
    }

    private static void Merge(SwapContext context, IfStatementSyntax branch, SwapUse look, SwapUse take, ExpressionSyntax call)
    {
        context.ReplaceExpression(branch.Condition, call);
        context.Remove(((BlockSyntax)branch.Statement).Statements[0]);
        context.Done(look, take);
    }

    /// <summary>The taking call that the block begins with, when its answer is thrown away.</summary>
    private static SwapUse? FirstTake(IfStatementSyntax branch, SwapContext context, params string[] members) =>
        branch.Statement is BlockSyntax { Statements: { Count: > 1 } body } && body[0] is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } first
            && !ReadThenWrite.HasDirective(first) && context.CallOf(call, members) is { } take && DictionaryWrite.Positional(take)
            ? take
            : null;

    /// <summary>The collection that the condition finds something in.</summary>
    private static SwapUse? Looked(ExpressionSyntax condition, SwapContext context) => SwapContext.Unwrap(condition) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsEmpty" } empty } => context.UseOf(empty.Expression),
        BinaryExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } count, Right: LiteralExpressionSyntax { Token.Value: 0 } } binary
            when binary.IsKind(SyntaxKind.GreaterThanExpression) || binary.IsKind(SyntaxKind.NotEqualsExpression) => context.UseOf(count.Expression),
        _ => null,
    };

    private static bool IsDiscard(ExpressionSyntax argument) =>
        argument is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax };
}
