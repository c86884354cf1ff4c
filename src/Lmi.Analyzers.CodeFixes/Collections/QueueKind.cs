using System;
using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.CodeFixes.Collections.Compound;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary><c>Queue</c> becomes <c>ConcurrentQueue</c>, <c>Stack</c> becomes <c>ConcurrentStack</c>; taking needs a test first.</summary>
internal sealed class QueueKind : CollectionKind
{
    private readonly string _add;

    public QueueKind(string name, string concurrentName, string add, string take)
    {
        Replaces = ImmutableArray.Create(name);
        ConcurrentName = concurrentName;
        _add = add;
        var taking = new TakeWhenAny(take);
        var peeking = new TakeWhenAny("Peek");
        Patterns = ImmutableArray.Create<SwapPattern>(taking.Branch, taking.Leave, peeking.Branch, peeking.Leave);
        Expressions = ImmutableArray.Create<Action<SwapContext>>(taking.Choices, peeking.Choices);
    }

    public override ImmutableArray<string> Replaces { get; }

    public override string ConcurrentName { get; }

    public override ImmutableArray<SwapPattern> Patterns { get; }

    public override ImmutableArray<Action<SwapContext>> Expressions { get; }

    public override bool Rewrite(SwapContext context, SwapUse use)
    {
        if (use.Access is null)
        {
            return !use.IsConditional && use.Index is null && BareUse.Rewrite(context, use, this);
        }

        switch (use.Member)
        {
            case "Count" or "Clear" or "ToArray" or "TryDequeue" or "TryPop" or "TryPeek":
                return true;
            case "Contains" when !use.IsConditional:
                context.Namespaces.Add("System.Linq");
                return true;
            default:
                return use.Member == _add || DictionaryKind.IsLinq(context, use);
        }
    }

    public override ImmutableArray<ExpressionSyntax>? ConstructorArguments(ImmutableArray<(ExpressionSyntax Value, ITypeSymbol? Type)> arguments, SwapContext context) => arguments.Length switch
    {
        0 => Values(arguments),
        1 when IsInteger(arguments[0]) && Purity.IsPure(arguments[0].Value, context.Model, context.CancellationToken) => ImmutableArray<ExpressionSyntax>.Empty,
        1 when IsSequence(arguments[0]) => Values(arguments),
        _ => null,
    };

    public override CreationParts? Initializer(InitializerExpressionSyntax initializer, string elementType) => null;
}
