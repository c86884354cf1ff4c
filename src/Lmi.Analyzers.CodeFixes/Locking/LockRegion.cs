using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>
/// The smallest run of statements of one block that holds every access of one body, so that what belongs together stays
/// together. Where an <c>await</c> or <c>yield</c> stands between, the run is cut there, if the parts are independent.
/// </summary>
internal sealed class LockRegion
{
    private LockRegion(ImmutableArray<StatementSyntax> block, int first, int last)
    {
        Block = block;
        First = first;
        Last = last;
    }

    /// <summary>All statements of the block, or the one embedded statement.</summary>
    public ImmutableArray<StatementSyntax> Block { get; }

    public int First { get; }

    public int Last { get; }

    public IEnumerable<StatementSyntax> Statements => Block.Skip(First).Take(Last - First + 1);

    /// <summary>The first region to guard; null when the accesses cannot be guarded without splitting what belongs together.</summary>
    public static LockRegion? Find(
        IReadOnlyList<ExpressionSyntax> accesses, IReadOnlyCollection<ExpressionSyntax> keepTogether, SemanticModel model, CancellationToken cancellationToken)
    {
        if (BlockOf(accesses.Concat(keepTogether)) is not { } block)
        {
            return null;
        }

        var holds = block.Select(s => accesses.Concat(keepTogether).Any(a => s.Span.Contains(a.Span))).ToArray();
        int first = System.Array.IndexOf(holds, true), last = System.Array.LastIndexOf(holds, true);
        if (!block.Skip(first).Take(last - first + 1).Any(Suspends))
        {
            return new LockRegion(block, first, last);
        }

        if (keepTogether.Count > 0)
        {
            return null;
        }

        var parts = new List<(int First, int Last)>();
        for (var i = first; i <= last; i++)
        {
            if (!holds[i])
            {
                continue;
            }

            if (parts.Count > 0 && !Enumerable.Range(parts[parts.Count - 1].First, i - parts[parts.Count - 1].First + 1).Any(j => Suspends(block[j])))
            {
                parts[parts.Count - 1] = (parts[parts.Count - 1].First, i);
            }
            else
            {
                parts.Add((i, i));
            }
        }

        foreach (var part in parts.Skip(1))
        {
            for (var i = part.First; i <= part.Last; i++)
            {
                var writes = accesses.Any(a => block[i].Span.Contains(a.Span) && StateDependence.MayWrite(a));
                if (writes && parts.TakeWhile(p => p != part).Any(p => StateDependence.Decides(block, p.First, p.Last, block[i], model, cancellationToken)))
                {
                    return null;
                }
            }
        }

        return new LockRegion(block, parts[0].First, parts[0].Last);
    }

    /// <summary>
    /// True when no lock may be held around the statement: it gives its thread away, or blocks until work is done that may
    /// need the same lock.
    /// </summary>
    public static bool Suspends(SyntaxNode statement) =>
        statement.DescendantNodesAndSelf(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(n => n is AwaitExpressionSyntax or YieldStatementSyntax or LabeledStatementSyntax || Awaits(n) || Blocks(n));

    private static bool Awaits(SyntaxNode node) =>
        (node is CommonForEachStatementSyntax loop && loop.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword))
        || (node is UsingStatementSyntax use && use.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword))
        || (node is LocalDeclarationStatementSyntax local && local.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword));

    private static bool Blocks(SyntaxNode node) => node is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "Result" or "Wait" or "GetResult" or "WaitAll" or "WaitAny" or "Sleep" or "WaitOne",
        }
        or MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Parallel" } };

    /// <summary>The statements of the innermost block that holds all the nodes; one statement alone when it is embedded.</summary>
    public static ImmutableArray<StatementSyntax>? BlockOf(IEnumerable<SyntaxNode> nodes)
    {
        var all = nodes.ToList();
        var nearest = all.Select(n => n.FirstAncestorOrSelf<StatementSyntax>()).Distinct().ToList();
        if (nearest.Count == 1 && nearest[0] is { } only && !IsList(only.Parent))
        {
            return only is BlockSyntax ? null : ImmutableArray.Create(only);
        }

        foreach (var ancestor in all[0].Ancestors())
        {
            if (IsList(ancestor) && all.All(n => ancestor.Span.Contains(n.Span)))
            {
                return StatementsOf(ancestor);
            }

            if (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax)
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsList(SyntaxNode? node) => node is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax or CompilationUnitSyntax;

    private static ImmutableArray<StatementSyntax>? StatementsOf(SyntaxNode node) => node switch
    {
        BlockSyntax block => block.Statements.ToImmutableArray(),
        SwitchSectionSyntax section => section.Statements.ToImmutableArray(),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => StatementsOf(unit),
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(g => g.Statement).ToImmutableArray(),
        _ => null,
    };
}
