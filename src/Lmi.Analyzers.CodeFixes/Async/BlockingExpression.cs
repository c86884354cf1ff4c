using System;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Async;

/// <summary>A call that holds its thread, and the same wait with <c>await</c>.</summary>
internal sealed class BlockingExpression
{
    private readonly Func<ExpressionSyntax, ExpressionSyntax> _awaitable;

    private BlockingExpression(ExpressionSyntax whole, Func<ExpressionSyntax, ExpressionSyntax> awaitable)
    {
        Whole = whole;
        _awaitable = awaitable;
    }

    public ExpressionSyntax Whole { get; }

    /// <summary>What takes the place of <see cref="Whole"/>, made from what is there now.</summary>
    public SyntaxNode Awaited(SyntaxNode current) => Await(_awaitable((ExpressionSyntax)current), current, Whole.Parent);

    /// <summary><c>await operand</c> in the place of a node, in parentheses where its new place needs them.</summary>
    public static ExpressionSyntax Await(ExpressionSyntax operand, SyntaxNode replaced, SyntaxNode? parent)
    {
        var awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), operand.WithoutTrivia());
        return Expressions.ForPlaceOf(awaited, parent, awaits: true).WithTriviaFrom(replaced);
    }

    /// <summary>Null when the wait has no awaitable twin with the same meaning, such as one with a time limit.</summary>
    public static BlockingExpression? Find(SyntaxNode reported, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in reported.AncestorsAndSelf().Take(4))
        {
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result && model.GetSymbolInfo(result, cancellationToken).Symbol is IPropertySymbol { ContainingType.Name: "Task" or "ValueTask" })
            {
                return new BlockingExpression(result, static current => ((MemberAccessExpressionSyntax)current).Expression);
            }

            if (node is InvocationExpressionSyntax call && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && Awaitable(call, method) is { } awaitable)
            {
                return new BlockingExpression(call, awaitable);
            }
        }

        return null;
    }

    private static Func<ExpressionSyntax, ExpressionSyntax>? Awaitable(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var count = method.Parameters.Length;
        var isStatement = call.Parent is ExpressionStatementSyntax || call.Parent is ArrowExpressionClauseSyntax;
        switch (method.ContainingType.Name, method.Name)
        {
            case (_, "GetResult") when call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } } }:
                return static current => ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)current).Expression).Expression).Expression).Expression;
            case ("Task", "Wait") when count == 0:
                return static current => ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)current).Expression).Expression;
            case ("Task", "Wait") when count == 1 && method.Parameters[0].Type.Name == "CancellationToken":
                return static current => Renamed(current, "WaitAsync");
            case ("Task", "WaitAll") when count == 1 && isStatement:
                return static current => Renamed(current, "WhenAll");
            case ("Task", "WaitAny") when count == 1 && isStatement:
                return static current => Renamed(current, "WhenAny");
            case ("Process", "WaitForExit") when count == 0:
                return static current => Renamed(current, "WaitForExitAsync");
            case ("Thread", "Sleep"):
                return static current => SyntaxFactory.InvocationExpression(TaskDelay(current), ((InvocationExpressionSyntax)current).ArgumentList);
            default:
                return null;
        }
    }

    /// <summary>Beside <c>Thread</c>, qualified or not, stands <c>Task</c> one namespace below.</summary>
    private static ExpressionSyntax TaskDelay(ExpressionSyntax current) =>
        ((InvocationExpressionSyntax)current).Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax qualified }
            ? SyntaxFactory.ParseExpression(qualified.Expression.WithoutTrivia() + ".Tasks.Task.Delay")
            : SyntaxFactory.ParseExpression("Task.Delay");

    private static ExpressionSyntax Renamed(ExpressionSyntax current, string name)
    {
        var call = (InvocationExpressionSyntax)current;
        return call.Expression is MemberAccessExpressionSyntax access
            ? call.WithExpression(access.WithName(SyntaxFactory.IdentifierName(name)))
            : call.WithExpression(SyntaxFactory.IdentifierName(name));
    }
}
