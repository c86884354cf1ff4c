using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>
/// Joins a check of a concurrent collection and the write that rests on it into the member that does both. Only the
/// shape around the reported write is rewritten; null where it is none of those whose meaning is kept.
/// </summary>
internal static class OneStep
{
    private static readonly ImmutableArray<SwapPattern> Updates = ImmutableArray.Create<SwapPattern>(ReadThenWrite.Sequence, ReadModifyWrite.Branches);

    private static readonly ImmutableArray<SwapPattern> Additions = ImmutableArray.Create<SwapPattern>(
        InBlock(FillOnMiss.Branch), FillOnMiss.Return, CheckThenAdd.Missing, CheckThenAdd.Leave, TakeWhenSeen.Entry);

    private static readonly ImmutableArray<SwapPattern> Takes = ImmutableArray.Create<SwapPattern>(TakeWhenSeen.Element);

    public static async Task<Solution?> ApplyAsync(Document document, ISymbol state, SyntaxNode at, CancellationToken cancellationToken)
    {
        if (CollectionSwap.StateType(state) is not INamedTypeSymbol type || type.ContainingNamespace?.ToDisplayString() != "System.Collections.Concurrent")
        {
            return null;
        }

        var names = await GuardedAccess.FindAsync(document.Project.Solution, state, cancellationToken).ConfigureAwait(false);
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var uses = names.TryGetValue(document.Id, out var found) ? found.Select(n => new SwapUse(GuardedAccess.Whole(n))).ToList() : new List<SwapUse>();
        if (uses.FirstOrDefault(u => at.Span.Contains(u.Whole.Span) || u.Whole.Span.Contains(at.Span)) is not { IsRepeatable: true } write
            || write.Whole.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) is not { } member)
        {
            return null;
        }

        var context = type.Name == "ConcurrentDictionary"
            ? Entries(model, uses, write, member, cancellationToken)
            : Joined(model, uses, write, member, Takes, cancellationToken);
        return context is null ? null
            : document.Project.Solution.WithDocumentSyntaxRoot(document.Id, Usings.Add(context.Apply(root), model, context.Namespaces));
    }

    private static SwapContext? Entries(SemanticModel model, List<SwapUse> uses, SwapUse write, SyntaxNode member, CancellationToken cancellationToken)
    {
        // TryAdd leaves an entry as it is, so it is no update.
        var patterns = write.Member == "TryAdd" ? Additions : Updates.AddRange(Additions);
        if (Joined(model, uses, write, member, patterns, cancellationToken) is { } joined)
        {
            return joined;
        }

        if (write.Whole.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
        {
            return null;
        }

        var context = new SwapContext(model, uses.Where(u => statement.Span.Contains(u.Whole.Span)).ToList(), true, cancellationToken) { Object = write.Object };
        ReadModifyWrite.Expressions(context);
        return context.IsOpen(write) ? null : context;
    }

    /// <summary>The edits of the first shape that has the reported write in it; each attempt starts afresh.</summary>
    private static SwapContext? Joined(
        SemanticModel model, List<SwapUse> uses, SwapUse write, SyntaxNode member, ImmutableArray<SwapPattern> patterns, CancellationToken cancellationToken)
    {
        var statements = uses.Where(u => member.Span.Contains(u.Whole.Span))
            .SelectMany(u => u.Whole.Ancestors().OfType<StatementSyntax>().Where(s => s is not BlockSyntax && member.Span.Contains(s.Span)))
            .Distinct().OrderBy(s => s.SpanStart).ThenByDescending(s => s.Span.Length);
        foreach (var statement in statements)
        {
            foreach (var pattern in patterns)
            {
                var context = new SwapContext(model, uses, true, cancellationToken) { Object = write.Object };
                if (pattern(context, statement) && !context.IsOpen(write))
                {
                    return context;
                }
            }
        }

        return null;
    }

    /// <summary>The shape where it may become a declaration.</summary>
    private static SwapPattern InBlock(SwapPattern pattern) =>
        (context, statement) => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax && pattern(context, statement);
}
