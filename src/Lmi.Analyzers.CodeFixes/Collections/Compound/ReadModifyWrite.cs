using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>Turns reading an entry, changing it and writing it back into one <c>AddOrUpdate</c>.</summary>
internal static class ReadModifyWrite
{
    /// <summary>
    /// <c>if (d.ContainsKey(k)) d[k]++; else d[k] = 1;</c> and <c>if (d.TryGetValue(k, out var n)) d[k] = n + 1; else d.Add(k, 1);</c>,
    /// with either branch first.
    /// </summary>
    public static bool Branches(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax { Else.Statement: { } otherwise } branch || EntryCheck.Of(branch.Condition, context) is not { } check
            || DictionaryWrite.Of(check.IsNegated ? otherwise : branch.Statement, context) is not { } update
            || DictionaryWrite.Of(check.IsNegated ? branch.Statement : otherwise, context) is not { IsSet: true } insert
            || !Purity.AreSame(check.Key, update.Key) || !Purity.AreSame(check.Key, insert.Key)
            || context.HasUses(insert.Value!) || !IsPure(check.Key, context) || !IsPure(insert.Value!, context))
        {
            return false;
        }

        string current;
        ExpressionSyntax existing;
        if (check.Found is { } found)
        {
            if (!update.IsSet || context.HasUses(update.Value!) || !IsPure(update.Value!, context) || IsUsedOutside(found, context, branch))
            {
                return false;
            }

            current = found.Identifier.ValueText;
            existing = update.Value!;
        }
        else if (update.IsSet)
        {
            if (EntryRead.In(update.Value!, context) is not { } read || !Purity.AreSame(read.Key, check.Key))
            {
                return false;
            }

            current = context.Unique("current", branch);
            existing = read.Existing(current);
        }
        else
        {
            if (update.Value is { } operand && (context.HasUses(operand) || !IsPure(operand, context)))
            {
                return false;
            }

            current = context.Unique("current", branch);
            existing = update.Updated(current);
        }

        context.ReplaceStatement(branch, AddOrUpdate(check.Use, check.Key, insert.Value, current, existing, context));
        context.DoneIn(branch);
        return true;
    }

    /// <summary>
    /// <c>d[k] = d.GetValueOrDefault(k) + 1</c>, <c>d[k] = d.TryGetValue(k, out var n) ? n + 1 : 1</c>, <c>d[k] += v</c>,
    /// <c>d[k]++</c>, as statements or as values.
    /// </summary>
    public static void Expressions(SwapContext context)
    {
        foreach (var use in context.Open.Where(u => u.Index is not null).ToList())
        {
            if (!context.IsOpen(use) || use.Index!.Parent is not ExpressionSyntax expression || DictionaryWrite.Of(expression, context) is not { } write || write.Use != use || !IsPure(write.Key, context))
            {
                continue;
            }

            var current = context.Unique("current", expression);
            ExpressionSyntax call;
            if (write.IsSet)
            {
                if (EntryRead.In(write.Value!, context) is not { } read || !Purity.AreSame(read.Key, write.Key))
                {
                    continue;
                }

                current = read.Name ?? current;
                call = AddOrUpdateCall(use, write.Key, read.Missing, current, read.Existing(current), context);
            }
            else if (write.Value is { } operand && (context.HasUses(operand) || !IsPure(operand, context)))
            {
                continue;
            }
            else
            {
                call = AddOrUpdateCall(use, write.Key, null, current, write.Updated(current), context);
            }

            if (expression.Parent is ExpressionStatementSyntax statement)
            {
                context.ReplaceStatement(statement, SyntaxFactory.ExpressionStatement(call));
            }
            else
            {
                context.ReplaceExpression(expression, expression is PostfixUnaryExpressionSyntax && IsValueUsed(expression, context) ? BeforeUpdate(call, write, expression) : call);
            }

            context.DoneIn(expression);
        }
    }

    /// <summary><c>AddOrUpdate</c> gives the new value, <c>d[k]++</c> the old one.</summary>
    private static ExpressionSyntax BeforeUpdate(ExpressionSyntax call, DictionaryWrite write, ExpressionSyntax place)
    {
        var old = Template.Expression("$0 " + (write.Operator == "+" ? "-" : "+") + " 1", call);
        return place.Parent is EqualsValueClauseSyntax or ReturnStatementSyntax or ArgumentSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax ? old : SyntaxFactory.ParenthesizedExpression(old);
    }

    private static bool IsValueUsed(ExpressionSyntax expression, SwapContext context) => expression.Parent switch
    {
        LambdaExpressionSyntax lambda => context.Model.GetSymbolInfo(lambda, context.CancellationToken).Symbol is not IMethodSymbol { ReturnsVoid: true },
        ArrowExpressionClauseSyntax { Parent: { } owner } => context.Model.GetDeclaredSymbol(owner, context.CancellationToken) is not IMethodSymbol { ReturnsVoid: true },
        _ => true,
    };

    public static StatementSyntax AddOrUpdate(SwapUse use, ExpressionSyntax key, ExpressionSyntax? missing, string current, ExpressionSyntax existing, SwapContext context) =>
        SyntaxFactory.ExpressionStatement(AddOrUpdateCall(use, key, missing, current, existing, context));

    public static ExpressionSyntax AddOrUpdateCall(SwapUse use, ExpressionSyntax key, ExpressionSyntax? missing, string current, ExpressionSyntax existing, SwapContext context)
    {
        if (missing is not null)
        {
            return Template.Expression("$0.AddOrUpdate($1, $2, (_, " + current + ") => $3)", use.Whole, key, missing, existing);
        }

        // Without the key the indexer throws; so does the factory.
        context.Namespaces.Add("System.Collections.Generic");
        return Template.Expression("$0.AddOrUpdate($1, _ => throw new KeyNotFoundException(), (_, " + current + ") => $2)", use.Whole, key, existing);
    }

    public static bool IsUsedOutside(SyntaxNode declaration, SwapContext context, params SyntaxNode[] nodes)
    {
        var symbol = context.Model.GetDeclaredSymbol(declaration, context.CancellationToken);
        var scope = declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? declaration.SyntaxTree.GetRoot(context.CancellationToken);
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == symbol?.Name
            && !nodes.Any(s => s.Span.Contains(n.Span))
            && SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(n, context.CancellationToken).Symbol, symbol));
    }

    private static bool IsPure(ExpressionSyntax expression, SwapContext context) => Purity.IsPure(expression, context.Model, context.CancellationToken);
}
