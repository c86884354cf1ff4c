using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>Collects the changes that one repair makes to the documents of a solution, with the namespaces that they need.</summary>
internal sealed class StateEdits
{
    private readonly SolutionEditor _editor;
    private readonly Dictionary<DocumentId, SortedSet<string>> _imports = new();

    public StateEdits(Solution solution) => _editor = new SolutionEditor(solution);

    public async Task ReplaceAsync(DocumentId document, SyntaxNode node, Func<SyntaxNode, SyntaxNode> rewrite, CancellationToken cancellationToken) =>
        (await _editor.GetDocumentEditorAsync(document, cancellationToken).ConfigureAwait(false)).ReplaceNode(node, (current, _) => rewrite(current));

    public async Task RemoveAsync(DocumentId document, SyntaxNode node, CancellationToken cancellationToken) =>
        (await _editor.GetDocumentEditorAsync(document, cancellationToken).ConfigureAwait(false)).RemoveNode(node, SyntaxRemoveOptions.KeepUnbalancedDirectives);

    public async Task InsertBeforeAsync(DocumentId document, SyntaxNode node, SyntaxNode inserted, CancellationToken cancellationToken) =>
        (await _editor.GetDocumentEditorAsync(document, cancellationToken).ConfigureAwait(false)).InsertBefore(node, inserted);

    public async Task InsertAfterAsync(DocumentId document, SyntaxNode node, SyntaxNode inserted, CancellationToken cancellationToken) =>
        (await _editor.GetDocumentEditorAsync(document, cancellationToken).ConfigureAwait(false)).InsertAfter(node, inserted);

    /// <summary>How to write the type there: its bare name, with a using directive if it needs one, else its full name.</summary>
    public string TypeName(DocumentId document, SemanticModel model, int position, string containingNamespace, string name, int arity = 0)
    {
        var found = model.LookupNamespacesAndTypes(position, name: name).Where(s => s is not INamedTypeSymbol type || type.Arity == arity).ToList();
        if (found.Any(s => s.ContainingNamespace?.ToDisplayString() != containingNamespace || s.Kind != SymbolKind.NamedType))
        {
            return "global::" + containingNamespace + "." + name;
        }

        if (found.Count == 0)
        {
            if (!_imports.TryGetValue(document, out var namespaces))
            {
                _imports.Add(document, namespaces = new SortedSet<string>(StringComparer.Ordinal));
            }

            namespaces.Add(containingNamespace);
        }

        return name;
    }

    public async Task<Solution> ApplyAsync(CancellationToken cancellationToken)
    {
        var solution = _editor.GetChangedSolution();
        foreach (var document in _imports)
        {
            if (await solution.GetDocument(document.Key)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is CompilationUnitSyntax root)
            {
                solution = solution.WithDocumentSyntaxRoot(document.Key, document.Value.Aggregate(root, UsingDirectives.Add));
            }
        }

        return solution;
    }
}
