using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>Rewrites the places where a collection is made, and the types by which it is declared.</summary>
internal static class Creation
{
    /// <summary>The declared type with the concurrent type in place of the plain one; null when it is written in a way not followed here.</summary>
    public static TypeSyntax? Type(TypeSyntax old, CollectionKind kind)
    {
        switch (old)
        {
            case NullableTypeSyntax nullable:
                return Type(nullable.ElementType, kind) is { } element ? nullable.WithElementType(element) : null;
            case QualifiedNameSyntax { Right: GenericNameSyntax } qualified:
                return Type(qualified.Right, kind)?.WithTriviaFrom(old);
            case GenericNameSyntax generic when kind.Replaces.Contains(generic.Identifier.ValueText):
                var arguments = generic.TypeArgumentList;
                if (kind.ExtraTypeArgument is { } extra)
                {
                    arguments = arguments.WithArguments(SyntaxFactory.SeparatedList(
                        arguments.Arguments.Append(SyntaxFactory.ParseTypeName(extra)),
                        new[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }));
                }

                return SyntaxFactory.GenericName(SyntaxFactory.Identifier(kind.ConcurrentName), arguments).WithTriviaFrom(old);
            default:
                return null;
        }
    }

    /// <summary>Collects the edit that makes the expression create the concurrent collection; false when it cannot.</summary>
    public static bool Rewrite(SwapContext context, ExpressionSyntax expression, CollectionKind kind)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NullLiteralExpression) || literal.IsKind(SyntaxKind.DefaultLiteralExpression):
                return true;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                return Rewrite(context, suppressed.Operand, kind);
            case BaseObjectCreationExpressionSyntax creation:
                return Object(context, creation, kind);
            case CollectionExpressionSyntax collection:
                return Collection(context, collection, kind);
            case InvocationExpressionSyntax call when IsFreshCopy(context, call, kind) && !context.HasUses(call):
                var type = context.Model.GetTypeInfo(call, context.CancellationToken).Type as INamedTypeSymbol;
                if (type is null)
                {
                    return false;
                }

                context.Replace(call, rewritten => Template.Expression("new " + Name(type, kind, context, call) + "($0)", (ExpressionSyntax)rewritten).WithTriviaFrom(rewritten));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A copy that LINQ makes and nobody else holds: <c>items.ToDictionary(…)</c>, without a comparer that would be lost.</summary>
    private static bool IsFreshCopy(SwapContext context, InvocationExpressionSyntax call, CollectionKind kind) =>
        context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol { ContainingType: { Name: "Enumerable" } } method
        && method.Name == (kind is DictionaryKind ? "ToDictionary" : kind is ListKind ? "ToList" : string.Empty)
        && !method.Parameters.Any(p => p.Type.Name == "IEqualityComparer");

    private static bool Object(SwapContext context, BaseObjectCreationExpressionSyntax creation, CollectionKind kind)
    {
        var type = context.Model.GetTypeInfo(creation, context.CancellationToken).Type as INamedTypeSymbol;
        if (type is null || CollectionKind.Of(type) != kind || type.TypeKind != TypeKind.Class)
        {
            return false;
        }

        TypeSyntax? newType = null;
        if (creation is ObjectCreationExpressionSyntax { Type: var written } && (newType = Type(written, kind)) is null)
        {
            return false;
        }

        var given = (creation.ArgumentList?.Arguments ?? default).Select(a => (a.Expression, context.Model.GetTypeInfo(a.Expression, context.CancellationToken).Type)).ToImmutableArray();
        if (creation.ArgumentList?.Arguments.Any(a => a.NameColon is not null) == true
            || context.Uses.Any(u => creation.Span.Contains(u.Whole.Span))
            || kind.ConstructorArguments(given, context) is not { } arguments)
        {
            return false;
        }

        InitializerExpressionSyntax? initializer = null;
        if (creation.Initializer is { Expressions.Count: > 0 } old)
        {
            if (kind.Initializer(old, type.TypeArguments[0].ToMinimalDisplayString(context.Model, creation.SpanStart)) is not { } parts
                || (parts.Argument is not null && !arguments.IsEmpty))
            {
                return false;
            }

            initializer = parts.Initializer;
            arguments = parts.Argument is { } argument ? ImmutableArray.Create(argument) : arguments;
        }

        var same = arguments.SequenceEqual(given.Select(g => g.Expression));
        var list = same && creation.ArgumentList is not null && initializer is not null == creation.Initializer is { Expressions.Count: > 0 }
            ? creation.ArgumentList
            : creation.ArgumentList is null && arguments.IsEmpty && initializer is not null ? null
            : Arguments(arguments).WithTrailingTrivia(initializer is null ? default : creation.ArgumentList?.GetTrailingTrivia() ?? (creation as ObjectCreationExpressionSyntax)?.Type.GetTrailingTrivia() ?? default);
        context.Replace(creation, rewritten => (rewritten switch
        {
            ObjectCreationExpressionSyntax o => (SyntaxNode)o.WithType(list is null ? newType! : newType!.WithTrailingTrivia()).WithArgumentList(list).WithInitializer(initializer),
            ImplicitObjectCreationExpressionSyntax i => i.WithArgumentList(list!).WithInitializer(initializer),
            _ => rewritten,
        }).WithTriviaFrom(rewritten));
        return true;
    }

    private static bool Collection(SwapContext context, CollectionExpressionSyntax collection, CollectionKind kind)
    {
        if (collection.Elements.Count == 0)
        {
            context.Replace(collection, rewritten => SyntaxFactory.ParseExpression("new()").WithTriviaFrom(rewritten));
            return true;
        }

        if (collection.Elements.Any(e => e is not ExpressionElementSyntax)
            || context.Model.GetTypeInfo(collection, context.CancellationToken).ConvertedType is not INamedTypeSymbol { TypeArguments: { Length: > 0 } elements })
        {
            return false;
        }

        var values = collection.Elements.Cast<ExpressionElementSyntax>().Select(e => e.Expression);
        var initializer = SyntaxFactory.InitializerExpression(SyntaxKind.CollectionInitializerExpression, SyntaxFactory.SeparatedList(values));
        if (kind.Initializer(initializer, elements[0].ToMinimalDisplayString(context.Model, collection.SpanStart)) is not { } parts)
        {
            return false;
        }

        context.Replace(collection, rewritten => (parts.Argument is { } argument
            ? Template.Expression("new($0)", argument)
            : SyntaxFactory.ParseExpression("new() { " + string.Join(", ", parts.Initializer!.Expressions.Select(e => e.ToString())) + " }")).WithTriviaFrom(rewritten));
        return true;
    }

    private static ArgumentListSyntax Arguments(ImmutableArray<ExpressionSyntax> arguments) =>
        SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
            arguments.Select(a => SyntaxFactory.Argument(a.WithoutTrivia())),
            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), System.Math.Max(0, arguments.Length - 1))));

    private static string Name(INamedTypeSymbol type, CollectionKind kind, SwapContext context, SyntaxNode at) =>
        kind.ConcurrentName + "<" + string.Join(", ", type.TypeArguments.Select(t => t.ToMinimalDisplayString(context.Model, at.SpanStart))) + (kind.ExtraTypeArgument is { } extra ? ", " + extra : string.Empty) + ">";
}
