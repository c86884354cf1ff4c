using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>
/// Swaps the concurrent collection in for a shared plain one and rewrites every use of it in the solution. What belongs
/// together stays atomic: a check with its act, a read with its write. One use that cannot keep its meaning, and the
/// swap is not offered.
/// </summary>
internal static class CollectionSwap
{
    /// <summary>The name of the concurrent type for a collection; null when there is none.</summary>
    public static string? TargetOf(ITypeSymbol? type) => CollectionKind.Of(type)?.ConcurrentName;

    public static async Task<Solution?> ApplyAsync(Document document, ISymbol state, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (StateType(state) is not INamedTypeSymbol type || CollectionKind.Of(type) is not { } kind || (kind is not DictionaryKind && type.TypeArguments.Any(t => CollectionKind.Of(t) is not null))
            || state.DeclaringSyntaxReferences.Length != 1 || state is IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 } or IPropertySymbol { IsOverride: true } or IPropertySymbol { IsVirtual: true } or IPropertySymbol { IsAbstract: true })
        {
            return null;
        }

        var declaration = await state.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        if (solution.GetDocument(declaration.SyntaxTree) is not { } home)
        {
            return null;
        }

        var names = await GuardedAccess.FindAsync(solution, state, cancellationToken).ConfigureAwait(false);
        if (!names.ContainsKey(home.Id))
        {
            names.Add(home.Id, new List<SimpleNameSyntax>());
        }

        var declarationMark = new SyntaxAnnotation();
        var reduced = names.Values.SelectMany(v => v).Select(n => new SwapUse(GuardedAccess.Whole(n))).Any(IsReduction);
        foreach (var pair in names)
        {
            var current = solution.GetDocument(pair.Key)!;
            var root = (await current.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var model = (await current.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            var context = new SwapContext(model, pair.Value.Select(n => new SwapUse(GuardedAccess.Whole(n))).ToList(), reduced, cancellationToken);
            if (context.Uses.Any(u => u.Whole.Ancestors().Any(a => a is LockStatementSyntax)) || !SwapUses.Rewrite(context, kind)
                || (pair.Key == home.Id && !Declaration(context, declaration, declarationMark, kind)))
            {
                return null;
            }

            if (pair.Key == home.Id || root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Any(context.IsTaken))
            {
                context.Namespaces.Add("System.Collections.Concurrent");
            }

            solution = solution.WithDocumentSyntaxRoot(pair.Key, Usings.Add(context.Apply(root), model, context.Namespaces));
        }

        return kind is DictionaryKind && CollectionKind.Of(type.TypeArguments[1]) is not null
            ? await WithElementsAsync(solution.GetDocument(home.Id)!, declarationMark, cancellationToken).ConfigureAwait(false)
            : solution;
    }

    /// <summary>A dictionary of collections is only safe when the collections in it are.</summary>
    private static async Task<Solution?> WithElementsAsync(Document home, SyntaxAnnotation declarationMark, CancellationToken cancellationToken)
    {
        var root = (await home.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var model = (await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        return root.GetAnnotatedTokens(declarationMark).FirstOrDefault().Parent is { } declaration && model.GetDeclaredSymbol(declaration, cancellationToken) is { } state
            ? await ElementSwap.ApplyAsync(home, state, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public static ITypeSymbol? StateType(ISymbol state) => state switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        ILocalSymbol local => local.Type,
        _ => null,
    };

    /// <summary>Rewrites the declared type and the initializer.</summary>
    private static bool Declaration(SwapContext context, SyntaxNode declaration, SyntaxAnnotation mark, CollectionKind kind)
    {
        context.Mark(IdentifierOf(declaration), mark);
        var (type, value) = declaration switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variables } declarator => (variables.Type, declarator.Initializer?.Value),
            PropertyDeclarationSyntax { ExpressionBody: null } property => (property.Type, property.Initializer?.Value),
            _ => (null, null),
        };
        if (type is null || (value is not null && !Creation.Rewrite(context, value, kind)))
        {
            return false;
        }

        if (type.IsVar)
        {
            return value is ObjectCreationExpressionSyntax;
        }

        if (Creation.Type(type, kind) is not { } concurrent)
        {
            return false;
        }

        context.Replace(type, _ => concurrent);
        return true;
    }

    private static SyntaxToken IdentifierOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax declarator => declarator.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        _ => default,
    };

    private static bool IsReduction(SwapUse use) =>
        use.Member is "Remove" or "Clear" or "RemoveWhere" or "ExceptWith" or "IntersectWith" || use.Receiver.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use.Receiver;
}
