using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Process;

/// <summary>Statements about the headers that a client sends with each request. A header of the request itself takes the place of the client's.</summary>
internal static class RequestHeaders
{
    /// <summary><c>client.DefaultRequestHeaders</c>, when the statement sets a header there, adds one or takes one away.</summary>
    public static MemberAccessExpressionSyntax? Defaults(ExpressionStatementSyntax statement)
    {
        var target = statement.Expression switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax left } => left.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "ParseAdd" or "TryParseAdd" or "TryAddWithoutValidation" or "Remove" } call } => call.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "DefaultRequestHeaders" } list } } => list,
            _ => null,
        };
        if (target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "DefaultRequestHeaders" } collection)
        {
            target = collection.Expression;
        }

        return target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DefaultRequestHeaders", Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } defaults ? defaults : null;
    }

    /// <summary>Does the statement take a header away, such as the one of the request before?</summary>
    public static bool Takes(ExpressionStatementSyntax statement) => statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Remove" or "Clear" } };

    /// <summary>Does a statement after it set the header that this one takes away? On the request there is nothing to take away then.</summary>
    public static bool IsSetAgain(ExpressionStatementSyntax takes, List<ExpressionStatementSyntax> all) =>
        NameIn(takes) is { } name && all.Skip(all.IndexOf(takes) + 1).Any(other => !Takes(other) && NameIn(other) == name);

    /// <summary>The header's name as it is written: the first argument, or the property.</summary>
    private static string? NameIn(ExpressionStatementSyntax statement)
    {
        var defaults = Defaults(statement)!;
        return defaults.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call } member && call.Expression == member ? arguments[0].ToString()
            : (defaults.Parent as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;
    }
}
