using System;
using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.CodeFixes.Collections.Compound;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary><c>Dictionary</c> becomes <c>ConcurrentDictionary</c>.</summary>
internal sealed class DictionaryKind : CollectionKind
{
    /// <summary>LINQ methods that take one element after the other. The others may copy by <c>Count</c> first, which races with an add.</summary>
    private static readonly ImmutableHashSet<string> Streaming = ImmutableHashSet.Create(
        "Select", "Where", "Any", "All", "First", "FirstOrDefault", "Sum", "Max", "Min", "Average", "Aggregate", "ToDictionary", "SelectMany", "Count", "LongCount", "MaxBy", "MinBy", "GroupBy", "ToLookup");

    public override ImmutableArray<string> Replaces { get; } = ImmutableArray.Create("Dictionary", "IDictionary");

    public override string ConcurrentName => "ConcurrentDictionary";

    public override ImmutableArray<SwapPattern> Patterns { get; } = ImmutableArray.Create<SwapPattern>(
        ReadThenWrite.Sequence, ReadModifyWrite.Branches, FillOnMiss.Branch, FillOnMiss.Return, CheckThenAdd.Missing, CheckThenAdd.Leave,
        CheckThenRemove.Claim);

    public override ImmutableArray<Action<SwapContext>> Expressions { get; } = ImmutableArray.Create<Action<SwapContext>>(ReadModifyWrite.Expressions);

    public override bool Rewrite(SwapContext context, SwapUse use)
    {
        if (use.Index is { } index)
        {
            return index.Parent switch
            {
                AssignmentExpressionSyntax assignment when assignment.Left == index => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
                PrefixUnaryExpressionSyntax prefix => !prefix.IsKind(SyntaxKind.PreIncrementExpression) && !prefix.IsKind(SyntaxKind.PreDecrementExpression),
                PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
                _ => true,
            };
        }

        if (use.Access is null)
        {
            return !use.IsConditional && BareUse.Rewrite(context, use, this);
        }

        switch (use.Member)
        {
            case "ContainsKey" or "TryGetValue" or "Count" or "Keys" or "Values" or "GetValueOrDefault" or "Clear":
                return true;
            case "TryAdd":
                return !use.IsConditional;
            case "Remove" when use.Call is { ArgumentList.Arguments: { Count: 1 or 2 } arguments } call:
                if (arguments.Count == 1)
                {
                    context.Replace(call.ArgumentList, rewritten => WithDiscard((ArgumentListSyntax)rewritten));
                }

                Rename(context, use, "TryRemove");
                return true;
            case "Add" when use is { IsConditional: false, Call: { } add }:
                return Add(context, use, add);
            case "ContainsValue" when use is { IsConditional: false, Call: { } call }:
                context.Namespaces.Add("System.Linq");
                context.Replace(call, rewritten => Template.Expression("$0.Values.Contains($1)", use.Receiver, ((InvocationExpressionSyntax)rewritten).ArgumentList.Arguments[0].Expression).WithTriviaFrom(rewritten));
                return true;
            default:
                if (!IsLinq(context, use))
                {
                    return false;
                }

                if (!Streaming.Contains(use.Member) && use.Member != "ToArray")
                {
                    context.Replace(use.Receiver, rewritten => Template.Expression("$0.ToArray()", (ExpressionSyntax)rewritten).WithTriviaFrom(rewritten));
                }

                return true;
        }
    }

    public override ImmutableArray<ExpressionSyntax>? ConstructorArguments(ImmutableArray<(ExpressionSyntax Value, ITypeSymbol? Type)> arguments, SwapContext context)
    {
        if (arguments.Length > 0 && IsInteger(arguments[0]) && (arguments.Length == 1 || (arguments.Length == 2 && IsComparer(arguments[1]))))
        {
            context.Namespaces.Add("System");
            return Values(arguments).Insert(0, SyntaxFactory.ParseExpression("Environment.ProcessorCount"));
        }

        return arguments.Length switch
        {
            0 => Values(arguments),
            1 when IsComparer(arguments[0]) || IsSequence(arguments[0]) => Values(arguments),
            2 when IsSequence(arguments[0]) && IsComparer(arguments[1]) => Values(arguments),
            _ => null,
        };
    }

    public override CreationParts? Initializer(InitializerExpressionSyntax initializer, string elementType)
    {
        if (initializer.Expressions.All(e => e is AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax }))
        {
            return new CreationParts(initializer, null);
        }

        if (!initializer.Expressions.All(e => e is InitializerExpressionSyntax { Expressions.Count: 2 }))
        {
            return null;
        }

        var entries = initializer.Expressions.Cast<InitializerExpressionSyntax>().Select(e =>
            (ExpressionSyntax)Template.Expression("x[$0] = $1", e.Expressions[0], e.Expressions[1])).Cast<AssignmentExpressionSyntax>()
            .Zip(initializer.Expressions, (entry, old) => (ExpressionSyntax)entry
                .WithLeft(SyntaxFactory.ImplicitElementAccess(((ElementAccessExpressionSyntax)entry.Left).ArgumentList).WithTrailingTrivia(SyntaxFactory.Space)).WithTriviaFrom(old));
        return new CreationParts(
            SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression, initializer.OpenBraceToken, SyntaxFactory.SeparatedList(entries, initializer.Expressions.GetSeparators()), initializer.CloseBraceToken),
            null);
    }

    public static void Rename(SwapContext context, SwapUse use, string name) =>
        context.Replace(use.MemberName!, rewritten => SyntaxFactory.IdentifierName(name).WithTriviaFrom(rewritten));

    public static bool IsLinq(SwapContext context, SwapUse use) =>
        use.Call is { } call && context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol { ContainingType: { Name: "Enumerable" } type }
        && type.ContainingNamespace.ToDisplayString() == "System.Linq";

    /// <summary><c>Add</c> throws when the key is there; so does what takes its place.</summary>
    private static bool Add(SwapContext context, SwapUse use, InvocationExpressionSyntax add)
    {
        if (use.IsRepeatable && add.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement)
        {
            context.Namespaces.Add("System");
            context.Replace(statement, rewritten =>
            {
                var call = (InvocationExpressionSyntax)((ExpressionStatementSyntax)rewritten).Expression;
                var line = Lines.NewLine(statement.SyntaxTree.GetRoot(context.CancellationToken));
                var indent = Lines.IndentOf(statement);
                var tryAdd = call.WithExpression(((MemberAccessExpressionSyntax)call.Expression).WithName(SyntaxFactory.IdentifierName("TryAdd")));
                return Template.Statement(
                    "if (!$0)" + line + indent + "{" + line + indent + Lines.Unit(statement)
                    + "throw new ArgumentException(\"An item with the same key has already been added.\");" + line + indent + "}", tryAdd).WithTriviaFrom(rewritten);
            });
            return true;
        }

        if (context.Model.GetTypeInfo(use.Whole, context.CancellationToken).Type is not INamedTypeSymbol { TypeArguments: { Length: 2 } types })
        {
            return false;
        }

        var dictionary = "IDictionary<" + string.Join(", ", types.Select(t => t.ToMinimalDisplayString(context.Model, add.SpanStart))) + ">";
        context.Namespaces.Add("System.Collections.Generic");
        context.Replace(use.Receiver, rewritten => SyntaxFactory.ParenthesizedExpression(
            SyntaxFactory.CastExpression(SyntaxFactory.ParseTypeName(dictionary), ((ExpressionSyntax)rewritten).WithoutTrivia())).WithTriviaFrom(rewritten));
        return true;
    }

    public static ArgumentListSyntax WithDiscard(ArgumentListSyntax list) =>
        list.WithArguments(SyntaxFactory.SeparatedList(
            new[] { list.Arguments[0], SyntaxFactory.Argument(null, SyntaxFactory.Token(SyntaxKind.OutKeyword).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.ParseExpression("_")) },
            new[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }));
}
