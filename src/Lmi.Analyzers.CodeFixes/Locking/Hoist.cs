using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>
/// Moves one access out of a statement that awaits, into a local before it: <c>await Save(_list.Count)</c> becomes
/// <c>var count = _list.Count; await Save(count)</c>. Only where nothing that can be observed is evaluated before it.
/// </summary>
internal static class Hoist
{
    public static SyntaxNode? Out(SyntaxNode root, StatementSyntax statement, ExpressionSyntax access, SemanticModel model, CancellationToken cancellationToken)
    {
        if (statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax) || statement is not
            (ExpressionStatementSyntax or ReturnStatementSyntax or LocalDeclarationStatementSyntax or IfStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax))
        {
            return null;
        }

        var value = Widest(access);
        var type = model.GetTypeInfo(value, cancellationToken).Type;
        if (type is null or { SpecialType: SpecialType.System_Void } || !IsEvaluatedFirst(value, statement))
        {
            return null;
        }

        var snapshot = Escape.Of(access, model, cancellationToken, out _) is Reach.Lazy || Escape.Mutable(type);
        if (snapshot && !(statement is CommonForEachStatementSyntax loop && loop.Expression == value))
        {
            return null;
        }

        var name = Unique(NameFor(value, snapshot), model, statement.SpanStart);
        var newLine = Lines.NewLine(root);
        var initializer = snapshot
            ? SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, value.WithoutTrivia(), SyntaxFactory.IdentifierName("ToArray")))
            : value.WithoutTrivia();
        var placeholder = SyntaxFactory.IdentifierName("placeholder");
        var declaration = (LocalDeclarationStatementSyntax)SyntaxFactory.ParseStatement("var " + name + " = placeholder;" + newLine);
        declaration = declaration.ReplaceNode(declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Single(i => i.Identifier.ValueText == placeholder.Identifier.ValueText), initializer)
            .WithLeadingTrivia(statement.GetLeadingTrivia());
        var rest = statement.ReplaceNode(value, SyntaxFactory.IdentifierName(name).WithTriviaFrom(value))
            .WithLeadingTrivia(SyntaxFactory.Whitespace(Lines.IndentOf(statement)));
        return statement.Parent is GlobalStatementSyntax global
            ? root.ReplaceNode(global, new[] { SyntaxFactory.GlobalStatement(declaration), SyntaxFactory.GlobalStatement(rest) })
            : root.ReplaceNode(statement, new StatementSyntax[] { declaration, rest });
    }

    private static ExpressionSyntax Widest(ExpressionSyntax access)
    {
        var value = access;
        while (true)
        {
            switch (value.Parent)
            {
                case MemberAccessExpressionSyntax member when member.Expression == value:
                case InvocationExpressionSyntax call when call.Expression == value && !LockRegion.Suspends(call.ArgumentList):
                case ElementAccessExpressionSyntax element when element.Expression == value && !LockRegion.Suspends(element.ArgumentList):
                case ConditionalAccessExpressionSyntax conditional when conditional.Expression == value:
                case PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax:
                    value = (ExpressionSyntax)value.Parent;
                    continue;
                default:
                    return value;
            }
        }
    }

    /// <summary>True when the value is always evaluated, once, and before anything that could see or cause a change.</summary>
    public static bool IsEvaluatedFirst(ExpressionSyntax value, StatementSyntax statement)
    {
        for (SyntaxNode node = value; node != statement; node = node.Parent!)
        {
            switch (node.Parent)
            {
                case AnonymousFunctionExpressionSyntax or StatementSyntax when node.Parent != statement:
                case BinaryExpressionSyntax binary when binary.Right == node && (binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression) || binary.IsKind(SyntaxKind.CoalesceExpression)):
                case ConditionalExpressionSyntax choice when choice.Condition != node:
                case ConditionalAccessExpressionSyntax conditional when conditional.WhenNotNull == node:
                case SwitchExpressionArmSyntax or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression }:
                case IfStatementSyntax branch when branch.Condition != node:
                case CommonForEachStatementSyntax loop when loop.Expression != node:
                case SwitchStatementSyntax choices when choices.Expression != node:
                    return false;
            }
        }

        return !statement.DescendantNodes().TakeWhile(n => n.SpanStart < value.SpanStart || n.Span.Contains(value.Span))
            .Where(n => n.Span.End <= value.SpanStart)
            .Any(n => n is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax
                or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax);
    }

    private static string NameFor(ExpressionSyntax value, bool snapshot)
    {
        var member = value.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().LastOrDefault(m => m.Expression is not ThisExpressionSyntax)?.Name.Identifier.ValueText;
        return snapshot ? "snapshot" : member switch
        {
            "Count" or "Length" => "count",
            "Contains" or "ContainsKey" or "Any" or "Remove" or "Add" or "TryAdd" => "found",
            _ => "current",
        };
    }

    private static string Unique(string name, SemanticModel model, int position)
    {
        var taken = new HashSet<string>(model.LookupSymbols(position).Select(s => s.Name));
        var unique = name;
        for (var i = 2; taken.Contains(unique); i++)
        {
            unique = name + i;
        }

        return unique;
    }
}
