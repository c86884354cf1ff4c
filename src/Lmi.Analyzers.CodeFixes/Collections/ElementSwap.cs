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
/// The dictionary is concurrent, the collections in it are not: changes its value type, every place that makes a value,
/// and every use of one.
/// </summary>
internal static class ElementSwap
{
    /// <summary>The kind of the collections in a concurrent dictionary; null for anything else.</summary>
    public static CollectionKind? KindOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "ConcurrentDictionary", TypeArguments: { Length: 2 } arguments } ? CollectionKind.Of(arguments[1]) : null;

    public static async Task<Solution?> ApplyAsync(Document document, ISymbol state, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (KindOf(CollectionSwap.StateType(state)) is not { } kind || state.DeclaringSyntaxReferences.Length != 1)
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

        foreach (var pair in names)
        {
            var current = solution.GetDocument(pair.Key)!;
            var root = (await current.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var model = (await current.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            var flow = new ElementFlow(model, kind, cancellationToken);
            if (!pair.Value.All(n => flow.Follow(new SwapUse(GuardedAccess.Whole(n)))) || !flow.Complete())
            {
                return null;
            }

            // Whether an element is emptied somewhere is not followed: take it that it is.
            var context = new SwapContext(model, flow.Uses, isEverReduced: true, cancellationToken);
            var types = flow.Types.Select(t => (Old: t, New: Creation.Type(t, kind))).ToList();
            if (flow.Creations.Distinct().Any(c => !Creation.Rewrite(context, c, kind)) || types.Any(t => t.New is null)
                || !SwapUses.Rewrite(context, kind) || (pair.Key == home.Id && !Declaration(context, declaration, kind)))
            {
                return null;
            }

            foreach (var type in types)
            {
                context.Replace(type.Old, _ => type.New!);
            }

            context.Namespaces.Add("System.Collections.Concurrent");
            solution = solution.WithDocumentSyntaxRoot(pair.Key, Usings.Add(context.Apply(root), model, context.Namespaces));
        }

        return solution;
    }

    private static bool Declaration(SwapContext context, SyntaxNode declaration, CollectionKind kind)
    {
        var (type, value) = declaration switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variables } declarator => (variables.Type, declarator.Initializer?.Value),
            PropertyDeclarationSyntax { ExpressionBody: null } property => (property.Type, property.Initializer?.Value),
            _ => (null, null),
        };
        if (type is null || (value is not null && (value is not BaseObjectCreationExpressionSyntax { Initializer: null } creation || (creation.ArgumentList?.Arguments.Any(IsSequence) ?? false))))
        {
            return false;
        }

        bool IsSequence(ArgumentSyntax argument) => context.Model.GetTypeInfo(argument.Expression, context.CancellationToken).Type is { } given
            && given.AllInterfaces.Any(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

        return (type.IsVar || Value(context, type, kind)) && (value is not ObjectCreationExpressionSyntax created || Value(context, created.Type, kind));
    }

    /// <summary>Edits the second type argument of the written dictionary type.</summary>
    private static bool Value(SwapContext context, TypeSyntax type, CollectionKind kind)
    {
        var generic = type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(g => g.TypeArgumentList.Arguments.Count == 2);
        if (generic is null || Creation.Type(generic.TypeArgumentList.Arguments[1], kind) is not { } concurrent)
        {
            return false;
        }

        context.Replace(generic.TypeArgumentList.Arguments[1], _ => concurrent);
        return true;
    }
}
