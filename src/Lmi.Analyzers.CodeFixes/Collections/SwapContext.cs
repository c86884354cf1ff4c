using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>The uses of one collection in one document, and the edits collected for them.</summary>
internal sealed class SwapContext
{
    private readonly Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>> _edits = new();
    private readonly HashSet<SyntaxNode> _removed = new();
    private readonly Dictionary<SyntaxToken, SyntaxAnnotation> _marks = new();
    private readonly HashSet<SwapUse> _done = new();
    private readonly Dictionary<SyntaxNode, SwapUse> _byReceiver;

    public SwapContext(SemanticModel model, IReadOnlyList<SwapUse> uses, bool isEverReduced, CancellationToken cancellationToken)
    {
        Model = model;
        Uses = uses;
        IsEverReduced = isEverReduced;
        CancellationToken = cancellationToken;
        _byReceiver = uses.ToDictionary(u => (SyntaxNode)u.Receiver);
    }

    public SemanticModel Model { get; }

    public IReadOnlyList<SwapUse> Uses { get; }

    /// <summary>True when something is removed from the collection, or it is emptied or replaced, anywhere in the solution.</summary>
    public bool IsEverReduced { get; }

    public CancellationToken CancellationToken { get; }

    public HashSet<string> Namespaces { get; } = new(StringComparer.Ordinal);

    /// <summary>Uses that no pattern has taken yet.</summary>
    public IEnumerable<SwapUse> Open => Uses.Where(u => !_done.Contains(u));

    public bool IsOpen(SwapUse use) => !_done.Contains(use);

    /// <summary>The object that compound shapes are looked for on: two collections of one type are not one.</summary>
    public string? Object { get; set; }

    public SwapUse? UseOf(SyntaxNode? receiver) =>
        receiver is not null && _byReceiver.TryGetValue(receiver, out var use) && (Object is null || use.Object == Object) ? use : null;

    /// <summary>The call of one of the named members of the collection that the expression is; null for anything else.</summary>
    public SwapUse? CallOf(ExpressionSyntax? expression, params string[] members) =>
        Unwrap(expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
        && UseOf(access.Expression) is { } use && use.Call == call && members.Contains(use.Member)
            ? use
            : null;

    /// <summary>The indexing of the collection that the expression is; null for anything else.</summary>
    public SwapUse? IndexOf(ExpressionSyntax? expression) =>
        Unwrap(expression) is ElementAccessExpressionSyntax element && UseOf(element.Expression) is { } use ? use : null;

    public bool HasUses(SyntaxNode node) => Uses.Any(u => node.Span.Contains(u.Whole.Span));

    /// <summary>Takes uses out of the running: a pattern has rewritten them, or found that they stay right as they are.</summary>
    public void Done(params SwapUse[] uses) => _done.UnionWith(uses);

    public void DoneIn(SyntaxNode node) => _done.UnionWith(Uses.Where(u => node.Span.Contains(u.Whole.Span)));

    public void Replace(SyntaxNode node, Func<SyntaxNode, SyntaxNode> replacement) => _edits[node] = replacement;

    /// <summary>Replaces a statement, keeping the comments above, behind and inside it.</summary>
    public void ReplaceStatement(StatementSyntax old, StatementSyntax replacement)
    {
        var text = replacement.ToFullString();
        var inside = old.DescendantTrivia()
            .Where(t => IsComment(t) && t.SpanStart >= old.SpanStart && t.Span.End <= old.Span.End && !text.Contains(t.ToString()))
            .ToList();
        var leading = old.GetLeadingTrivia();
        var trailing = old.GetTrailingTrivia();
        if (inside.Count == 1 && !trailing.Any(IsComment))
        {
            trailing = trailing.InsertRange(0, new[] { SyntaxFactory.Space, inside[0] });
        }
        else if (inside.Count > 0)
        {
            var line = SyntaxFactory.EndOfLine(Lines.NewLine(old.SyntaxTree.GetRoot(CancellationToken)));
            var indent = SyntaxFactory.Whitespace(Lines.IndentOf(old));
            leading = leading.AddRange(inside.SelectMany(c => new[] { c, line, indent }));
        }

        Replace(old, _ => replacement.WithLeadingTrivia(leading).WithTrailingTrivia(trailing));
    }

    public void ReplaceExpression(ExpressionSyntax old, ExpressionSyntax replacement) => Replace(old, _ => replacement.WithTriviaFrom(old));

    public void Remove(StatementSyntax statement) => _removed.Add(statement);

    /// <summary>Marks a token, to find it again in the rewritten tree.</summary>
    public void Mark(SyntaxToken token, SyntaxAnnotation annotation) => _marks[token] = annotation;

    public bool IsTaken(SyntaxNode node) => _removed.Contains(node) || _edits.ContainsKey(node);

    public static ExpressionSyntax? Unwrap(ExpressionSyntax? expression)
    {
        while (expression is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            expression = expression is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : ((PostfixUnaryExpressionSyntax)expression).Operand;
        }

        return expression;
    }

    /// <summary>A name that means nothing yet where the node stands.</summary>
    public string Unique(string name, SyntaxNode at)
    {
        var taken = new HashSet<string>(Model.LookupSymbols(at.SpanStart).Select(s => s.Name), StringComparer.Ordinal);
        taken.UnionWith((at.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? at).DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText));
        var unique = name;
        for (var i = 2; taken.Contains(unique); i++)
        {
            unique = name + i;
        }

        return unique;
    }

    /// <summary>The rewritten tree.</summary>
    public SyntaxNode Apply(SyntaxNode root)
    {
        var gone = new SyntaxAnnotation();
        root = root.ReplaceSyntax(
            _edits.Keys.Concat(_removed),
            (original, rewritten) => _removed.Contains(original) ? rewritten.WithAdditionalAnnotations(gone) : _edits[original](rewritten),
            _marks.Keys,
            (original, rewritten) => rewritten.WithAdditionalAnnotations(_marks[original]),
            null,
            null);
        var removed = root.GetAnnotatedNodes(gone).ToList();
        var commented = removed.Where(n => n.GetLeadingTrivia().Concat(n.GetTrailingTrivia()).Any(IsComment)).ToList();
        root = root.ReplaceNodes(commented, (_, node) => node.WithTrailingTrivia(node.GetTrailingTrivia().SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia))));
        root = root.RemoveNodes(root.GetAnnotatedNodes(gone).Where(n => n.GetLeadingTrivia().Concat(n.GetTrailingTrivia()).Any(IsComment)), SyntaxRemoveOptions.KeepExteriorTrivia)!;
        return Lines.Fixed(root.RemoveNodes(root.GetAnnotatedNodes(gone), SyntaxRemoveOptions.KeepNoTrivia)!);
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
