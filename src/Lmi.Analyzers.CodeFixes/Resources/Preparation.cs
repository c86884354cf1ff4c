using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// The statements before a creation that do nothing but prepare its arguments: locals made from what is the same for all, and calls and assignments that configure them.
/// </summary>
internal sealed class Preparation
{
    private Preparation(IReadOnlyList<StatementSyntax> statements, ISet<StatementSyntax> stillUsed)
    {
        Statements = statements;
        StillUsed = stillUsed;
    }

    /// <summary>In their order; empty when the creation needs none.</summary>
    public IReadOnlyList<StatementSyntax> Statements { get; }

    /// <summary>Those of them that the method needs for other things as well.</summary>
    public ISet<StatementSyntax> StillUsed { get; }

    /// <summary>Null when an argument depends on the method in another way: on a parameter, a loop, a condition, a later assignment.</summary>
    public static Preparation? Of(ExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        var needed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var statements = new SortedDictionary<int, StatementSyntax>();
        var queue = new Queue<SyntaxNode>();
        queue.Enqueue(creation);
        while (queue.Count > 0)
        {
            foreach (var local in LocalsIn(queue.Dequeue(), creation, model, cancellationToken))
            {
                if (!needed.Add(local))
                {
                    continue;
                }

                if (Declaration(local, creation, cancellationToken) is not { } declaration)
                {
                    return null;
                }

                statements[declaration.SpanStart] = declaration;
                queue.Enqueue(declaration);
                foreach (var configured in Configurations(local, declaration, creation, model, cancellationToken))
                {
                    if (configured is null)
                    {
                        return null;
                    }

                    statements[configured.SpanStart] = configured;
                    queue.Enqueue(configured);
                }
            }
        }

        if (!HeavyExpression.StandsAlone(creation, model, needed, cancellationToken) || statements.Values.Any(s => !HeavyExpression.StandsAlone(s, model, needed, cancellationToken)))
        {
            return null;
        }

        return new Preparation(statements.Values.ToList(), StillUsedIn(statements.Values.ToList(), creation, needed, model, cancellationToken));
    }

    private static IEnumerable<ISymbol> LocalsIn(SyntaxNode node, ExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(n => model.GetSymbolInfo(n, cancellationToken).Symbol)
            .OfType<ILocalSymbol>()
            .Where(l => !l.DeclaringSyntaxReferences.Any(r => node.Span.Contains(r.Span) && node != creation) && !l.DeclaringSyntaxReferences.Any(r => creation.Span.Contains(r.Span)));

    /// <summary>The statement that declares it, in a block around the creation, with a value, alone.</summary>
    private static LocalDeclarationStatementSyntax? Declaration(ISymbol local, ExpressionSyntax creation, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences.Length == 1
        && local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer: not null, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } }
        && statement.Parent is BlockSyntax block && creation.Ancestors().Contains(block) && Functions.Around(block) == Functions.Around(creation)
            ? statement
            : null;

    /// <summary>The statements between declaration and creation that use the local; one null when a use could be anything.</summary>
    private static IEnumerable<StatementSyntax?> Configurations(ISymbol local, StatementSyntax declaration, ExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        var block = (BlockSyntax)declaration.Parent!;
        foreach (var use in block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancellationToken).Symbol, local)))
        {
            var isWritten = use.Parent is AssignmentExpressionSyntax assigned && assigned.Left == use || use.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 }
                || use.Parent is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax;
            if (isWritten)
            {
                yield return null;
            }
            else if (use.SpanStart < creation.SpanStart && !declaration.Span.Contains(use.Span))
            {
                var statement = use.FirstAncestorOrSelf<StatementSyntax>();
                if (statement is LocalDeclarationStatementSyntax)
                {
                    continue; // reads it; wanted only if the creation wants that local
                }

                yield return statement is ExpressionStatementSyntax { Parent: BlockSyntax parent } && parent == block && IsReceiver(use) ? statement : null;
            }
        }
    }

    /// <summary><c>x.Y = …;</c> and <c>x.Do(…);</c></summary>
    private static bool IsReceiver(IdentifierNameSyntax use)
    {
        SyntaxNode node = use;
        while (node.Parent is MemberAccessExpressionSyntax member && member.Expression == node || node.Parent is InvocationExpressionSyntax call && call.Expression == node)
        {
            node = node.Parent;
        }

        return node != use && (node.Parent is ExpressionStatementSyntax || node.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment && assignment.Left == node);
    }

    private static HashSet<StatementSyntax> StillUsedIn(List<StatementSyntax> statements, ExpressionSyntax creation, HashSet<ISymbol> locals, SemanticModel model, CancellationToken cancellationToken)
    {
        if (statements.Count == 0 || Functions.Around(creation) is not { } function)
        {
            return new HashSet<StatementSyntax>(statements);
        }

        var used = function.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => !creation.Span.Contains(n.Span) && !statements.Any(s => s.Span.Contains(n.Span)))
            .Select(n => model.GetSymbolInfo(n, cancellationToken).Symbol)
            .Any(s => s is not null && locals.Contains(s));
        // All or none: what one needs, another may have prepared.
        return new HashSet<StatementSyntax>(used ? statements : new List<StatementSyntax>());
    }
}
