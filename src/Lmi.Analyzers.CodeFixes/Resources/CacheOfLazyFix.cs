using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Resources;

/// <summary>
/// Makes a <c>ConcurrentDictionary&lt;K, V&gt;</c> hold <c>Lazy&lt;V&gt;</c>: racing callers may each make a Lazy, which costs nothing, and all of them get the value of the one that was kept.
/// </summary>
internal static class CacheOfLazyFix
{
    /// <summary>Null when a use of the dictionary has no form for lazy values: a write, an enumeration, a dictionary that others see.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not (IFieldSymbol or IPropertySymbol) || request.State.DeclaredAccessibility != Accessibility.Private
            || await StateUses.FindAsync(request.Document.Project.Solution, request.State, cancellationToken).ConfigureAwait(false) is not { } uses
            || uses.Type is not INamedTypeSymbol { Name: "ConcurrentDictionary", TypeArguments: { Length: 2 } types })
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        if (!await DeclareAsync(uses, types[1], edits, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        foreach (var use in uses.All.Where(static u => u.Kind != StateUseKind.Named))
        {
            if (!await RewriteAsync(use, types[1], edits, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> DeclareAsync(StateUses uses, ITypeSymbol value, StateEdits edits, CancellationToken cancellationToken)
    {
        var (type, initializer, owner) = uses.Declaration switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } declaration } variable => (declaration.Type, variable.Initializer?.Value, (SyntaxNode)field),
            PropertyDeclarationSyntax property => (property.Type, property.Initializer?.Value, property),
            _ => (null, null, null!),
        };
        if (type is null || Generic(type) is not { } generic || initializer is null || uses.All.Any(static u => u.IsWrite))
        {
            return false;
        }

        var lazy = Lazy(uses.Home.Id, uses.HomeModel, generic.SpanStart, generic.TypeArgumentList.Arguments[1], edits);
        await edits.ReplaceAsync(uses.Home.Id, generic.TypeArgumentList.Arguments[1], current => lazy.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
        switch (initializer)
        {
            case ImplicitObjectCreationExpressionSyntax { Initializer: null } implicitly:
                return NoPairs(implicitly, uses.HomeModel, cancellationToken);
            case ObjectCreationExpressionSyntax { Initializer: null } creation when Generic(creation.Type) is { } created && NoPairs(creation, uses.HomeModel, cancellationToken):
                await edits.ReplaceAsync(uses.Home.Id, created.TypeArgumentList.Arguments[1], current => lazy.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Is the dictionary created empty: with capacities and comparers alone?</summary>
    private static bool NoPairs(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(creation, cancellationToken).Symbol is IMethodSymbol constructor && !constructor.Parameters.Any(static p => p.Name == "collection");

    private static GenericNameSyntax? Generic(TypeSyntax type) => type switch
    {
        GenericNameSyntax { TypeArgumentList.Arguments.Count: 2 } generic => generic,
        QualifiedNameSyntax { Right: GenericNameSyntax { TypeArgumentList.Arguments.Count: 2 } generic } => generic,
        _ => null,
    };

    private static TypeSyntax Lazy(DocumentId document, SemanticModel model, int position, TypeSyntax value, StateEdits edits) =>
        SyntaxFactory.ParseTypeName(edits.TypeName(document, model, position, "System", "Lazy", 1) + "<" + value.WithoutTrivia() + ">");

    private static async Task<bool> RewriteAsync(StateUse use, ITypeSymbol value, StateEdits edits, CancellationToken cancellationToken)
    {
        if (use.Outer.Parent is not MemberAccessExpressionSyntax member || member.Expression != use.Outer)
        {
            if (use.Outer.Parent is ElementAccessExpressionSyntax element && element.Expression == use.Outer && element.Parent is not AssignmentExpressionSyntax { Left: var left } || use.Outer.Parent is ElementAccessExpressionSyntax indexed && indexed.Parent is AssignmentExpressionSyntax { Right: var right } && right == indexed)
            {
                var read = (ElementAccessExpressionSyntax)use.Outer.Parent;
                await edits.ReplaceAsync(use.DocumentId, read, static current => WithValue((ExpressionSyntax)current), cancellationToken).ConfigureAwait(false);
                return true;
            }

            return false;
        }

        if (member.Name.Identifier.ValueText is "Count" or "IsEmpty" or "Keys" or "Comparer")
        {
            return true;
        }

        if (member.Parent is not InvocationExpressionSyntax call)
        {
            return false;
        }

        switch (member.Name.Identifier.ValueText)
        {
            case "ContainsKey" or "Clear":
                return true;
            case "TryGetValue" or "TryRemove" when call.ArgumentList.Arguments.Count == 2:
                return await RewriteOutAsync(call.ArgumentList.Arguments[1], use, edits, cancellationToken).ConfigureAwait(false);
            case "GetOrAdd" when call.ArgumentList.Arguments.Count is 2 or 3 && call.ArgumentList.Arguments.All(static a => a.NameColon is null) && member.Name is IdentifierNameSyntax:
                var type = SyntaxFactory.ParseTypeName(value.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(use.Model, call.SpanStart));
                var lazy = Lazy(use.DocumentId, use.Model, call.SpanStart, type, edits);
                if (Factory(call.ArgumentList.Arguments, use.Model, lazy, call, cancellationToken) is not { } factory)
                {
                    return false;
                }

                await edits.ReplaceAsync(use.DocumentId, call.ArgumentList.Arguments[1].Expression, current => factory.WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
                await edits.ReplaceAsync(use.DocumentId, call, static current => WithValue((ExpressionSyntax)current), cancellationToken).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private static ExpressionSyntax WithValue(ExpressionSyntax expression) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, expression.WithoutTrailingTrivia(), SyntaxFactory.IdentifierName("Value")).WithTrailingTrivia(expression.GetTrailingTrivia());

    /// <summary><c>out _</c> stays; each mention of <c>out var x</c> becomes <c>x.Value</c>.</summary>
    private static async Task<bool> RewriteOutAsync(ArgumentSyntax argument, StateUse use, StateEdits edits, CancellationToken cancellationToken)
    {
        if (argument.Expression is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax })
        {
            return true;
        }

        if (argument.Expression is not DeclarationExpressionSyntax { Type.IsVar: true, Designation: SingleVariableDesignationSyntax designation } || use.Function is not { } function
            || use.Model.GetDeclaredSymbol(designation, cancellationToken) is not { } local)
        {
            return false;
        }

        foreach (var mention in function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(use.Model.GetSymbolInfo(n, cancellationToken).Symbol, local)))
        {
            if (mention.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mention || mention.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or IsPatternExpressionSyntax or BinaryExpressionSyntax or ConditionalAccessExpressionSyntax)
            {
                return false;
            }

            await edits.ReplaceAsync(use.DocumentId, mention, static current => WithValue((ExpressionSyntax)current), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary><c>k => new Lazy&lt;V&gt;(() => F(k))</c>; null where the factory is a delegate kept elsewhere, whose body is not to be seen.</summary>
    private static ExpressionSyntax? Factory(SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model, TypeSyntax lazy, InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        switch (arguments[1].Expression)
        {
            case LambdaExpressionSyntax lambda:
                var isAsync = lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                var inner = (ParenthesizedLambdaExpressionSyntax)SyntaxFactory.ParseExpression(isAsync ? "async () => x" : "() => x");
                inner = lambda.Block is { } block ? inner.WithExpressionBody(null).WithBlock(block) : inner.WithExpressionBody(lambda.ExpressionBody!.WithoutTrivia());
                var creation = SyntaxFactory.ObjectCreationExpression(
                    SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), lazy,
                    SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(inner))), null);
                var outer = lambda.Block is null ? (LambdaExpressionSyntax)lambda.WithExpressionBody(creation) : lambda.WithBlock(null).WithExpressionBody(creation);
                return isAsync ? WithoutAsync(outer) : outer;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when model.GetSymbolInfo(arguments[1].Expression, cancellationToken).Symbol is IMethodSymbol { Parameters.Length: var count }:
                var scope = Functions.Around(call) ?? call.SyntaxTree.GetRoot(cancellationToken);
                var names = new List<string> { Names.ForLocal("key", model, call.SpanStart, scope) };
                if (count == 2)
                {
                    names.Add(Names.ForLocal("argument", model, call.SpanStart, scope));
                }

                var list = string.Join(", ", names);
                return SyntaxFactory.ParseExpression((count == 1 ? list : "(" + list + ")") + " => new " + lazy + "(() => " + arguments[1].Expression.WithoutTrivia() + "(" + list + "))");
            default:
                return null;
        }
    }

    private static LambdaExpressionSyntax WithoutAsync(LambdaExpressionSyntax lambda)
    {
        var leading = lambda.GetLeadingTrivia();
        LambdaExpressionSyntax plain = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.WithModifiers(SyntaxFactory.TokenList(simple.Modifiers.Where(static m => !m.IsKind(SyntaxKind.AsyncKeyword)))),
            ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.WithModifiers(SyntaxFactory.TokenList(parenthesized.Modifiers.Where(static m => !m.IsKind(SyntaxKind.AsyncKeyword)))),
            _ => lambda,
        };
        return plain.WithLeadingTrivia(leading);
    }
}
