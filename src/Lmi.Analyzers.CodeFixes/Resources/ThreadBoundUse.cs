using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// One mention of thread-bound storage, from its syntax: <c>t_engine.Read()</c>, <c>Engine.Value!.Read()</c>, <c>t_engine ??= new()</c>, <c>if (t_engine == null) t_engine = new()</c>,
/// <c>var engine = Engine.Value!</c>.
/// </summary>
internal sealed class ThreadBoundUse
{
    private ThreadBoundUse(ExpressionSyntax? read, StatementSyntax? statement, ExpressionSyntax? made, VariableDeclaratorSyntax? local)
    {
        Read = read;
        Statement = statement;
        Made = made;
        Local = local;
    }

    /// <summary>The expression that gives the object; null where the mention only sees to it that there is one.</summary>
    public ExpressionSyntax? Read { get; }

    /// <summary>A statement that is not needed once there is a local with the object.</summary>
    public StatementSyntax? Statement { get; }

    /// <summary>What makes the object where there was none.</summary>
    public ExpressionSyntax? Made { get; }

    /// <summary>The local that takes the object.</summary>
    public VariableDeclaratorSyntax? Local { get; }

    /// <summary>Null for anything else, such as an argument, a return or an assignment. <paramref name="hasValue"/>: the object is the <c>Value</c> of what bears the name.</summary>
    public static ThreadBoundUse? Of(SimpleNameSyntax name, bool hasValue)
    {
        var storage = Outer(name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name);
        if (hasValue)
        {
            if (storage.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value || value.Expression != storage)
            {
                return null;
            }

            storage = Outer(value);
        }

        switch (storage.Parent)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } filled when filled.Left == storage:
                return filled.Parent is ExpressionStatementSyntax statement ? new(null, statement, filled.Right, null) : OfRead(Outer(filled), filled.Right);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax assigned } assignment when assignment.Left == storage
                && (assigned.Parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent : assigned.Parent) is IfStatementSyntax { Else: null } branch && IsUnset(branch.Condition, storage):
                return new(null, branch, assignment.Right, null);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } or IsPatternExpressionSyntax when storage.Parent.Parent is IfStatementSyntax { Else: null } test && IsUnset((ExpressionSyntax)storage.Parent, storage) && Fills(test, storage):
                return new(null, test, null, null);
            default:
                return OfRead(storage, null);
        }
    }

    private static ThreadBoundUse? OfRead(ExpressionSyntax read, ExpressionSyntax? made) => read.Parent switch
    {
        MemberAccessExpressionSyntax next when next.Expression == read && IsHarmless(next) => new(read, null, made, null),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } declaration } } local } => new(read, declaration, made, local),
        _ => null,
    };

    /// <summary>A call, or a property that is read.</summary>
    public static bool IsHarmless(MemberAccessExpressionSyntax member) =>
        member.Name.Identifier.ValueText is not ("Dispose" or "DisposeAsync" or "Close" or "CloseAsync" or "Quit") && !(member.Parent is AssignmentExpressionSyntax assignment && assignment.Left == member);

    private static bool Fills(IfStatementSyntax test, ExpressionSyntax storage) =>
        (test.Statement is BlockSyntax { Statements.Count: 1 } block ? block.Statements[0] : test.Statement) is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var target } }
        && AreSame(target, storage);

    private static bool IsUnset(ExpressionSyntax condition, ExpressionSyntax storage) => condition switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } equals => AreSame(equals.Left, storage),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } } pattern => AreSame(pattern.Expression, storage),
        _ => false,
    };

    private static bool AreSame(ExpressionSyntax one, ExpressionSyntax other) => SyntaxFactory.AreEquivalent(Expressions.Bare(one).WithoutTrivia(), Expressions.Bare(other).WithoutTrivia());

    private static ExpressionSyntax Outer(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }
}
