using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Async;

/// <summary>What a function returns that hands out tasks, and now awaits them itself.</summary>
internal static class AsyncReturns
{
    public static bool IsTask(ITypeSymbol type) => type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };

    /// <summary>Adds <c>async</c> and awaits each returned task. False, when a return cannot be written that way.</summary>
    public static async Task<bool> RewriteAsync(Document document, SyntaxNode function, IMethodSymbol symbol, StateEdits edits, CancellationToken cancellationToken)
    {
        var hasValue = symbol.ReturnType is INamedTypeSymbol { Arity: 1 };
        var returns = function.DescendantNodes()
            .OfType<ReturnStatementSyntax>().Where(r => Functions.Around(r) == function).ToList();
        if (!hasValue && returns.Any(static r => r.Parent is not BlockSyntax) || returns.Any(static r => r.Expression is null or LiteralExpressionSyntax))
        {
            return false;
        }

        await edits.ReplaceAsync(document.Id, function, AsyncSignature.Async, cancellationToken).ConfigureAwait(false);
        foreach (var statement in returns)
        {
            if (hasValue)
            {
                await edits.ReplaceAsync(document.Id, statement.Expression!, static current => Value((ExpressionSyntax)current), cancellationToken).ConfigureAwait(false);
                continue;
            }

            var isLast = statement.Parent!.Parent == function && ((BlockSyntax)statement.Parent).Statements.Last() == statement;
            if (IsCompletedTask(statement.Expression!))
            {
                if (isLast)
                {
                    await edits.RemoveAsync(document.Id, statement, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await edits.ReplaceAsync(document.Id, statement, static current => Nothing((ReturnStatementSyntax)current), cancellationToken).ConfigureAwait(false);
                }
            }
            else if (isLast)
            {
                await edits.ReplaceAsync(document.Id, statement, static current => Awaiting((ReturnStatementSyntax)current), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                return false;
            }
        }

        var arrow = function switch { MethodDeclarationSyntax m => m.ExpressionBody, LocalFunctionStatementSyntax l => l.ExpressionBody, _ => null };
        if (arrow is not null)
        {
            await edits.ReplaceAsync(document.Id, arrow.Expression, static current => Value((ExpressionSyntax)current), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>
    /// The method, which has a block, with <c>async</c> and its returned tasks awaited, because what it owns must live until they have ended. Null, when a return cannot be written that way, or stands in
    /// a <c>try</c>, whose handlers would see other exceptions than before.
    /// </summary>
    public static SyntaxNode? Awaited(SyntaxNode function)
    {
        if (function is not MethodDeclarationSyntax { Body: { } body } method || method.ParameterList.Parameters.Any(static p => p.Modifiers.Any(static m => m.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword)))
        {
            return null;
        }

        var hasValue = method.ReturnType is GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax };
        var returns = body.DescendantNodes().OfType<ReturnStatementSyntax>().Where(r => Functions.Around(r) == function).ToList();
        if (returns.Any(static r => r.Expression is null or LiteralExpressionSyntax || r.Ancestors().Any(static a => a is TryStatementSyntax or LockStatementSyntax)) || !hasValue && returns.Any(r => r != body.Statements.Last() || IsCompletedTask(r.Expression!)))
        {
            return null;
        }

        return AsyncSignature.Async(hasValue
            ? method.ReplaceNodes(returns.Select(static r => r.Expression!), static (_, current) => Value(current))
            : method.ReplaceNodes(returns, static (_, current) => Awaiting(current)));
    }

    private static ExpressionSyntax Value(ExpressionSyntax returned) => returned switch
    {
        ThrowExpressionSyntax => returned,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult", Expression: IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } }, ArgumentList.Arguments: { Count: 1 } arguments } =>
            arguments[0].Expression.WithTriviaFrom(returned),
        InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax => BlockingExpression.Await(returned, returned, SyntaxFactory.ReturnStatement()),
        _ => BlockingExpression.Await(SyntaxFactory.ParenthesizedExpression(returned.WithoutTrivia()), returned, SyntaxFactory.ReturnStatement()),
    };

    private static bool IsCompletedTask(ExpressionSyntax returned) => returned is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };

    private static ReturnStatementSyntax Nothing(ReturnStatementSyntax statement) =>
        statement.WithExpression(null).WithReturnKeyword(statement.ReturnKeyword.WithTrailingTrivia());

    private static StatementSyntax Awaiting(ReturnStatementSyntax statement) =>
        SyntaxFactory.ExpressionStatement(Value(statement.Expression!).WithoutTrivia()).WithSemicolonToken(statement.SemicolonToken).WithLeadingTrivia(statement.GetLeadingTrivia());
}
