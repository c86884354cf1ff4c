using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>A value worked out from one entry: what it is when the key is missing, and what when it is there.</summary>
internal sealed class EntryRead
{
    private readonly Func<string, ExpressionSyntax> _existing;

    private EntryRead(ExpressionSyntax key, ExpressionSyntax? missing, string? name, Func<string, ExpressionSyntax> existing)
    {
        Key = key;
        Missing = missing;
        Name = name;
        _existing = existing;
    }

    public ExpressionSyntax Key { get; }

    /// <summary>The value without the key; null when reading would throw.</summary>
    public ExpressionSyntax? Missing { get; }

    /// <summary>The name that the source gives to the old value, if any.</summary>
    public string? Name { get; }

    public ExpressionSyntax Existing(string current) => _existing(current);

    /// <summary>The one read of an entry in an otherwise pure expression; null when there is none, or more than one.</summary>
    public static EntryRead? In(ExpressionSyntax expression, SwapContext context)
    {
        var uses = context.Open.Where(u => expression.Span.Contains(u.Whole.Span)).ToList();
        if (uses.Count is 0 or > 2)
        {
            return null;
        }

        var choice = uses[0].Whole.Ancestors().OfType<ConditionalExpressionSyntax>()
            .FirstOrDefault(c => expression.Span.Contains(c.Span) && c.Condition.Span.Contains(uses[0].Whole.Span));
        if (choice is not null)
        {
            return OfChoice(expression, choice, uses.Count == 2 ? uses[1] : null, context);
        }

        if (uses.Count != 1)
        {
            return null;
        }

        var use = uses[0];
        ExpressionSyntax region;
        ExpressionSyntax key;
        ExpressionSyntax? missing = null;
        if (use.Index is { ArgumentList.Arguments: { Count: 1 } arguments } index)
        {
            region = index;
            key = arguments[0].Expression;
        }
        else if (use is { Member: "GetValueOrDefault", IsConditional: false, Call: { } call } && DictionaryWrite.Positional(use))
        {
            region = call;
            key = use.Argument(0)!;
            missing = use.Argument(1) ?? DefaultOf(use, context);
            if (missing is null || (use.Argument(1) is { } given && !IsPure(given, context)))
            {
                return null;
            }
        }
        else
        {
            return null;
        }

        return IsPure(key, context) && Purity.IsPure(expression, context.Model, context.CancellationToken, region)
            ? new EntryRead(key, missing is null ? null : Folded(Put(expression, region, missing)), null, current => Put(expression, region, SyntaxFactory.IdentifierName(current)))
            : null;
    }

    /// <summary>What <c>TryGetValue</c> leaves in its variable: the value, or the default of its type.</summary>
    public static EntryRead? OfDefault(SwapUse use, ExpressionSyntax key, SwapContext context) =>
        DefaultOf(use, context) is { } missing
            ? new EntryRead(key, missing, (use.Argument(1) as DeclarationExpressionSyntax)?.Designation.ToString(), current => SyntaxFactory.IdentifierName(current))
            : null;

    private static EntryRead? OfChoice(ExpressionSyntax expression, ConditionalExpressionSyntax choice, SwapUse? second, SwapContext context)
    {
        if (EntryCheck.Of(choice.Condition, context) is not { } check || !Purity.IsPure(expression, context.Model, context.CancellationToken, choice) || !IsPure(check.Key, context))
        {
            return null;
        }

        var there = check.IsNegated ? choice.WhenFalse : choice.WhenTrue;
        var missing = check.IsNegated ? choice.WhenTrue : choice.WhenFalse;
        if (!IsPure(there, context) || !IsPure(missing, context) || context.HasUses(missing))
        {
            return null;
        }

        if (check.Found is { } found)
        {
            return second is null && !ReadModifyWrite.IsUsedOutside(found, context, expression)
                ? new EntryRead(check.Key, Put(expression, choice, missing), found.Identifier.ValueText, current => Put(expression, choice, Substitute(there, found.Identifier.ValueText, SyntaxFactory.IdentifierName(current))))
                : null;
        }

        if (check.Target is not null || second?.Index is not { ArgumentList.Arguments: { Count: 1 } arguments } index
            || !there.Span.Contains(index.Span) || !Purity.AreSame(arguments[0].Expression, check.Key))
        {
            return null;
        }

        return new EntryRead(check.Key, Put(expression, choice, missing), null, current => Put(expression, choice, Put(there, index, SyntaxFactory.IdentifierName(current))));
    }

    /// <summary>The expression with every mention of a local replaced.</summary>
    public static ExpressionSyntax Substitute(ExpressionSyntax expression, string local, ExpressionSyntax replacement)
    {
        bool Is(SyntaxNode node) => node is IdentifierNameSyntax name && name.Identifier.ValueText == local
            && !(name.Parent is MemberAccessExpressionSyntax member && member.Name == name) && name.Parent is not NameColonSyntax;
        return Is(expression)
            ? replacement
            : expression.ReplaceNodes(expression.DescendantNodes().Where(Is), (name, _) => Fit(replacement, name).WithTriviaFrom(name));
    }

    /// <summary><c>0 + x</c> is <c>x</c>, and a sum of two small literals is written out.</summary>
    public static ExpressionSyntax Folded(ExpressionSyntax expression)
    {
        if (expression is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum)
        {
            return expression;
        }

        if (Number(sum.Left) is { } left && Number(sum.Right) is { } right)
        {
            return SyntaxFactory.ParseExpression((left + right).ToString(CultureInfo.InvariantCulture));
        }

        return Number(sum.Left) == 0 ? sum.Right.WithoutTrivia() : Number(sum.Right) == 0 ? sum.Left.WithoutTrivia() : expression;
    }

    private static int? Number(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token.Value: int number } && number < 1_000_000 ? number : null;

    private static ExpressionSyntax Put(ExpressionSyntax whole, ExpressionSyntax part, ExpressionSyntax replacement)
    {
        if (whole == part)
        {
            return replacement.WithoutTrivia();
        }

        // The parentheses around the part have done their work when a name or a literal takes its place.
        while (part.Parent is ParenthesizedExpressionSyntax parenthesized && part != whole && replacement is SimpleNameSyntax or LiteralExpressionSyntax)
        {
            part = parenthesized;
            if (part == whole)
            {
                return replacement.WithoutTrivia();
            }
        }

        return whole.ReplaceNode(part, Fit(replacement.WithoutTrivia(), part).WithTriviaFrom(part)).WithoutTrivia();
    }

    private static ExpressionSyntax Fit(ExpressionSyntax replacement, SyntaxNode place) =>
        replacement is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax && place.Parent is BinaryExpressionSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(replacement.WithoutTrivia())
            : replacement;

    /// <summary>The default of the value type as source would have it; null where there is no short way to write it.</summary>
    private static ExpressionSyntax? DefaultOf(SwapUse use, SwapContext context)
    {
        var type = (context.Model.GetTypeInfo(use.Whole, context.CancellationToken).Type as INamedTypeSymbol)?.TypeArguments.ElementAtOrDefault(1);
        return type?.SpecialType switch
        {
            null => null,
            SpecialType.System_Boolean => SyntaxFactory.ParseExpression("false"),
            >= SpecialType.System_SByte and <= SpecialType.System_Double => SyntaxFactory.ParseExpression("0"),
            _ => null,
        };
    }

    private static bool IsPure(ExpressionSyntax expression, SwapContext context) => Purity.IsPure(expression, context.Model, context.CancellationToken);
}
