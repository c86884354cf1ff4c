using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>
/// The cache: look up, on a miss work the value out and store it. The store becomes <c>GetOrAdd</c>, so that all
/// invocations go on with the same value, whoever stored it. Awaits and logging between stay where they are.
/// </summary>
internal static class FillOnMiss
{
    /// <summary><c>if (!d.TryGetValue(k, out var x)) { x = …; d[k] = x; }</c>.</summary>
    public static bool Branch(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax { Else: null } branch
            || EntryCheck.Of(branch.Condition, context) is not { IsNegated: true, Variable: { } variable } check || !IsPure(check.Key, context))
        {
            return false;
        }

        var body = DictionaryWrite.Branch(branch.Statement);
        if (body.Count == 0 || Store(body[body.Count - 1], check, context) is not { } store || store.Local != variable
            || !body.Take(body.Count - 1).All(s => Computes(s, context)) || body.Any(StateDependence.Jumps)
            || Purity.Changes(body, check.Key, context.Model, context.CancellationToken))
        {
            return false;
        }

        var value = store.Value;
        var before = body.Count == 2 && value is IdentifierNameSyntax && body[0] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax target, Right: var created } }
            && target.Identifier.ValueText == variable ? created : null;
        var alone = body.Count == 1 ? value : before;
        if (alone is not null && CanBeFactory(alone, variable, context) && !body.Any(HasInnerComment))
        {
            var call = Template.Expression("$0.GetOrAdd($1, _ => $2)", check.Use.Whole, check.Key, alone);
            context.ReplaceStatement(branch, check.Found is null
                ? Template.Statement(variable + " = $0;", call)
                : Template.Statement("var " + variable + " = $0;", call));
        }
        else
        {
            Rewrite(store, check, context);
        }

        context.Done(check.Use, store.Use);
        return true;
    }

    /// <summary><c>if (d.TryGetValue(k, out var x)) return x; … d[k] = v; return v;</c>: both ways return the value alike.</summary>
    public static bool Return(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax { Else: null } branch
            || EntryCheck.Of(branch.Condition, context) is not { IsNegated: false, Variable: { } variable } check || !IsPure(check.Key, context)
            || DictionaryWrite.Branch(branch.Statement) is not { Count: 1 } body || body[0] is not ReturnStatementSyntax { Expression: { } hit })
        {
            return false;
        }

        for (var next = ReadThenWrite.Following(branch); next is not null; next = ReadThenWrite.Following(next))
        {
            if (next is ReturnStatementSyntax { Expression: { } direct } && SwapContext.Unwrap(hit) is IdentifierNameSyntax
                && DictionaryWrite.Of(SwapContext.Unwrap(direct)!, context) is { IsSet: true, Value: { } set } inReturn && inReturn.Expression is AssignmentExpressionSyntax
                && Purity.AreSame(inReturn.Key, check.Key) && !context.HasUses(set))
            {
                context.ReplaceExpression(direct, Template.Expression("$0.GetOrAdd($1, $2)", inReturn.Use.Whole, inReturn.Key, set));
                context.Done(check.Use, inReturn.Use);
                return true;
            }

            if (Store(next, check, context) is { } store)
            {
                if (ReadThenWrite.Following(next) is not ReturnStatementSyntax { Expression: { } miss } || context.HasUses(miss)
                    || !Purity.AreSame(EntryRead.Substitute(hit, variable, SyntaxFactory.IdentifierName(store.Local)), miss))
                {
                    return false;
                }

                Rewrite(store, check, context);
                context.Done(check.Use, store.Use);
                return true;
            }

            if (!Computes(next, context) || Purity.Changes(new[] { next }, check.Key, context.Model, context.CancellationToken))
            {
                return false;
            }
        }

        return false;
    }

    private static void Rewrite(Filling store, EntryCheck check, SwapContext context) =>
        context.ReplaceExpression(store.Expression, Template.Expression(store.Local + " = $0.GetOrAdd($1, $2)", store.Use.Whole, check.Key, store.Value));

    /// <summary>The statement that stores the value: <c>d[k] = x</c>, <c>d[k] = x = …</c>, <c>x = d[k] = …</c>, <c>d.Add(k, x)</c>.</summary>
    private static Filling? Store(StatementSyntax statement, EntryCheck check, SwapContext context)
    {
        if (statement is not ExpressionStatementSyntax { Expression: var expression })
        {
            return null;
        }

        string? local = null;
        var writing = expression;
        if (expression is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax outer, Right: AssignmentExpressionSyntax inner })
        {
            local = outer.Identifier.ValueText;
            writing = inner;
        }

        if (DictionaryWrite.Of(writing, context) is not { IsSet: true, Value: { } value } write || !Purity.AreSame(write.Key, check.Key) || context.HasUses(value))
        {
            return null;
        }

        if (local is null && value is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax chained } assignment)
        {
            local = chained.Identifier.ValueText;
            value = assignment.Right;
        }

        local ??= Purity.IsLocal(value, context.Model, context.CancellationToken) ? value.ToString() : null;
        return local is null ? null : new Filling(write.Use, local, value, expression);
    }

    private static bool Computes(StatementSyntax statement, SwapContext context) =>
        !context.HasUses(statement) && Purity.OnlyComputes(statement, context.Model, context.CancellationToken);

    private static bool CanBeFactory(ExpressionSyntax value, string variable, SwapContext context) =>
        !value.DescendantNodesAndSelf().Any(n => n is AwaitExpressionSyntax or AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } or DeclarationExpressionSyntax
            || (n is IdentifierNameSyntax name && name.Identifier.ValueText == variable));

    private static bool HasInnerComment(StatementSyntax statement) => ReadThenWrite.HasComment(statement);

    private static bool IsPure(ExpressionSyntax expression, SwapContext context) => Purity.IsPure(expression, context.Model, context.CancellationToken);

    private sealed record Filling(SwapUse Use, string Local, ExpressionSyntax Value, ExpressionSyntax Expression);
}
