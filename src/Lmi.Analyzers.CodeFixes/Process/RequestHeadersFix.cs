using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Process;

/// <summary>
/// Moves headers from the client to the request that follows them: statements that set default headers, one after the other, and right after them one request of the same client.
/// </summary>
internal static class RequestHeadersFix
{
    /// <summary>Null when the function does anything else with the default headers, or sends more than one request.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.Node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } first || Client(first) is not { } client
            || await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model || Functions.Around(first) is not { } function)
        {
            return null;
        }

        var index = block.Statements.IndexOf(first);
        var headers = block.Statements.Skip(index).TakeWhile(s => s is ExpressionStatementSyntax e && Client(e)?.ToString() == client.ToString()).Cast<ExpressionStatementSyntax>().ToList();
        if (index + headers.Count >= block.Statements.Count || block.Statements[index + headers.Count] is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax) || OtherUses(function, client, headers).ToList() is not { Count: 1 } uses)
        {
            return null;
        }

        var sends = block.Statements[index + headers.Count];
        if (uses[0].Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } || !sends.Span.Contains(call.Span) || Functions.Around(call) != function
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { ContainingType.Name: "HttpClient" } method || Sent.Of(call, method, model, sends.SpanStart, function) is not { } sent)
        {
            return null;
        }

        var edits = new StateEdits(request.Document.Project.Solution);
        foreach (var header in headers)
        {
            var defaults = Defaults(header)!;
            await edits.ReplaceAsync(request.Document.Id, defaults, current => SyntaxFactory.ParseExpression(sent.Request + ".Headers").WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        if (sent.Declaration is { } declaration)
        {
            await edits.InsertBeforeAsync(request.Document.Id, first, OwnLine(declaration, first), cancellationToken).ConfigureAwait(false);
            foreach (var statement in sent.Before)
            {
                await edits.InsertBeforeAsync(request.Document.Id, sends, OwnLine(statement, sends, isFirst: false), cancellationToken).ConfigureAwait(false);
            }

            await edits.ReplaceAsync(request.Document.Id, call, current => SyntaxFactory.ParseExpression(sent.Call).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            await edits.ReplaceAsync(request.Document.Id, first, static current => current.WithLeadingTrivia(current.GetLeadingTrivia().Reverse().TakeWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia))), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A statement on a line of its own; the first takes over the comments above the place.</summary>
    private static StatementSyntax OwnLine(string text, StatementSyntax place, bool isFirst = true) =>
        SyntaxFactory.ParseStatement(text)
            .WithLeadingTrivia(isFirst ? place.GetLeadingTrivia() : SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(Layout.IndentOf(place))))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.NewLine(place.SyntaxTree)));

    /// <summary>The client whose default headers the statement sets or adds to; null when it does anything else.</summary>
    private static ExpressionSyntax? Client(ExpressionStatementSyntax statement) => Defaults(statement)?.Expression;

    /// <summary><c>client.DefaultRequestHeaders</c></summary>
    private static MemberAccessExpressionSyntax? Defaults(ExpressionStatementSyntax statement)
    {
        var target = statement.Expression switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax left } => left.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "ParseAdd" or "TryAddWithoutValidation" } call } => call.Expression,
            _ => null,
        };
        if (target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "DefaultRequestHeaders" } collection)
        {
            target = collection.Expression;
        }

        return target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DefaultRequestHeaders", Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } defaults ? defaults : null;
    }

    private static IEnumerable<ExpressionSyntax> OtherUses(SyntaxNode function, ExpressionSyntax client, List<ExpressionStatementSyntax> headers) =>
        function.DescendantNodes().OfType<ExpressionSyntax>().Where(e => e.IsKind(client.Kind()) && e.ToString() == client.ToString() && !headers.Exists(h => h.Span.Contains(e.Span))
            && !(e.Parent is MemberAccessExpressionSyntax access && access.Name == e));

    /// <summary>The request that is sent: one that is there, or one that is made for the headers.</summary>
    private sealed record Sent(string Request, string? Declaration, IReadOnlyList<string> Before, string Call)
    {
        public static Sent? Of(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, int position, SyntaxNode function)
        {
            var arguments = call.ArgumentList.Arguments.Select(static a => a.WithoutTrivia().ToString()).ToList();
            var client = ((MemberAccessExpressionSyntax)call.Expression).Expression.WithoutTrivia();
            if (call.ArgumentList.Arguments.Any(static a => a.NameColon is not null))
            {
                return null;
            }

            if (method.Name == "SendAsync")
            {
                return call.ArgumentList.Arguments[0].Expression is IdentifierNameSyntax existing ? new Sent(existing.Identifier.ValueText, null, new List<string>(), "") : null;
            }

            var request = Names.ForLocal("request", model, position, function);
            var (verb, read) = method.Name switch
            {
                "GetAsync" => ("Get", null),
                "DeleteAsync" => ("Delete", null),
                "PostAsync" => ("Post", null),
                "PutAsync" => ("Put", null),
                "PatchAsync" => ("Patch", null),
                "GetStringAsync" => ("Get", "ReadAsStringAsync"),
                "GetByteArrayAsync" => ("Get", "ReadAsByteArrayAsync"),
                _ => (null, (string?)null),
            };
            if (verb is null || read is not null && !(call.Parent is AwaitExpressionSyntax))
            {
                return null;
            }

            var hasContent = verb is "Post" or "Put" or "Patch";
            var declaration = $"using var {request} = new HttpRequestMessage(HttpMethod.{verb}, {arguments[0]}){(hasContent ? $" {{ Content = {arguments[1]} }}" : "")};";
            var rest = string.Concat(arguments.Skip(hasContent ? 2 : 1).Select(static a => ", " + a));
            var send = $"{client}.SendAsync({request}{rest})";
            if (read is null)
            {
                return new Sent(request, declaration, new List<string>(), send);
            }

            var response = Names.ForLocal("response", model, position, function);
            return new Sent(request, declaration, new[] { $"using var {response} = await {send};", $"{response}.EnsureSuccessStatusCode();" }, $"{response}.Content.{read}({string.Join(", ", arguments.Skip(1))})");
        }
    }
}
