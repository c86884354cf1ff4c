using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>The calls of a member that list a directory. They find files without being told their paths: under new names too, and not any more when each is deleted in the loop that wrote it.</summary>
internal static class Listings
{
    /// <summary>Calls to a <c>Get…</c> or <c>Enumerate…</c> of a directory that give several.</summary>
    public static IEnumerable<InvocationExpressionSyntax> In(SyntaxNode scope, SemanticModel model, CancellationToken cancellationToken) =>
        scope.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => model.GetSymbolInfo(c, cancellationToken).Symbol is IMethodSymbol
        {
            ContainingType.Name: "Directory" or "DirectoryInfo" or "IDirectory" or "IDirectoryInfo",
            ReturnType: IArrayTypeSymbol or INamedTypeSymbol { Name: "IEnumerable", Arity: 1 },
        });

    /// <summary>May the node run several times in one run of the scope: in a loop, or in a function that somebody is handed?</summary>
    public static bool IsRepeated(SyntaxNode node, SyntaxNode scope) =>
        node.Ancestors().TakeWhile(n => n != scope).Any(static n => n is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax);
}
