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
        var between = block.Statements.Skip(index + headers.Count).TakeWhile(s => IsApart(s, client, headers)).ToList();
        if (index + headers.Count + between.Count >= block.Statements.Count || block.Statements[index + headers.Count + between.Count] is not { } sends
            || sends is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax)
            || OtherUses(function, client, headers).ToList() is not { Count: 1 } uses || headers.Where(RequestHeaders.Takes).Any(h => !RequestHeaders.IsSetAgain(h, headers)))
        {
            return null;
        }

        if (uses[0].Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } || !sends.Span.Contains(call.Span) || Functions.Around(call) != function
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { ContainingType.Name: "HttpClient" or "HttpClientJsonExtensions" } method || SentRequest.Of(call, method, model, sends.SpanStart, function) is not { } sent)
        {
            return null;
        }

        var edits = new StateEdits(request.Document.Project.Solution);
        var document = request.Document.Id;
        var kept = headers.Where(static h => !RequestHeaders.Takes(h)).ToList();
        var staysThere = between.Count == 0 && kept.Count == headers.Count;
        var lines = new List<StatementSyntax>();
        if (sent.Declaration is { } declaration)
        {
            lines.Add(staysThere ? OwnLine(declaration, first) : OwnLine(declaration, sends, isFirst: false));
        }

        if (staysThere)
        {
            foreach (var header in headers)
            {
                await edits.ReplaceAsync(document, RequestHeaders.Defaults(header)!, current => SyntaxFactory.ParseExpression(sent.Request + ".Headers").WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            }

            foreach (var line in lines)
            {
                await edits.InsertBeforeAsync(document, first, line, cancellationToken).ConfigureAwait(false);
            }

            if (lines.Count > 0)
            {
                await edits.ReplaceAsync(document, first, static current => current.WithLeadingTrivia(current.GetLeadingTrivia().Reverse().TakeWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia))), cancellationToken).ConfigureAwait(false);
            }

            lines.Clear();
        }
        else
        {
            foreach (var header in headers)
            {
                await edits.RemoveAsync(document, header, cancellationToken).ConfigureAwait(false);
            }

            if (between.Count > 0 && first.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) && !between[0].GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia))
            {
                await edits.ReplaceAsync(document, between[0], current => current.WithLeadingTrivia(current.GetLeadingTrivia().Insert(0, SyntaxFactory.EndOfLine(Layout.NewLine(first.SyntaxTree)))), cancellationToken).ConfigureAwait(false);
            }

            // Comments stay above what they are about.
            var comments = SyntaxFactory.TriviaList();
            foreach (var header in headers)
            {
                comments = comments.AddRange(header.GetLeadingTrivia().SkipWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)));
                if (RequestHeaders.Takes(header))
                {
                    comments = SyntaxFactory.TriviaList(comments.Reverse().SkipWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
                    continue;
                }

                lines.Add(header.ReplaceNode(RequestHeaders.Defaults(header)!, SyntaxFactory.ParseExpression(sent.Request + ".Headers")).WithLeadingTrivia(comments));
                comments = default;
            }
        }

        lines.AddRange(sent.Before.Select(statement => OwnLine(statement, sends, isFirst: false)));
        if (lines.Count > 0 && !staysThere && sends.GetLeadingTrivia() is var leading && (between.Count == 0 || leading.Any(static t => !t.IsKind(SyntaxKind.WhitespaceTrivia))))
        {
            // The blank line and the comments above the request stay above all of it, as does the blank line above the headers.
            var blank = between.Count == 0 ? first.GetLeadingTrivia().TakeWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)) : new List<SyntaxTrivia>();
            var above = leading.SkipWhile(t => between.Count == 0 && t.IsKind(SyntaxKind.EndOfLineTrivia)).Reverse().SkipWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse();
            lines[0] = lines[0].WithLeadingTrivia(blank.Concat(above).Concat(lines[0].GetLeadingTrivia()));
            await edits.ReplaceAsync(document, sends, current => current.WithLeadingTrivia(SyntaxFactory.Whitespace(Layout.IndentOf(sends))), cancellationToken).ConfigureAwait(false);
        }

        foreach (var line in lines)
        {
            await edits.InsertBeforeAsync(document, sends, line, cancellationToken).ConfigureAwait(false);
        }

        if (sent.Call.Length > 0)
        {
            await edits.ReplaceAsync(document, call, current => SyntaxFactory.ParseExpression(sent.Call).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A declaration that the headers may be set after: it has nothing to do with the client, changes nothing, and no header waits for a call.</summary>
    private static bool IsApart(StatementSyntax statement, ExpressionSyntax client, List<ExpressionStatementSyntax> headers) =>
        statement is LocalDeclarationStatementSyntax
        && !statement.DescendantNodes().Any(n => n is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } or RefExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } || n.ToString() == client.ToString()
            || n.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PostIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.PostDecrementExpression)
        && !headers.Exists(static h => h.DescendantNodes().Any(n => n is AwaitExpressionSyntax || n is InvocationExpressionSyntax && n.Parent != h && n != h.Expression));

    /// <summary>A statement on a line of its own; the first takes over the comments above the place.</summary>
    private static StatementSyntax OwnLine(string text, StatementSyntax place, bool isFirst = true) =>
        SyntaxFactory.ParseStatement(text)
            .WithLeadingTrivia(isFirst ? place.GetLeadingTrivia() : SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(Layout.IndentOf(place))))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.NewLine(place.SyntaxTree)));

    /// <summary>The client whose default headers the statement sets, adds to or takes from; null when it does anything else.</summary>
    private static ExpressionSyntax? Client(ExpressionStatementSyntax statement) => RequestHeaders.Defaults(statement)?.Expression;

    private static IEnumerable<ExpressionSyntax> OtherUses(SyntaxNode function, ExpressionSyntax client, List<ExpressionStatementSyntax> headers) =>
        function.DescendantNodes().OfType<ExpressionSyntax>().Where(e => e.IsKind(client.Kind()) && e.ToString() == client.ToString() && !headers.Exists(h => h.Span.Contains(e.Span))
            && !(e.Parent is MemberAccessExpressionSyntax access && access.Name == e));
}
