using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>Turns two or three statements that read an entry, change it and write it back into one <c>AddOrUpdate</c>.</summary>
internal static class ReadThenWrite
{
    /// <summary><c>d.TryGetValue(k, out var n); d[k] = n + 1;</c> and <c>var n = d.GetValueOrDefault(k); n++; d[k] = n;</c>.</summary>
    public static bool Sequence(SwapContext context, StatementSyntax statement)
    {
        if (Following(statement) is not { } second || ReadInto(statement, context) is not { } start)
        {
            return false;
        }

        var (declaration, local, read) = start;
        var write = DictionaryWrite.Of(second, context);
        var step = write is null ? StepOf(second, local) : null;
        var last = step is null ? second : Following(second);
        write ??= DictionaryWrite.Of(last, context);
        if (write is not { IsSet: true, Value: { } value } || last is null || !Purity.AreSame(write.Key, read.Key) || !IsPure(write.Key, context)
            || context.HasUses(value) || !IsPure(value, context) || HasDirective(second) || HasDirective(last))
        {
            return false;
        }

        var isLocalItself = value is IdentifierNameSyntax { Identifier.ValueText: var name } && name == local;
        var usedLater = ReadModifyWrite.IsUsedOutside(declaration, context, statement, second, last);
        if (!isLocalItself && (step is not null || usedLater))
        {
            return false;
        }

        ExpressionSyntax Combine(ExpressionSyntax old) =>
            isLocalItself ? step is null ? old : EntryRead.Substitute(step, local, old) : EntryRead.Substitute(value, local, old);
        var current = read.Name is { } given && !(usedLater && given == local) ? given : context.Unique("current", statement);
        var missing = read.Missing is { } m ? EntryRead.Folded(Combine(m)) : null;
        var call = ReadModifyWrite.AddOrUpdateCall(write.Use, write.Key, missing, current, Combine(read.Existing(current)), context);
        context.ReplaceStatement(statement, usedLater ? Template.Statement("var " + local + " = $0;", call) : SyntaxFactory.ExpressionStatement(call));
        context.DoneIn(statement);
        foreach (var rest in new[] { second, last }.Distinct())
        {
            context.DoneIn(rest);
            context.Remove(rest);
        }

        return true;
    }

    public static StatementSyntax? Following(StatementSyntax statement)
    {
        SyntaxNode node = statement.Parent is GlobalStatementSyntax global ? global : statement;
        var siblings = node.Parent?.ChildNodes().Where(n => n is StatementSyntax or GlobalStatementSyntax).ToList();
        var index = siblings?.IndexOf(node) ?? -1;
        return index < 0 || index + 1 >= siblings!.Count || node.Parent is not (BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax) ? null
            : siblings[index + 1] is GlobalStatementSyntax next ? next.Statement : siblings[index + 1] as StatementSyntax;
    }

    /// <summary>A statement under an <c>#if</c> is not there in every configuration: it cannot be merged into another.</summary>
    public static bool HasDirective(SyntaxNode node) => node.ContainsDirectives;

    public static bool HasComment(SyntaxNode node) =>
        node.GetLeadingTrivia().Concat(node.GetTrailingTrivia()).Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));

    private static (SyntaxNode Declaration, string Local, EntryRead Read)? ReadInto(StatementSyntax statement, SwapContext context)
    {
        switch (statement)
        {
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } when EntryCheck.Of(call, context) is { Found: { } found } check:
                return EntryRead.OfDefault(check.Use, check.Key, context) is { } orDefault ? (found, found.Identifier.ValueText, orDefault) : null;
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: { Count: 1 } variables }
                when variables[0].Initializer is { } initializer && EntryRead.In(initializer.Value, context) is { } read:
                return (variables[0], variables[0].Identifier.ValueText, read);
            default:
                return null;
        }
    }

    /// <summary>The new value in <c>n++</c>, <c>n += v</c>, <c>n = n + v</c>; null for anything else, and for operands with an effect.</summary>
    private static ExpressionSyntax? StepOf(StatementSyntax statement, string local)
    {
        bool Is(ExpressionSyntax target) => target is IdentifierNameSyntax name && name.Identifier.ValueText == local;
        return statement is not ExpressionStatementSyntax { Expression: var expression } ? null : expression switch
        {
            PostfixUnaryExpressionSyntax postfix when Is(postfix.Operand) => SyntaxFactory.ParseExpression(local + " " + postfix.OperatorToken.ValueText.Substring(1) + " 1"),
            PrefixUnaryExpressionSyntax prefix when Is(prefix.Operand) => SyntaxFactory.ParseExpression(local + " " + prefix.OperatorToken.ValueText.Substring(1) + " 1"),
            AssignmentExpressionSyntax assignment when Is(assignment.Left) && IsSimple(assignment.Right) => assignment.Kind() switch
            {
                SyntaxKind.SimpleAssignmentExpression => assignment.Right,
                SyntaxKind.AddAssignmentExpression => Template.Expression(local + " + $0", assignment.Right),
                SyntaxKind.SubtractAssignmentExpression => Template.Expression(local + " - $0", assignment.Right),
                _ => null,
            },
            _ => null,
        };
    }

    private static bool IsSimple(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().All(n => n is LiteralExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or BinaryExpressionSyntax or ParenthesizedExpressionSyntax);

    private static bool IsPure(ExpressionSyntax expression, SwapContext context) => Purity.IsPure(expression, context.Model, context.CancellationToken);
}
