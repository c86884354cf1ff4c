using System.Linq;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>Turns testing for an element and then taking it into one <c>TryDequeue</c>, <c>TryPop</c> or <c>TryPeek</c>.</summary>
internal sealed class TakeWhenAny
{
    private readonly string _take;

    public TakeWhenAny(string take) => _take = take;

    /// <summary><c>if (q.Count > 0) { var x = q.Dequeue(); … }</c>, and the same with <c>while</c>.</summary>
    public bool Branch(SwapContext context, StatementSyntax statement)
    {
        var (condition, inner) = statement switch
        {
            IfStatementSyntax branch => (branch.Condition, branch.Statement),
            WhileStatementSyntax loop => (loop.Condition, loop.Statement),
            _ => (null, null),
        };
        if (condition is null || TestOf(condition, context) is not { IsAny: true } test || DictionaryWrite.Branch(inner!) is not { Count: > 0 } body || TakeIn(body[0], context) is not { } take)
        {
            return false;
        }

        if (Declared(body[0], take, context) is { } declared && inner is BlockSyntax && !ReadThenWrite.HasDirective(body[0]))
        {
            context.Replace(condition, _ => Try(test.Use, declared));
            context.Remove(body[0]);
        }
        else
        {
            var item = context.Unique("item", statement);
            context.Replace(condition, _ => Try(test.Use, "var " + item));
            context.ReplaceExpression(take.Call!, SyntaxFactory.IdentifierName(item));
        }

        context.Done(test.Use, take);
        return true;
    }

    /// <summary><c>if (q.Count == 0) return; var x = q.Dequeue();</c>.</summary>
    public bool Leave(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax { Else: null } branch || TestOf(branch.Condition, context) is not { IsAny: false } test
            || DictionaryWrite.Branch(branch.Statement).LastOrDefault() is not (ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax)
            || ReadThenWrite.Following(branch) is not { } next || TakeIn(next, context) is not { } take || context.HasUses(branch.Statement))
        {
            return false;
        }

        if (Declared(next, take, context) is { } declared && !ReadThenWrite.HasDirective(next))
        {
            context.Replace(branch.Condition, _ => Template.Expression("!$0", Try(test.Use, declared)));
            context.Remove(next);
        }
        else
        {
            var item = context.Unique("item", statement);
            context.Replace(branch.Condition, _ => Template.Expression("!$0", Try(test.Use, "var " + item)));
            context.ReplaceExpression(take.Call!, SyntaxFactory.IdentifierName(item));
        }

        context.Done(test.Use, take);
        return true;
    }

    /// <summary><c>q.Count > 0 ? q.Dequeue() : other</c>.</summary>
    public void Choices(SwapContext context)
    {
        foreach (var take in context.Open.Where(u => u.Member == _take && u.Call is not null).ToList())
        {
            if (take.Call!.Parent is ConditionalExpressionSyntax choice && TestOf(choice.Condition, context) is { } test
                && context.CallOf(test.IsAny ? choice.WhenTrue : choice.WhenFalse, _take) == take)
            {
                var item = context.Unique("item", choice);
                var call = Try(test.Use, "var " + item);
                context.ReplaceExpression(choice.Condition, test.IsAny ? call : Template.Expression("!$0", call));
                context.ReplaceExpression(take.Call, SyntaxFactory.IdentifierName(item));
                context.Done(test.Use, take);
            }
        }
    }

    private ExpressionSyntax Try(SwapUse use, string target) => Template.Expression("$0.Try" + _take + "(out " + target + ")", use.Whole);

    /// <summary>The first taking call of the statement, when nothing that can be observed comes before it.</summary>
    private SwapUse? TakeIn(StatementSyntax statement, SwapContext context)
    {
        var uses = context.Open.Where(u => statement.Span.Contains(u.Whole.Span) && u.Member == _take && u.Call is not null && !u.IsConditional).ToList();
        return uses.Count == 1 && Hoist.IsEvaluatedFirst(uses[0].Call!, statement) ? uses[0] : null;
    }

    /// <summary>The declaration as an <c>out</c> argument. <c>var</c> where the type is that of the elements: it is nullable there.</summary>
    private static string? Declared(StatementSyntax statement, SwapUse take, SwapContext context)
    {
        if (statement is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration: { Variables: { Count: 1 } variables } declaration } || variables[0].Initializer?.Value != take.Call)
        {
            return null;
        }

        var declared = context.Model.GetTypeInfo(declaration.Type, context.CancellationToken).Type;
        var taken = context.Model.GetTypeInfo(take.Call!, context.CancellationToken).Type;
        var type = SymbolEqualityComparer.Default.Equals(declared, taken) ? "var" : declaration.Type.WithoutTrivia().ToString();
        return type + " " + variables[0].Identifier.ValueText;
    }

    private static Test? TestOf(ExpressionSyntax condition, SwapContext context)
    {
        var unwrapped = SwapContext.Unwrap(condition);
        if (unwrapped is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
        {
            return TestOf(not.Operand, context) is { } negated ? new Test(negated.Use, !negated.IsAny) : null;
        }

        if (context.CallOf(unwrapped, "Any") is { Call.ArgumentList.Arguments.Count: 0 } any && context.IsOpen(any))
        {
            return new Test(any, true);
        }

        if (unwrapped is not BinaryExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } count, Right: LiteralExpressionSyntax { Token.Value: int number } } binary
            || context.UseOf(count.Expression) is not { } use || !context.IsOpen(use))
        {
            return null;
        }

        return (binary.Kind(), number) switch
        {
            (SyntaxKind.GreaterThanExpression, 0) or (SyntaxKind.NotEqualsExpression, 0) or (SyntaxKind.GreaterThanOrEqualExpression, 1) => new Test(use, true),
            (SyntaxKind.EqualsExpression, 0) or (SyntaxKind.LessThanExpression, 1) or (SyntaxKind.LessThanOrEqualExpression, 0) => new Test(use, false),
            _ => null,
        };
    }

    private sealed record Test(SwapUse Use, bool IsAny);
}
