using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>Puts a region inside a lock statement; locals that are used after it are declared before it.</summary>
internal static class LockStatementWriter
{
    /// <summary>The tree with the region guarded; null when a declaration in it can neither stay nor move out.</summary>
    public static SyntaxNode? Wrap(SyntaxNode root, LockRegion region, string gate, SemanticModel model, CancellationToken cancellationToken)
    {
        var statements = region.Statements.ToList();
        var first = statements[0];
        if (statements.Any(s => s.ContainsDirectives))
        {
            // A lock that opens inside an #if and closes outside of it would break the other configuration.
            return null;
        }

        var isLastOfBlock = region.Last == region.Block.Length - 1;
        if (statements.Any(s => s is LocalDeclarationStatementSyntax local && !local.UsingKeyword.IsKind(SyntaxKind.None)) && !isLastOfBlock)
        {
            return null;
        }

        var outside = DeclaredInside(statements).Where(d => IsUsedOutside(d, statements, model, cancellationToken)).ToList();
        var declarations = new List<string>();
        foreach (var declaration in outside)
        {
            if (Predeclaration(declaration, statements, model, cancellationToken) is not { } text)
            {
                return null;
            }

            declarations.Add(text);
        }

        var newLine = Lines.NewLine(root);
        var indent = Lines.IndentOf(first);
        var unit = Lines.Unit(first);
        var above = Lines.Above(first.GetLeadingTrivia());
        var body = new List<StatementSyntax>();
        foreach (var statement in statements)
        {
            var deeper = Lines.Deeper(statement, unit);
            if (statement == first)
            {
                deeper = deeper.WithLeadingTrivia(SyntaxFactory.Whitespace(indent + unit));
            }

            deeper = WithoutDeclarations(deeper, statement, outside);
            if (deeper is not null)
            {
                body.Add(EndingLine(deeper, newLine));
            }
        }

        var line = SyntaxFactory.EndOfLine(newLine);
        var margin = SyntaxFactory.Whitespace(indent);
        var startsLine = first.GetLeadingTrivia().Any(SyntaxKind.WhitespaceTrivia) || indent.Length == 0;
        var lockKeyword = SyntaxFactory.Token(SyntaxKind.LockKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        lockKeyword = declarations.Count > 0 ? lockKeyword.WithLeadingTrivia(margin)
            : startsLine ? lockKeyword.WithLeadingTrivia(above.Add(margin)) : lockKeyword.WithLeadingTrivia(first.GetLeadingTrivia());
        var block = SyntaxFactory.Block(
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(margin).WithTrailingTrivia(line),
            SyntaxFactory.List(body),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(margin).WithTrailingTrivia(line));
        var guard = SyntaxFactory.LockStatement(
            lockKeyword,
            SyntaxFactory.Token(SyntaxKind.OpenParenToken),
            SyntaxFactory.ParseExpression(gate),
            SyntaxFactory.Token(SyntaxKind.CloseParenToken).WithTrailingTrivia(line),
            block);

        var replacement = declarations
            .Select((d, i) => SyntaxFactory.ParseStatement(d + newLine).WithLeadingTrivia(i == 0 ? above.Add(margin) : SyntaxFactory.TriviaList(margin)))
            .Concat(new StatementSyntax[] { guard })
            .ToList();
        return Replace(root, statements, replacement);
    }

    private static SyntaxNode? Replace(SyntaxNode root, List<StatementSyntax> statements, List<StatementSyntax> replacement)
    {
        var first = statements[0];
        switch (first.Parent)
        {
            case BlockSyntax or SwitchSectionSyntax:
                root = root.TrackNodes(statements);
                root = root.ReplaceNode(root.GetCurrentNode(first)!, replacement);
                return root.RemoveNodes(statements.Skip(1).Select(s => root.GetCurrentNode(s)!), SyntaxRemoveOptions.KeepNoTrivia);
            case GlobalStatementSyntax:
                var globals = statements.Select(s => s.Parent!).ToList();
                root = root.TrackNodes(globals);
                root = root.ReplaceNode(root.GetCurrentNode(globals[0])!, replacement.Select(r => SyntaxFactory.GlobalStatement(r)));
                return root.RemoveNodes(globals.Skip(1).Select(g => root.GetCurrentNode(g)!), SyntaxRemoveOptions.KeepNoTrivia);
            default:
                return replacement.Count == 1 && statements.Count == 1 ? root.ReplaceNode(first, replacement[0]) : null;
        }
    }

    private static StatementSyntax EndingLine(StatementSyntax statement, string newLine) =>
        statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
            ? statement
            : statement.WithTrailingTrivia(statement.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(newLine)));

    /// <summary>What is declared in the statements and visible behind them, lambdas and nested blocks left out.</summary>
    private static IEnumerable<SyntaxNode> DeclaredInside(List<StatementSyntax> statements) =>
        statements.SelectMany(s => s.DescendantNodesAndSelf(n => n is not (BlockSyntax or AnonymousFunctionExpressionSyntax)))
            .Where(n => n is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or LocalFunctionStatementSyntax);

    private static bool IsUsedOutside(SyntaxNode declaration, List<StatementSyntax> statements, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not { } symbol
            || (GuardedAccess.BodyOf(declaration) ?? declaration.SyntaxTree.GetRoot(cancellationToken)) is not { } body)
        {
            return true;
        }

        return body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n =>
            n.Identifier.ValueText == symbol.Name
            && !statements.Any(s => s.Span.Contains(n.Span))
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancellationToken).Symbol, symbol));
    }

    private static string? Predeclaration(SyntaxNode declaration, List<StatementSyntax> statements, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not ILocalSymbol { IsRef: false, IsConst: false, Type: { TypeKind: not TypeKind.Error } type } local
            || type.IsAnonymousType)
        {
            return null;
        }

        var movable = declaration switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } statement } } => statements.Contains(statement),
            SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax } } => true,
            SingleVariableDesignationSyntax { Parent: ParenthesizedVariableDesignationSyntax { Parent: DeclarationExpressionSyntax } parts } =>
                parts.Variables.All(v => v is SingleVariableDesignationSyntax or DiscardDesignationSyntax),
            _ => false,
        };
        var written = declaration switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { IsVar: false } explicitly } } => explicitly.ToString(),
            SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Type: { IsVar: false } explicitly } } => explicitly.ToString(),
            VariableDeclaratorSyntax { Initializer.Value: { } value } when model.GetTypeInfo(value, cancellationToken).Nullability.FlowState == NullableFlowState.NotNull && !IsAssigned(local, declaration, cancellationToken) =>
                type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, declaration.SpanStart),
            _ => type.ToMinimalDisplayString(model, declaration.SpanStart),
        };
        return movable ? written + " " + local.Name + ";" : null;
    }

    private static bool IsAssigned(ILocalSymbol local, SyntaxNode declaration, CancellationToken cancellationToken) =>
        (GuardedAccess.BodyOf(declaration) ?? declaration.SyntaxTree.GetRoot(cancellationToken)).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(n => n.Identifier.ValueText == local.Name && n.Parent is AssignmentExpressionSyntax assignment && assignment.Left == n);

    /// <summary>The moved statement with its outward declarations turned into assignments; null when nothing is left of it.</summary>
    private static StatementSyntax? WithoutDeclarations(StatementSyntax moved, StatementSyntax original, List<SyntaxNode> outside)
    {
        var names = new HashSet<string>(outside.Where(o => original.Span.Contains(o.Span)).Select(o => o switch
        {
            VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            _ => string.Empty,
        }));
        if (names.Count == 0)
        {
            return moved;
        }

        var designations = moved.DescendantNodes().OfType<DeclarationExpressionSyntax>()
            .Where(d => d.Designation is SingleVariableDesignationSyntax s && names.Contains(s.Identifier.ValueText)).ToList();
        moved = moved.ReplaceNodes(designations, (d, _) =>
            SyntaxFactory.IdentifierName(((SingleVariableDesignationSyntax)d.Designation).Identifier).WithTriviaFrom(d));

        // `var (a, b) = …`: a tuple of what is declared before, and of what is not.
        var deconstructions = moved.DescendantNodes().OfType<DeclarationExpressionSyntax>()
            .Where(d => d.Designation is ParenthesizedVariableDesignationSyntax p && p.Variables.OfType<SingleVariableDesignationSyntax>().Any(v => names.Contains(v.Identifier.ValueText))).ToList();
        moved = moved.ReplaceNodes(deconstructions, (d, _) => SyntaxFactory.ParseExpression("(" + string.Join(", ", ((ParenthesizedVariableDesignationSyntax)d.Designation).Variables.Select(v =>
            v is SingleVariableDesignationSyntax single && !names.Contains(single.Identifier.ValueText) ? "var " + single.Identifier.ValueText : v.ToString())) + ")").WithTriviaFrom(d));
        if (moved is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } local || !names.Contains(variables[0].Identifier.ValueText))
        {
            return moved;
        }

        if (variables[0].Initializer is not { } initializer)
        {
            return null;
        }

        return SyntaxFactory.ExpressionStatement(
            SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                SyntaxFactory.IdentifierName(variables[0].Identifier.WithTrailingTrivia(SyntaxFactory.Space)),
                initializer.EqualsToken,
                initializer.Value),
            local.SemicolonToken).WithLeadingTrivia(local.GetLeadingTrivia());
    }
}
