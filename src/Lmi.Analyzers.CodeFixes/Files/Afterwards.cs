using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Answers whether somebody goes on with a file when the statements that work on it are left: by a task that is returned, or not awaited in them, or by a sequence or delegate that reads the file when
/// it is asked. True too for a task that does something else, since that cannot be told.
/// </summary>
internal static class Afterwards
{
    private static readonly HashSet<string> s_sequences = new(StringComparer.Ordinal) { "IEnumerable", "IOrderedEnumerable", "IAsyncEnumerable", "IQueryable", "IOrderedQueryable", "ParallelQuery", "Lazy" };

    /// <param name="file">The local that keeps the path of the file, or of the directory around it.</param>
    public static bool IsUsed(string file, IReadOnlyList<StatementSyntax> statements, SemanticModel model, CancellationToken cancellationToken)
    {
        var nodes = statements.SelectMany(static s => s.DescendantNodesAndSelf()).ToList();
        var names = Carriers(file, nodes);
        var returned = statements.SelectMany(static s => s.DescendantNodesAndSelf(static n => !Functions.Is(n))).OfType<ReturnStatementSyntax>();
        return returned.Any(r => r.Expression is { } value && IsPending(value, names, model, cancellationToken))
            || nodes.OfType<InvocationExpressionSyntax>().Any(c => Mentions(c, names) && model.GetTypeInfo(c, cancellationToken).Type is { } type && AsyncReturns.IsTask(type) && !IsComplete(c, model, cancellationToken) && !IsAwaited(c, nodes));
    }

    /// <summary>The local and those that are made of it.</summary>
    private static HashSet<string> Carriers(string file, List<SyntaxNode> nodes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { file };
        foreach (var node in nodes)
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } variable when Mentions(value, names):
                    names.Add(variable.Identifier.ValueText);
                    break;
                case ForEachStatementSyntax each when Mentions(each.Expression, names):
                    names.Add(each.Identifier.ValueText);
                    break;
            }
        }

        return names;
    }

    private static bool Mentions(SyntaxNode node, ICollection<string> names) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => names.Contains(n.Identifier.ValueText));

    private static bool IsPending(ExpressionSyntax value, ICollection<string> names, SemanticModel model, CancellationToken cancellationToken)
    {
        var info = model.GetTypeInfo(value, cancellationToken);
        return (info.Type ?? info.ConvertedType) is { } type && (AsyncReturns.IsTask(type) ? !IsComplete(value, model, cancellationToken) : (type.TypeKind == TypeKind.Delegate || s_sequences.Contains(type.Name)) && Mentions(value, names));
    }

    /// <summary><c>Task.CompletedTask</c>, <c>Task.FromResult(…)</c>, <c>new ValueTask&lt;T&gt;(value)</c></summary>
    private static bool IsComplete(ExpressionSyntax task, SemanticModel model, CancellationToken cancellationToken) => task switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" or "FromException" or "FromCanceled" } } => true,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => model.GetTypeInfo(arguments[0].Expression, cancellationToken).Type is { } given && !AsyncReturns.IsTask(given),
        _ => false,
    };

    /// <summary>Where it stands, or through the local or list that takes it.</summary>
    private static bool IsAwaited(ExpressionSyntax task, List<SyntaxNode> nodes)
    {
        if (IsWaitedFor(task))
        {
            return true;
        }

        var taker = task.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax list } } } => list.Identifier.ValueText,
            _ => null,
        };
        return taker != null && nodes.OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == taker && n.SpanStart > task.Span.End && IsWaitedFor(n));
    }

    private static bool IsWaitedFor(ExpressionSyntax task) => task.Ancestors().TakeWhile(static n => n is not StatementSyntax)
        .Any(static n => n is AwaitExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "Wait" or "GetAwaiter" });
}
