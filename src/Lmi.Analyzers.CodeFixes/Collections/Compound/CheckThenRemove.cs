using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>Turns looking for a key and then removing it into one <c>TryRemove</c>: only one invocation gets the entry.</summary>
internal static class CheckThenRemove
{
    /// <summary><c>if (d.ContainsKey(k)) d.Remove(k);</c> and <c>if (d.TryGetValue(k, out var x)) { d.Remove(k); … }</c>.</summary>
    public static bool Claim(SwapContext context, StatementSyntax statement)
    {
        if (statement is not IfStatementSyntax branch || EntryCheck.Of(branch.Condition, context) is not { IsNegated: false } check
            || !Purity.IsPure(check.Key, context.Model, context.CancellationToken))
        {
            return false;
        }

        var body = DictionaryWrite.Branch(branch.Statement);
        if (body.Count == 0 || body[0] is not ExpressionStatementSyntax { Expression: var expression }
            || context.CallOf(expression, "Remove") is not { Call.ArgumentList.Arguments.Count: 1 } remove || !Purity.AreSame(remove.Argument(0), check.Key))
        {
            return false;
        }

        var value = check.Use.Argument(1) is { } target ? "out " + target : "out _";
        var call = Template.Expression("$0.TryRemove($1, " + value + ")", check.Use.Whole, check.Key);
        if (body.Count == 1 && branch.Else is null && check.Variable is null)
        {
            context.ReplaceStatement(branch, SyntaxFactory.ExpressionStatement(call));
        }
        else if (branch.Statement is BlockSyntax && !ReadThenWrite.HasDirective(body[0]))
        {
            context.Replace(branch.Condition, _ => call);
            context.Remove(body[0]);
        }
        else
        {
            return false;
        }

        context.Done(check.Use, remove);
        return true;
    }
}
