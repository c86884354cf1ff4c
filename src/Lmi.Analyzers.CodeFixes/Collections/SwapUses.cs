using System.Linq;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>Rewrites all uses of one collection in one document: compound shapes first, then use by use.</summary>
internal static class SwapUses
{
    /// <summary>False when some use cannot keep its meaning, or a write would be left that hangs on an earlier read.</summary>
    public static bool Rewrite(SwapContext context, CollectionKind kind)
    {
        var statements = context.Uses
            .SelectMany(u => u.Whole.Ancestors().OfType<StatementSyntax>().Where(s => s is not BlockSyntax))
            .Distinct()
            .OrderBy(s => s.SpanStart).ThenByDescending(s => s.Span.Length)
            .ToList();
        var objects = context.Uses.Where(u => u.IsRepeatable).Select(u => u.Object).Distinct().ToList();
        foreach (var statement in statements)
        {
            foreach (var item in objects)
            {
                context.Object = item;
                foreach (var pattern in kind.Patterns)
                {
                    if (!context.IsTaken(statement) && context.Open.Any(u => u.Object == item && statement.Span.Contains(u.Whole.Span)))
                    {
                        pattern(context, statement);
                    }
                }
            }
        }

        foreach (var item in objects)
        {
            context.Object = item;
            foreach (var pattern in kind.Expressions)
            {
                pattern(context);
            }
        }

        context.Object = null;
        var open = context.Open.ToList();
        var writes = open.Where(u => StateDependence.MayWrite(u.Receiver)).ToList();
        var reads = open.Except(writes).ToList();
        return !writes.Any(w => reads.Any(r => HangsOn(w, r, context)))
            && !reads.Any(r => context.IsEverReduced && ReadsWhatWasFound(r, reads))
            && open.All(u => kind.Rewrite(context, u));
    }

    private static bool HangsOn(SwapUse write, SwapUse read, SwapContext context)
    {
        var member = write.Whole.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax);
        if (member != read.Whole.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) || read.Whole.SpanStart > write.Whole.SpanStart && !InSameStatement(write, read))
        {
            return false;
        }

        if (write.Member == "Clear" || member is null or BaseFieldDeclarationSyntax)
        {
            return true;
        }

        if (LockRegion.BlockOf(new SyntaxNode[] { write.Whole, read.Whole }) is not { } block)
        {
            return true;
        }

        var at = block.First(s => s.Span.Contains(read.Whole.Span));
        var act = block.First(s => s.Span.Contains(write.Whole.Span));
        if (at == act)
        {
            return !(at is IfStatementSyntax { Else: { } otherwise } branch && branch.Statement.Span.Contains(read.Whole.Span) && otherwise.Span.Contains(write.Whole.Span));
        }

        var index = block.IndexOf(at);
        return StateDependence.Decides(block, index, index, act, context.Model, context.CancellationToken);
    }

    private static bool InSameStatement(SwapUse one, SwapUse other) =>
        one.Whole.FirstAncestorOrSelf<StatementSyntax>() == other.Whole.FirstAncestorOrSelf<StatementSyntax>();

    /// <summary><c>if (d.ContainsKey(k)) return d[k];</c> is only right where nothing is ever removed.</summary>
    private static bool ReadsWhatWasFound(SwapUse read, System.Collections.Generic.IReadOnlyCollection<SwapUse> reads) =>
        read.Index is not null && reads.Any(r => r.Member is "ContainsKey" or "Count" or "Any" && r.Whole.SpanStart < read.Whole.SpanStart
            && r.Whole.FirstAncestorOrSelf<MemberDeclarationSyntax>() == read.Whole.FirstAncestorOrSelf<MemberDeclarationSyntax>());
}
