using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes;

/// <summary>Whether a repaired solution still compiles: the last check before a repair is offered.</summary>
internal static class RepairValidation
{
    /// <summary>
    /// True when no changed document, and no document that mentions the state, has more errors or warnings of any
    /// compiler id than before. Costs one binding of those documents, before and after.
    /// </summary>
    public static async Task<bool> CompilesAsync(Solution before, Solution after, ISymbol? state, CancellationToken cancellationToken)
    {
        var documents = new HashSet<DocumentId>(
            after.GetChanges(before).GetProjectChanges().SelectMany(p => p.GetChangedDocuments()));
        if (state is not null)
        {
            foreach (var reference in await SymbolFinder.FindReferencesAsync(state, before, cancellationToken).ConfigureAwait(false))
            {
                documents.UnionWith(reference.Locations.Select(l => l.Document.Id));
            }
        }

        foreach (var id in documents)
        {
            var old = await CountAsync(before.GetDocument(id), cancellationToken).ConfigureAwait(false);
            var now = await CountAsync(after.GetDocument(id), cancellationToken).ConfigureAwait(false);
            if (now.Any(n => n.Value > (old.TryGetValue(n.Key, out var o) ? o : 0)))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<ImmutableDictionary<string, int>> CountAsync(Document? document, CancellationToken cancellationToken)
    {
        if (document is null || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableDictionary<string, int>.Empty;
        }

        return model.GetDiagnostics(cancellationToken: cancellationToken)
            .Where(d => d.Severity >= DiagnosticSeverity.Warning)
            .GroupBy(d => d.Id)
            .ToImmutableDictionary(g => g.Key, g => g.Count());
    }
}
