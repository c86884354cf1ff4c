using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// Makes a field that <c>Interlocked.CompareExchange</c> or <c>LazyInitializer.EnsureInitialized</c> fills a <c>Lazy&lt;T&gt;</c>, when all that is done with the field is to fill it so
/// and to read it.
/// </summary>
internal static class ExchangeFix
{
    /// <summary>Null when the field is written otherwise, its factory needs the method or the object, or a read has no form for a lazy value.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private } state || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || uses.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } variable || field.AttributeLists.Count > 0
            || variable.Initializer is { } initial && !initial.Value.IsKind(SyntaxKind.NullLiteralExpression))
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var fills = uses.All.Select(Fill).Where(static f => f is not null).Select(static f => f!).ToList();
        var model = fills.Count == 0 ? null : fills[0].Model;
        if (model is null || fills.Select(static f => f.Factory.WithoutTrivia().ToString()).Distinct().Count() != 1
            || fills.Any(f => !HeavyExpression.StandsAlone(f.Factory, f.Model, System.Array.Empty<ISymbol>(), cancellationToken) && !IsMethodGroup(f, cancellationToken)))
        {
            return null;
        }

        foreach (var body in fills.Where(static f => f.Kind == FillKind.Exchange).GroupBy(static f => AccessorOf(f.Call)))
        {
            if (body.Key is null || !await RewriteAccessorAsync(body.Key, uses, edits, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        foreach (var use in uses.All)
        {
            if (fills.Exists(f => f.Kind == FillKind.Exchange && AccessorOf(f.Call)!.Span.Contains(use.Name.Span) && f.Model.SyntaxTree == use.Name.SyntaxTree) || use.Kind == StateUseKind.Named)
            {
                continue;
            }

            if (Fill(use) is { Kind: FillKind.Ensure } ensured)
            {
                SyntaxNode place = ensured.Call.Parent is PostfixUnaryExpressionSyntax suppressed ? suppressed : ensured.Call;
                await edits.ReplaceAsync(use.DocumentId, place, current => Expressions.ValueOf(use.Whole).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
                continue;
            }

            return null; // a read elsewhere may want to see that there is none yet
        }

        await DeclareAsync(uses, field, fills[0], edits, cancellationToken).ConfigureAwait(false);
        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private enum FillKind
    {
        Exchange,
        Ensure,
    }

    private sealed record Filling(FillKind Kind, InvocationExpressionSyntax Call, ExpressionSyntax Factory, SemanticModel Model);

    private static Filling? Fill(StateUse use)
    {
        if (use.Outer.Parent is not ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword, Parent.Parent: InvocationExpressionSyntax call } || use.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        var arguments = call.ArgumentList.Arguments;
        return (method.ContainingType?.Name, method.Name, arguments.Count) switch
        {
            ("Interlocked", "CompareExchange", 3) when arguments[2].Expression.IsKind(SyntaxKind.NullLiteralExpression) => new Filling(FillKind.Exchange, call, arguments[1].Expression, use.Model),
            ("LazyInitializer", "EnsureInitialized", 2) when arguments[1].Expression is ParenthesizedLambdaExpressionSyntax { AsyncKeyword.RawKind: 0 } or IdentifierNameSyntax or MemberAccessExpressionSyntax =>
                new Filling(FillKind.Ensure, call, arguments[1].Expression, use.Model),
            _ => null,
        };
    }

    private static bool IsMethodGroup(Filling fill, CancellationToken cancellationToken) =>
        fill.Factory is IdentifierNameSyntax && fill.Model.GetSymbolInfo(fill.Factory, cancellationToken).Symbol is IMethodSymbol { IsStatic: true };

    /// <summary>The block around the call, or around the <c>if (x == null) { … }</c> that does nothing else.</summary>
    private static BlockSyntax? AccessorOf(InvocationExpressionSyntax call)
    {
        var block = call.FirstAncestorOrSelf<BlockSyntax>();
        return block is { Statements.Count: 1, Parent: IfStatementSyntax { Else: null, Parent: BlockSyntax outer } } ? outer : block;
    }

    /// <summary>
    /// A block that reads the field, leaves when it is set, fills it and returns it, and does nothing else, becomes <c>return x.Value;</c>.
    /// </summary>
    private static async Task<bool> RewriteAccessorAsync(BlockSyntax block, StateUses uses, StateEdits edits, CancellationToken cancellationToken)
    {
        var own = uses.All.Where(u => u.Name.SyntaxTree == block.SyntaxTree && block.Span.Contains(u.Name.Span)).ToList();
        var locals = new HashSet<string>();
        if (own.Count == 0 || block.Statements.LastOrDefault() is not ReturnStatementSyntax { Expression: { } last } result || !IsValue(last))
        {
            return false;
        }

        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } when variables[0].Initializer is { } initializer && IsValue(initializer.Value):
                    locals.Add(variables[0].Identifier.ValueText);
                    break;
                case ReturnStatementSyntax { Expression: { } returned } when IsValue(returned):
                case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } when own.Any(u => Fill(u)?.Call == call):
                case IfStatementSyntax { Else: null } check when IsCheck(check.Condition) && Inner(check.Statement) is { } inner
                    && (inner is ReturnStatementSyntax { Expression: { } early } && IsValue(early) || inner is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax filled } && own.Any(u => Fill(u)?.Call == filled)):
                    break;
                default:
                    return false;
            }
        }

        var value = own[0].Whole.WithoutTrivia();
        var kept = result.WithExpression(Expressions.ValueOf(value)).WithLeadingTrivia(block.Statements[0].GetLeadingTrivia());
        await edits.ReplaceAsync(own[0].DocumentId, block, current => ((BlockSyntax)current).WithStatements(SyntaxFactory.SingletonList<StatementSyntax>(kept)), cancellationToken).ConfigureAwait(false);
        return true;

        bool IsValue(ExpressionSyntax expression)
        {
            expression = Expressions.Bare(expression);
            return own.Any(u => u.Whole == expression)
                || expression is IdentifierNameSyntax local && locals.Contains(local.Identifier.ValueText)
                || expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Read" }, ArgumentList.Arguments: { Count: 1 } read } && own.Any(u => u.Whole == read[0].Expression)
                || expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && own.Any(u => Fill(u)?.Call == coalesce.Left) && IsValue(coalesce.Right);
        }

        bool IsCheck(ExpressionSyntax condition) => condition switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => IsValue(comparison.Left) && comparison.Right.IsKind(SyntaxKind.NullLiteralExpression),
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax or RecursivePatternSyntax { Designation: null } } pattern => IsValue(pattern.Expression),
            _ => false,
        };

        static StatementSyntax? Inner(StatementSyntax statement) => statement is BlockSyntax { Statements: var all } ? all.Count == 1 ? all[0] : null : statement;
    }

    private static async Task DeclareAsync(StateUses uses, FieldDeclarationSyntax field, Filling fill, StateEdits edits, CancellationToken cancellationToken)
    {
        var declared = field.Declaration.Type;
        var held = (declared is NullableTypeSyntax nullable ? nullable.ElementType : declared).WithoutTrivia();
        var lazy = edits.TypeName(uses.Home.Id, uses.HomeModel, field.SpanStart, "System", "Lazy", 1) + "<" + held + ">";
        var isShort = field.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 };
        var factory = fill.Kind == FillKind.Ensure ? fill.Factory.WithoutTrivia().ToString() : "() => " + HeavyExpression.Explicit(Expressions.Bare(fill.Factory), uses.Type, fill.Model).WithoutTrivia();
        var creation = SyntaxFactory.ParseExpression((isShort ? "new" : "new " + lazy) + "(" + factory + ")");
        var variable = field.Declaration.Variables[0];
        var modifiers = SyntaxFactory.TokenList(field.Modifiers.Where(static m => !m.IsKind(SyntaxKind.VolatileKeyword) && !m.IsKind(SyntaxKind.ReadOnlyKeyword)))
            .Add(SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        var rewritten = field.WithModifiers(modifiers).WithDeclaration(SyntaxFactory.VariableDeclaration(
            SyntaxFactory.ParseTypeName(lazy).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList(variable.WithIdentifier(variable.Identifier.WithTrailingTrivia(SyntaxFactory.Space)).WithInitializer(
                SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), creation)))));
        await edits.ReplaceAsync(uses.Home.Id, field, _ => rewritten.WithTriviaFrom(field), cancellationToken).ConfigureAwait(false);
    }
}
