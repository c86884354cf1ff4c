using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Process;

/// <summary>Throws instead of ending the process: the runtime reports the error, and other invocations go on.</summary>
internal static class ThrowFix
{
    /// <summary>Null where the exception would be caught in the same function, or code that still runs today would be cut off.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax statement } call
            || await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { ContainingType.Name: "Environment" or "Process", Name: "Exit" or "FailFast" or "Kill" } method
            || IsCaught(statement) || Following(statement) is not { } following)
        {
            return null;
        }

        var edits = new StateEdits(request.Document.Project.Solution);
        var exception = edits.TypeName(request.Document.Id, model, call.SpanStart, "System", "InvalidOperationException");
        await edits.ReplaceAsync(
            request.Document.Id, statement,
            current => SyntaxFactory.ParseStatement($"throw new {exception}({Arguments(method.Name, ((InvocationExpressionSyntax)((ExpressionStatementSyntax)current).Expression).ArgumentList)});").WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        foreach (var jump in following)
        {
            await edits.RemoveAsync(request.Document.Id, jump, cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Arguments(string member, ArgumentListSyntax list)
    {
        var arguments = list.Arguments;
        if (member == "Kill")
        {
            return "\"This invocation cannot go on\"";
        }

        if (member == "FailFast")
        {
            return string.Join(", ", arguments.Select(static a => a.Expression.WithoutTrivia().ToString()));
        }

        return arguments[0].Expression is LiteralExpressionSyntax code ? $"\"Exit code {code}\"" : $"$\"Exit code {{{(arguments[0].Expression is ConditionalExpressionSyntax choice ? "(" + choice + ")" : arguments[0].Expression.WithoutTrivia().ToString())}}}\"";
    }

    private static bool IsCaught(SyntaxNode statement)
    {
        for (SyntaxNode child = statement, parent = statement.Parent!; parent is not null && !Functions.Is(parent); child = parent, parent = parent.Parent!)
        {
            if (parent is TryStatementSyntax { Catches.Count: > 0 } @try && child == @try.Block || parent is FinallyClauseSyntax)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The statements after it, which no one reaches any more; null when they do more than leave.</summary>
    private static IReadOnlyList<StatementSyntax>? Following(StatementSyntax statement)
    {
        var list = statement.Parent switch { BlockSyntax block => block.Statements, SwitchSectionSyntax section => section.Statements, _ => default };
        var rest = list.Skip(list.IndexOf(statement) + 1).ToList();
        return rest.TrueForAll(static s => s is BreakStatementSyntax or ContinueStatementSyntax
            || s is ReturnStatementSyntax { Expression: null or LiteralExpressionSyntax or IdentifierNameSyntax or PrefixUnaryExpressionSyntax or MemberAccessExpressionSyntax }) ? rest : null;
    }
}
