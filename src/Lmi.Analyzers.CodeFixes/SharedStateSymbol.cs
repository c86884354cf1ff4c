using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes;

/// <summary>The shared field, property, local or parameter that a diagnostic is about.</summary>
internal static class SharedStateSymbol
{
    /// <summary>
    /// Found by the documentation id that the diagnostic carries, else by its first additional location (locals and
    /// parameters have no documentation id). Null when the state has no source declaration in the solution.
    /// </summary>
    public static async Task<ISymbol?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Properties.ContainsKey(DiagnosticKeys.Place))
        {
            return null;
        }

        var solution = document.Project.Solution;
        // A captured parameter is named by its type, which is not the state.
        if (diagnostic.Properties.TryGetValue(DiagnosticKeys.State, out var id) && id is { Length: > 2 } && id[0] != 'T'
            && await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
            && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is { } and not INamedTypeSymbol and var named) // a parameter of a type has none
        {
            var source = await SymbolFinder.FindSourceDefinitionAsync(named, solution, cancellationToken).ConfigureAwait(false) ?? named;
            return source.DeclaringSyntaxReferences.IsEmpty ? null : source;
        }

        if (diagnostic.AdditionalLocations.FirstOrDefault() is not { IsInSource: true } declaration
            || DocumentOf(document, declaration) is not { } declaring)
        {
            return null;
        }

        var root = await declaring.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await declaring.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(declaration.SourceSpan))
        {
            return null;
        }

        var token = root.FindToken(declaration.SourceSpan.Start);
        return token.Parent is { } node ? model.GetDeclaredSymbol(node, cancellationToken) : null;
    }

    /// <summary>The document of a location, which may have been made from another snapshot of the same files.</summary>
    public static Document? DocumentOf(Document near, Location location)
    {
        var solution = near.Project.Solution;
        if (solution.GetDocument(location.SourceTree) is { } exact)
        {
            return exact;
        }

        var path = location.SourceTree?.FilePath;
        if (near.FilePath == path || string.IsNullOrEmpty(path))
        {
            return near;
        }

        return solution.GetDocumentIdsWithFilePath(path).Select(i => solution.GetDocument(i)).FirstOrDefault(d => d is not null);
    }
}
