using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>One mention of a collection: the expression that stands for it, and the member that is used of it, if any.</summary>
internal sealed class SwapUse
{
    public SwapUse(ExpressionSyntax whole)
    {
        Whole = whole;
        Receiver = whole;
        while (Receiver.Parent is ParenthesizedExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            Receiver = (ExpressionSyntax)Receiver.Parent;
        }

        switch (Receiver.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Expression == Receiver:
                MemberName = access.Name;
                Access = access;
                break;
            case ConditionalAccessExpressionSyntax conditional when conditional.Expression == Receiver:
                IsConditional = true;
                Access = FirstBinding(conditional.WhenNotNull);
                MemberName = (Access as MemberBindingExpressionSyntax)?.Name;
                break;
            case ElementAccessExpressionSyntax element when element.Expression == Receiver:
                Index = element;
                break;
        }

        Call = Access?.Parent is InvocationExpressionSyntax call && call.Expression == Access ? call : null;
    }

    /// <summary>The name with what qualifies it: <c>_x</c>, <c>this._x</c>, <c>Type.X</c>.</summary>
    public ExpressionSyntax Whole { get; }

    /// <summary>The same with the parentheses and <c>!</c> around it.</summary>
    public ExpressionSyntax Receiver { get; }

    /// <summary>The member access or conditional binding, when a member is used.</summary>
    public ExpressionSyntax? Access { get; }

    public SimpleNameSyntax? MemberName { get; }

    public string Member => MemberName?.Identifier.ValueText ?? string.Empty;

    /// <summary>The call of that member, when it is called.</summary>
    public InvocationExpressionSyntax? Call { get; }

    /// <summary>The element access, when the collection is indexed.</summary>
    public ElementAccessExpressionSyntax? Index { get; }

    public bool IsConditional { get; }

    /// <summary>Which object it is, as far as text tells: the same text in one body is the same collection.</summary>
    public string Object => Whole is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own.Name.ToString() : Whole.ToString();

    /// <summary>True when evaluating the expression again costs nothing and gives the same object.</summary>
    public bool IsRepeatable => !Whole.DescendantNodesAndSelf().Any(n => n is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax);

    /// <summary>True when the result of the call is thrown away.</summary>
    public bool IsStatement => Call?.Parent is ExpressionStatementSyntax || (IsConditional && Receiver.Parent?.Parent is ExpressionStatementSyntax);

    public ExpressionSyntax? Argument(int index) =>
        Call is { ArgumentList.Arguments: var arguments } && arguments.Count > index ? arguments[index].Expression : null;

    private static ExpressionSyntax? FirstBinding(ExpressionSyntax whenNotNull)
    {
        var expression = whenNotNull;
        while (true)
        {
            switch (expression)
            {
                case InvocationExpressionSyntax call:
                    expression = call.Expression;
                    break;
                case MemberAccessExpressionSyntax member:
                    expression = member.Expression;
                    break;
                case ElementAccessExpressionSyntax element:
                    expression = element.Expression;
                    break;
                case ConditionalAccessExpressionSyntax conditional:
                    expression = conditional.Expression;
                    break;
                case MemberBindingExpressionSyntax binding:
                    return binding;
                default:
                    return null;
            }
        }
    }
}
