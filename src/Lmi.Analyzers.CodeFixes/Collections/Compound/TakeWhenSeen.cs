using Lmi.Analyzers.CodeFixes.Uses;
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
            || FirstTake(branch, context, 0, "TryRemove") is not { } take || take.Argument(1) is not { } taken || !Purity.AreSame(take.Argument(0), check.Key))
        {
            return false;
        }

        var seen = check.Use.Argument(1);
        var target = seen is null || IsDiscard(seen) ? taken : IsDiscard(taken) ? seen : null;
        if (target is not (DeclarationExpressionSyntax or IdentifierNameSyntax))
        {
            return false;
        }

        Merge(context, branch, check.Use, take, Template.Expression("$0.TryRemove($1, out $2)", check.Use.Whole, check.Key, target), 0);
        return true;
    }

    /// <summary><c>if (!q.IsEmpty) { q.TryDequeue(out var x); … }</c>, also with <c>Count</c>, and with <c>TryPop</c> or <c>TryTake</c>.</summary>
    public static bool Element(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax branch || Looked(branch.Condition, context) is not { } look)
        {
            return false;
        }

        var declared = DeclaredFirst(branch);
        if (FirstTake(branch, context, declared is null ? 0 : 1, "TryDequeue", "TryPop", "TryTake") is not { } take || take.Argument(0) is not { } taken
            || declared is not null && Expressions.Bare(taken).ToString() != declared.Declaration.Variables[0].Identifier.ValueText)
        {
            return false;
        }

        if (declared is null)
        {
            Merge(context, branch, look, take, Template.Expression("$0." + take.Member + "(out $1)", look.Whole, taken), 0);
            return true;
        }

        context.Remove(declared);
        Merge(context, branch, look, take, Template.Expression("$0." + take.Member + "(out var " + declared.Declaration.Variables[0].Identifier.ValueText + ")", look.Whole), 1);
        return true;
    }

    private static void Merge(SwapContext context, IfStatementSyntax branch, SwapUse look, SwapUse take, ExpressionSyntax call, int place)
    {
        context.ReplaceExpression(branch.Condition, call);
        context.Remove(((BlockSyntax)branch.Statement).Statements[place]);
        context.Done(look, take);
    }

    /// <summary>The taking call that the block begins with, when its answer is thrown away.</summary>
    private static SwapUse? FirstTake(IfStatementSyntax branch, SwapContext context, int place, params string[] members) =>
        branch.Statement is BlockSyntax { Statements: var body } && body.Count > place + 1 && body[place] is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } first
            && !ReadThenWrite.HasDirective(first) && context.CallOf(call, members) is { } take && DictionaryWrite.Positional(take)
            ? take
            : null;

    /// <summary><c>string code;</c> as the first statement.</summary>
    private static LocalDeclarationStatementSyntax? DeclaredFirst(IfStatementSyntax branch) =>
        branch.Statement is BlockSyntax { Statements: { Count: > 2 } body } && body[0] is LocalDeclarationStatementSyntax { IsConst: false, Declaration: { Variables: { Count: 1 } variables } } declared && variables[0].Initializer is null && !ReadThenWrite.HasDirective(declared)
            ? declared
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
