using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>Where code changes entities: what a context that tracks them would save. What cannot be seen counts as a change where that is the careful answer.</summary>
internal static class EntityChanges
{
    /// <summary>So many members are read to find out; beyond that the answer is yes.</summary>
    private const int Most = 60;

    /// <summary>Is a property of an entity set, or an entity put into or taken out of a collection of another?</summary>
    public static bool AreDirectlyIn(SyntaxNode node, SemanticModel model, EntityTypes entities, CancellationToken cancellationToken) => node.DescendantNodes().Any(n => n switch
    {
        AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment => IsOfEntity(assignment.Left, model, entities, cancellationToken),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } prefix => IsOfEntity(prefix.Operand, model, entities, cancellationToken),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } postfix => IsOfEntity(postfix.Operand, model, entities, cancellationToken),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddRange" or "Remove" or "RemoveAll" or "RemoveAt" or "Clear" or "Insert", Expression: MemberAccessExpressionSyntax { Expression: var owner } } } =>
            entities.Includes(model.GetTypeInfo(owner, cancellationToken).Type),
        _ => false,
    } && !IsOfNew(n, model, cancellationToken));

    /// <summary>The same, and code of ours that is handed an entity or is a method of one.</summary>
    public static bool MayBeIn(SyntaxNode node, SemanticModel model, EntityTypes entities, CancellationToken cancellationToken) =>
        AreDirectlyIn(node, model, entities, cancellationToken) || Handed(node, model, entities, cancellationToken).Any();

    /// <summary>Does somebody to whom the method returns an entity change it, or hand it to somebody who does, or who cannot be seen?</summary>
    public static async Task<bool> AreInCallersAsync(Solution solution, IMethodSymbol method, EntityTypes entities, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { method };
        var returning = new Queue<ISymbol>();
        returning.Enqueue(method);
        while (returning.Count > 0)
        {
            foreach (var caller in await CallsBetween.CallersAsync(solution, returning.Dequeue(), cancellationToken).ConfigureAwait(false))
            {
                if (!seen.Add(caller))
                {
                    continue;
                }

                if (seen.Count > Most || await AreInAsync(solution, caller, entities, seen, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }

                if (caller is IMethodSymbol { ReturnType: var returned } && entities.IsIn(returned) || caller is IPropertySymbol { Type: var type } && entities.IsIn(type))
                {
                    returning.Enqueue(caller);
                }
            }
        }

        return false;
    }

    private static async Task<bool> AreInAsync(Solution solution, ISymbol member, EntityTypes entities, HashSet<ISymbol> seen, CancellationToken cancellationToken)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var node = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
            if (solution.GetDocument(node.SyntaxTree) is not { } document || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
                || AreDirectlyIn(node, model, entities, cancellationToken))
            {
                return true;
            }

            foreach (var callee in Handed(node, model, entities, cancellationToken).ToList())
            {
                var isSeen = callee is { IsAbstract: false, IsVirtual: false } and not { IsOverride: true };
                if (!isSeen || seen.Count > Most || seen.Add(callee) && await AreInAsync(solution, callee, entities, seen, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }
            }
        }

        return member.DeclaringSyntaxReferences.IsEmpty;
    }

    /// <summary>The methods of this solution that are handed an entity, or called on one.</summary>
    private static IEnumerable<IMethodSymbol> Handed(SyntaxNode node, SemanticModel model, EntityTypes entities, CancellationToken cancellationToken)
    {
        foreach (var call in node.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { MethodKind: not MethodKind.LocalFunction, DeclaringSyntaxReferences.IsEmpty: false } method
                && (call.ArgumentList.Arguments.Any(a => entities.IsIn(model.GetTypeInfo(a.Expression, cancellationToken).Type))
                    || call.Expression is MemberAccessExpressionSyntax member && entities.Includes(model.GetTypeInfo(member.Expression, cancellationToken).Type)))
            {
                yield return method;
            }
        }
    }

    private static bool IsOfEntity(ExpressionSyntax target, SemanticModel model, EntityTypes entities, CancellationToken cancellationToken) =>
        target is MemberAccessExpressionSyntax { Expression: var owner } && entities.Includes(model.GetTypeInfo(owner, cancellationToken).Type);

    /// <summary>Is what is changed a local that a <c>new</c> made in the same function?</summary>
    private static bool IsOfNew(SyntaxNode change, SemanticModel model, CancellationToken cancellationToken)
    {
        var target = change switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PrefixUnaryExpressionSyntax prefix => prefix.Operand,
            PostfixUnaryExpressionSyntax postfix => postfix.Operand,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var collection } } => collection,
            _ => null,
        };
        while (target is MemberAccessExpressionSyntax member)
        {
            target = member.Expression;
        }

        return target is IdentifierNameSyntax && model.GetSymbolInfo(target, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations }
            && declarations[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax };
    }
}
