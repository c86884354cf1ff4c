using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Atomics;

/// <summary>
/// Whether the uses of a number inside one function still mean the same when every write is an atomic step of its own:
/// a read that decides a write (check-then-act) needs a lock, and a read after a write must see what that write made.
/// </summary>
internal static class AtomicSteps
{
    /// <summary>
    /// The reads that must take the value of the write before them, by that write; null when the uses belong together in
    /// another way. Looks at one function, and at conditions around calls of functions that replace the number.
    /// </summary>
    public static ImmutableDictionary<AtomicWrite, ImmutableArray<StateUse>>? Find(
        IReadOnlyList<StateUse> uses, IReadOnlyDictionary<StateUse, AtomicWrite> writes, CancellationToken cancellationToken)
    {
        var following = ImmutableDictionary.CreateBuilder<AtomicWrite, ImmutableArray<StateUse>>();
        var replacing = new HashSet<ISymbol>(
            writes.Where(static w => w.Value.Replaces && w.Key.Function is not null)
                .Select(w => Functions.Symbol(w.Key.Function!, w.Key.Model, cancellationToken)).Where(static s => s is not null).Select(static s => s!),
            SymbolEqualityComparer.Default);
        foreach (var function in uses.GroupBy(static u => (u.DocumentId, u.Function)))
        {
            var inFunction = function.Where(writes.ContainsKey).ToList();
            var reads = function.Where(static u => u.Kind == StateUseKind.Read).Where(r => !inFunction.Any(w => writes[w].Expression.Contains(r.Name))).ToList();
            if (reads.Any(r => Decides(r, replacing, cancellationToken)))
            {
                return null;
            }

            if (inFunction.Count == 0)
            {
                continue;
            }

            if (inFunction.Any(w => writes[w].Replaces) && function.Count() > 1)
            {
                return null;
            }

            var after = new List<StateUse>();
            foreach (var read in reads)
            {
                if (inFunction.Count == 1 && writes[inFunction[0]].ReturnsNew && IsInStatementsAfter(read, writes[inFunction[0]].Expression))
                {
                    after.Add(read);
                }
                else if (!inFunction.All(w => IsApart(read, writes[w].Expression)))
                {
                    return null;
                }
            }

            if (after.Count > 0)
            {
                following.Add(writes[inFunction[0]], after.ToImmutableArray());
            }
        }

        return following.ToImmutable();
    }

    /// <summary>Does the read stand in the block of a write statement, behind it, so that it means the value just made?</summary>
    private static bool IsInStatementsAfter(StateUse read, ExpressionSyntax write) =>
        write.Parent is ExpressionStatementSyntax { Parent: BlockSyntax block } statement
        && read.Name.SpanStart > statement.Span.End && block.Span.Contains(read.Name.Span);

    /// <summary>Is it a mere look at the number: after the loop that counts, or only handed to a call before?</summary>
    private static bool IsApart(StateUse read, ExpressionSyntax write)
    {
        var loop = write.Ancestors().TakeWhile(static a => !Functions.Is(a))
            .LastOrDefault(static a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        if (loop is not null && read.Name.SpanStart > loop.Span.End)
        {
            return true;
        }

        return read.Name.Span.End < write.SpanStart && (loop is null || !loop.Span.Contains(read.Name.Span))
            && read.Name.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AwaitExpressionSyntax } statement
            && !statement.Span.Contains(write.Span);
    }

    /// <summary>Does the read stand in the condition of a statement that calls a function which replaces the number?</summary>
    private static bool Decides(StateUse read, HashSet<ISymbol> replacing, CancellationToken cancellationToken)
    {
        if (replacing.Count == 0)
        {
            return false;
        }

        var conditional = read.Name.Ancestors().TakeWhile(static a => !Functions.Is(a))
            .FirstOrDefault(a => a is IfStatementSyntax { Condition: var c } && c.Contains(read.Name) || a is WhileStatementSyntax { Condition: var w } && w.Contains(read.Name) || a is ConditionalExpressionSyntax);
        return conditional is not null && conditional.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(i => read.Model.GetSymbolInfo(i, cancellationToken).Symbol is { } called && replacing.Contains(called.OriginalDefinition));
    }

    public static bool OfTypeName(this IEnumerable<SyntaxNode> nodes, string name, SemanticModel model, ISymbol? symbol) =>
        nodes.OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n).Symbol, symbol));
}
