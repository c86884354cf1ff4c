using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>Rewrites the reads of a state that becomes a <c>Lazy&lt;T&gt;</c>, and the places that initialized it.</summary>
internal sealed class LazyReads
{
    private readonly StateUses _uses;
    private readonly ImmutableArray<LazyShape> _shapes;
    private readonly LazyFactory _factory;
    private readonly StateEdits _edits;
    private readonly Dictionary<LazyShape, string> _locals = new();

    public LazyReads(StateUses uses, ImmutableArray<LazyShape> shapes, LazyFactory factory, StateEdits edits)
    {
        _uses = uses;
        _shapes = shapes;
        _factory = factory;
        _edits = edits;
    }

    /// <summary>False when the read has no form that means the same.</summary>
    public async Task<bool> RewriteAsync(StateUse use, CancellationToken cancellationToken)
    {
        if (use.Kind != StateUseKind.Read || use.IsInExpressionTree)
        {
            return false;
        }

        // `x!` says that it is not null, which Value knows.
        SyntaxNode place = !_factory.KeepsNull && use.Whole.Parent is PostfixUnaryExpressionSyntax suppressed ? suppressed : use.Whole;
        if (_shapes.FirstOrDefault(s => IsBehind(use, s)) is { } shape)
        {
            if (!_locals.TryGetValue(shape, out var local))
            {
                _locals.Add(shape, local = Names.ForLocal(_uses.State.Name, use.Model, shape.Statements[0].SpanStart, use.Function ?? shape.Statements[0].SyntaxTree.GetRoot(cancellationToken)));
            }

            place = NullableValue(use) ?? place;
            await _edits.ReplaceAsync(use.DocumentId, place, current => SyntaxFactory.IdentifierName(local).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (UnsetCheck.Around(use) is { } check)
        {
            if (_factory.IsAsync)
            {
                return false;
            }

            await _edits.ReplaceAsync(use.DocumentId, check.Test, current => IsCreated(use, check.MeansUnset).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (use.Outer.Parent is ConditionalAccessExpressionSyntax conditional && conditional.Expression == use.Outer)
        {
            return await RewriteConditionalAsync(use, conditional, cancellationToken).ConfigureAwait(false);
        }

        if (!MayInitialize(use, cancellationToken) || _factory.IsAsync && !CanAwait(use))
        {
            return false;
        }

        if (_uses.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
        {
            if (use.Outer.Parent is not MemberAccessExpressionSyntax member || member.Expression != use.Outer)
            {
                // It becomes a value that is never null, where null was possible.
            }
            else if (member.Name.Identifier.ValueText != "Value")
            {
                return false;
            }
            else
            {
                place = member;
            }
        }

        await _edits.ReplaceAsync(use.DocumentId, place, current => Expressions.ForPlaceOf(Value(use, out var awaits), awaits ? place.Parent : null, awaits).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Puts a read of the value where the state was initialized. False when that place cannot await.</summary>
    public async Task<bool> ReplaceAsync(LazyShape shape, CancellationToken cancellationToken)
    {
        if (_factory.IsAsync && !CanAwait(shape.Write))
        {
            return false;
        }

        var use = shape.Write;
        if (shape.Expression is { } expression)
        {
            var whole = expression;
            SyntaxNode place = expression is ParenthesizedExpressionSyntax && !_factory.IsAsync ? expression : whole;
            await _edits.ReplaceAsync(use.DocumentId, place, current => Expressions.ForPlaceOf(Value(use, out var awaits), awaits ? place.Parent : null, awaits).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            return true;
        }

        var first = shape.Statements[0];
        var newLine = Layout.NewLine(first.SyntaxTree);
        var indent = Layout.IndentOf(first);
        var text = shape.Returns ? "return x;" : _locals.TryGetValue(shape, out var local) ? "var " + local + " = x;" : "_ = x;";
        var statement = SyntaxFactory.ParseStatement(text);
        statement = statement.ReplaceNode(statement.DescendantNodes().OfType<IdentifierNameSyntax>().Last(), Value(use, out _));
        var last = shape.Statements[shape.Statements.Length - 1];
        statement = statement
            .WithLeadingTrivia(first.GetLeadingTrivia().AddRange(Lines(Inner(shape), indent, newLine)))
            .WithTrailingTrivia(last.GetTrailingTrivia());
        await _edits.ReplaceAsync(use.DocumentId, first, _ => statement, cancellationToken).ConfigureAwait(false);
        foreach (var other in shape.Statements.Skip(1))
        {
            await _edits.RemoveAsync(use.DocumentId, other, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Comment lines between the indentation of the statement and the statement.</summary>
    private static IEnumerable<SyntaxTrivia> Lines(IEnumerable<SyntaxTrivia> comments, string indent, string newLine)
    {
        foreach (var comment in comments)
        {
            yield return comment;
            yield return SyntaxFactory.EndOfLine(newLine);
            yield return SyntaxFactory.Whitespace(indent);
        }
    }

    /// <summary>The comments inside the replaced statements that do not move with the factory.</summary>
    private static IEnumerable<SyntaxTrivia> Inner(LazyShape shape)
    {
        var last = shape.Statements[shape.Statements.Length - 1];
        return shape.Statements.SelectMany(static s => s.DescendantTrivia())
            .Where(t => t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
            .Where(t => t.SpanStart >= shape.Statements[0].SpanStart && t.SpanStart < last.Span.End)
            .Where(t => !shape.FactoryNodes.Any(n => (n is StatementSyntax ? n.FullSpan : n.Span).Contains(t.Span)));
    }

    /// <summary>Does it stand in the block of an initializing statement, behind it, where a local can serve?</summary>
    private bool IsBehind(StateUse use, LazyShape shape) =>
        shape.Expression is null && !shape.Returns && shape.Statements.Length == 1 && shape.Statements[0].Parent is BlockSyntax block
        && use.Name.SyntaxTree == block.SyntaxTree && use.IsOwn && use.Name.SpanStart > shape.Statements[0].Span.End && block.Span.Contains(use.Name.Span);

    /// <summary>
    /// May this read be the one that makes the value? Yes if the value is used as one, or this function has made sure
    /// of it; a value that is handed on may be null to somebody.
    /// </summary>
    private bool MayInitialize(StateUse use, CancellationToken cancellationToken)
    {
        var outer = use.Outer;
        if (outer.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax || use.Outer != use.Whole
            || _shapes.Any(s => s.Write.Function == use.Function && s.Write.DocumentId == use.DocumentId))
        {
            return true;
        }

        var initializers = _shapes.Where(static s => s.Write.Function is not null)
            .Select(s => Functions.Symbol(s.Write.Function!, s.Write.Model, cancellationToken)).ToList();
        return use.Function?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(i => i.SpanStart < use.Name.SpanStart
            && use.Model.GetSymbolInfo(i, cancellationToken).Symbol is { } called && initializers.Contains(called.OriginalDefinition, SymbolEqualityComparer.Default)) == true;
    }

    private async Task<bool> RewriteConditionalAsync(StateUse use, ConditionalAccessExpressionSyntax conditional, CancellationToken cancellationToken)
    {
        // `x?.Dispose();` where nothing is initialized: only if it was made.
        if (_factory.IsAsync || conditional.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } statement
            || conditional.WhenNotNull is not InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } call)
        {
            return false;
        }

        var indent = Layout.IndentOf(statement);
        var newLine = Layout.NewLine(statement.SyntaxTree);
        var unit = Layout.Unit(statement);
        var isOnOwnLine = statement.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var check = "if (" + IsCreated(use, isUnset: false) + ")";
        var template = !isOnOwnLine ? check + " BODY();" : check + "\n" + indent + "{\n" + indent + unit + "BODY();\n" + indent + "}";
        var access = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Expressions.ValueOf(use.Whole), binding.Name);
        var inner = SyntaxFactory.ExpressionStatement(call.WithExpression(access));
        if (isOnOwnLine)
        {
            inner = inner.WithLeadingTrivia(SyntaxFactory.Whitespace(indent + unit)).WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine));
        }

        await _edits.ReplaceAsync(use.DocumentId, statement, current => Layout.Fill(template, newLine, new[] { inner }).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private ExpressionSyntax Value(StateUse use, out bool awaits)
    {
        awaits = _factory.IsAsync;
        var value = Expressions.ValueOf(use.Whole);
        if (!awaits)
        {
            return value;
        }

        var awaited = (AwaitExpressionSyntax)SyntaxFactory.ParseExpression(Configured() ? "await x.ConfigureAwait(false)" : "await x");
        return awaited.ReplaceNode(awaited.DescendantNodes().OfType<IdentifierNameSyntax>().First(static n => n.Identifier.ValueText == "x"), value);
    }

    private bool Configured() => _shapes[0].FactoryNodes.SelectMany(static n => n.DescendantNodesAndSelf()).OfType<AwaitExpressionSyntax>()
        .Any(static a => a.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } });

    private static ExpressionSyntax IsCreated(StateUse use, bool isUnset)
    {
        ExpressionSyntax created = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, use.Whole.WithoutTrivia(), SyntaxFactory.IdentifierName("IsValueCreated"));
        return isUnset ? SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, created) : created;
    }

    private static bool CanAwait(StateUse use) =>
        Functions.IsAsync(use.Function) && !use.Name.Ancestors().TakeWhile(a => a != use.Function).Any(static a => a is LockStatementSyntax or QueryExpressionSyntax or CatchFilterClauseSyntax);

    /// <summary><c>x.Value</c> of a nullable value, which is the value itself afterwards; null when <c>x</c> is not used so.</summary>
    private MemberAccessExpressionSyntax? NullableValue(StateUse use) =>
        _uses.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
        && use.Outer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } member && member.Expression == use.Outer
            ? member
            : null;
}
