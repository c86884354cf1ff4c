using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

/// <summary>The method that sets a field for those that it calls, and the statement that sets it first.</summary>
internal sealed class Setter
{
    public Setter(StateUse first, ImmutableArray<StateUse> writes, ExpressionStatementSyntax statement, ExpressionSyntax value)
    {
        First = first;
        Writes = writes;
        Statement = statement;
        Value = value;
    }

    public StateUse First { get; }

    public ImmutableArray<StateUse> Writes { get; }

    public ExpressionStatementSyntax Statement { get; }

    public ExpressionSyntax Value { get; }

    public MethodDeclarationSyntax Method => (MethodDeclarationSyntax)First.Function!;

    /// <summary>Does the node stand in the block of the first statement, behind it?</summary>
    public bool Covers(SyntaxNode node) =>
        node.SyntaxTree == Statement.SyntaxTree && node.SpanStart > Statement.Span.End && Statement.Parent!.Span.Contains(node.Span);

    /// <summary>The parameter or local that the field is a copy of, when neither is ever assigned again.</summary>
    public string? Existing(CancellationToken cancellationToken)
    {
        if (Writes.Length != 1 || Value is not IdentifierNameSyntax name || First.Model.GetSymbolInfo(name, cancellationToken).Symbol is not (ILocalSymbol or IParameterSymbol { RefKind: RefKind.None }))
        {
            return null;
        }

        var isAssigned = Method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name.Identifier.ValueText && n.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == n,
            PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
            PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
            _ => false,
        });
        return isAssigned ? null : name.Identifier.ValueText;
    }
}
