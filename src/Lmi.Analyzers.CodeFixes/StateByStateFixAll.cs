using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes;

/// <summary>
/// Fix All that repairs one shared state after the other, each on the solution that the one before left. A repair of a
/// state rewrites every use of it, so one application serves all its diagnostics (unless the fix says otherwise); merging independent text changes, as
/// the stock provider does, would declare locks twice and lose rewrites. Places are followed with syntax annotations.
/// </summary>
internal sealed class StateByStateFixAll : FixAllProvider
{
    private const string AnnotationKind = "Lmi.Repair";
    private readonly LmiCodeFix _fix;

    public StateByStateFixAll(LmiCodeFix fix) => _fix = fix;

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        ImmutableArray.Create(FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution);

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var diagnostics = await DiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        if (diagnostics.IsEmpty)
        {
            return null;
        }

        var key = fixAllContext.CodeActionEquivalenceKey;
        return CodeAction.Create(
            "Fix all " + _fix.RuleId,
            cancellationToken => RepairAllAsync(fixAllContext.Solution, diagnostics, key, cancellationToken),
            key ?? _fix.RuleId);
    }

    /// <summary>Repairs every state that the diagnostics name; a state that no repair suits stays as it is.</summary>
    internal async Task<Solution> RepairAllAsync(
        Solution solution, ImmutableArray<Diagnostic> diagnostics, string? equivalenceKey, CancellationToken cancellationToken)
    {
        var states = await GroupByStateAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false);
        var places = states.SelectMany(s => s).ToImmutableArray();
        var current = await AnnotateAsync(solution, places, cancellationToken).ConfigureAwait(false);
        foreach (var state in states)
        {
            current = await RepairStateAsync(current, state, equivalenceKey, cancellationToken).ConfigureAwait(false);
        }

        return await WithoutUntouchedAsync(solution, current, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Solution> RepairStateAsync(
        Solution solution, ImmutableArray<Place> state, string? equivalenceKey, CancellationToken cancellationToken)
    {
        var before = solution;
        foreach (var place in state)
        {
            if (solution != before && _fix.RepairsWholeState)
            {
                break;
            }

            if (solution.GetDocument(place.DocumentId) is not { } document
                || await RelocateAsync(document, place, cancellationToken).ConfigureAwait(false) is not { } diagnostic
                || await LmiCodeFix.RequestAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } request)
            {
                continue;
            }

            foreach (var repair in _fix.Repairs)
            {
                if (equivalenceKey is null || equivalenceKey == _fix.RuleId || equivalenceKey == _fix.EquivalenceKey(repair))
                {
                    var repaired = await LmiCodeFix.TryAsync(request, repair, cancellationToken).ConfigureAwait(false);
                    if (repaired is not null)
                    {
                        solution = repaired;
                        break;
                    }
                }
            }
        }

        return solution;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                var all = ImmutableArray.CreateBuilder<Diagnostic>();
                foreach (var project in context.Solution.Projects)
                {
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                }

                return all.ToImmutable();
            default:
                return ImmutableArray<Diagnostic>.Empty;
        }
    }

    private static async Task<ImmutableArray<ImmutableArray<Place>>> GroupByStateAsync(
        Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, List<Place>>();
        var order = new List<string>();
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath).ThenBy(d => d.Location.SourceSpan.Start))
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document)
            {
                continue;
            }

            var declaration = diagnostic.AdditionalLocations.FirstOrDefault(l => l.IsInSource);
            var declaring = declaration is null ? null : SharedStateSymbol.DocumentOf(document, declaration);
            var element = diagnostic.Properties.ContainsKey(DiagnosticKeys.Element) ? "element of " : "";
            var state = await SharedStateSymbol.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false);
            var key = element + (state?.Locations.FirstOrDefault()?.ToString() ?? diagnostic.Location.ToString());
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = new List<Place>());
                order.Add(key);
            }

            group.Add(new Place(document.Id, new SyntaxAnnotation(AnnotationKind), diagnostic, declaring?.Id, new SyntaxAnnotation(AnnotationKind)));
        }

        return order.Select(k => groups[k].ToImmutableArray()).ToImmutableArray();
    }

    private static async Task<Solution> AnnotateAsync(Solution solution, ImmutableArray<Place> places, CancellationToken cancellationToken)
    {
        var marks = places.Select(p => (p.DocumentId, p.Diagnostic.Location.SourceSpan, p.Annotation, IsToken: false))
            .Concat(places.Where(p => p.DeclarationDocument is not null)
                .Select(p => (DocumentId: p.DeclarationDocument!, p.Diagnostic.AdditionalLocations[0].SourceSpan, Annotation: p.DeclarationAnnotation, IsToken: true)));
        foreach (var document in marks.GroupBy(m => m.DocumentId))
        {
            var root = await solution.GetDocument(document.Key)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            if (root is null)
            {
                continue;
            }

            var nodes = document.Where(m => !m.IsToken)
                .ToLookup(m => root.FindNode(m.SourceSpan, getInnermostNodeForTie: true), m => m.Annotation);
            var tokens = document.Where(m => m.IsToken).ToLookup(m => root.FindToken(m.SourceSpan.Start), m => m.Annotation);
            var marked = root.ReplaceSyntax(
                nodes.Select(n => n.Key), (original, rewritten) => rewritten.WithAdditionalAnnotations(nodes[original]),
                tokens.Select(t => t.Key), (original, rewritten) => rewritten.WithAdditionalAnnotations(tokens[original]),
                null, null);
            solution = solution.WithDocumentSyntaxRoot(document.Key, marked);
        }

        return solution;
    }

    /// <summary>The same diagnostic where its node is now; null when an earlier repair removed the node.</summary>
    private static async Task<Diagnostic?> RelocateAsync(Document document, Place place, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root?.GetAnnotatedNodes(place.Annotation).FirstOrDefault() is not { } node)
        {
            return null;
        }

        var additional = new List<Location>();
        if (place.DeclarationDocument is { } id
            && await document.Project.Solution.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } declaringRoot)
        {
            additional.AddRange(declaringRoot.GetAnnotatedTokens(place.DeclarationAnnotation).Take(1).Select(t => t.GetLocation()));
        }

        return Diagnostic.Create(place.Diagnostic.Descriptor, node.GetLocation(), additional, place.Diagnostic.Properties);
    }

    /// <summary>Documents that were only annotated go back to what they were, so that nothing untouched shows as changed.</summary>
    private static async Task<Solution> WithoutUntouchedAsync(Solution before, Solution after, CancellationToken cancellationToken)
    {
        foreach (var id in after.GetChanges(before).GetProjectChanges().SelectMany(p => p.GetChangedDocuments()).ToList())
        {
            var old = await before.GetDocument(id)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var now = await after.GetDocument(id)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            if (old.ContentEquals(now))
            {
                after = after.WithDocumentText(id, old);
            }
        }

        return after;
    }

    private sealed record Place(
        DocumentId DocumentId, SyntaxAnnotation Annotation, Diagnostic Diagnostic, DocumentId? DeclarationDocument, SyntaxAnnotation DeclarationAnnotation);
}
