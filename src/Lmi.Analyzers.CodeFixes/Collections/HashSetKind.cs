using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.CodeFixes.Collections.Compound;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary><c>HashSet</c> becomes the keys of a <c>ConcurrentDictionary</c> with a byte for a value.</summary>
internal sealed class HashSetKind : CollectionKind
{
    public override ImmutableArray<string> Replaces { get; } = ImmutableArray.Create("HashSet", "ISet");

    public override string ConcurrentName => "ConcurrentDictionary";

    public override string? ExtraTypeArgument => "byte";

    public override string? View => "Keys";

    public override ImmutableArray<SwapPattern> Patterns { get; } =
        ImmutableArray.Create<SwapPattern>(CheckThenAdd.Missing, CheckThenAdd.Leave, ClaimMember);

    public override bool Rewrite(SwapContext context, SwapUse use)
    {
        if (use.Access is null)
        {
            return !use.IsConditional && use.Index is null && BareUse.Rewrite(context, use, this);
        }

        switch (use.Member)
        {
            case "Count" or "Clear":
                return true;
            case "Contains" when use.Call is { ArgumentList.Arguments.Count: 1 }:
                DictionaryKind.Rename(context, use, "ContainsKey");
                return Unnamed(use);
            case "Add" when use.Call is { ArgumentList: { Arguments.Count: 1 } list }:
                context.Replace(list, rewritten => With((ArgumentListSyntax)rewritten, SyntaxFactory.Argument(SyntaxFactory.ParseExpression("0"))));
                DictionaryKind.Rename(context, use, "TryAdd");
                return Unnamed(use);
            case "Remove" when use.Call is { ArgumentList: { Arguments.Count: 1 } list }:
                context.Replace(list, rewritten => DictionaryKind.WithDiscard((ArgumentListSyntax)rewritten));
                DictionaryKind.Rename(context, use, "TryRemove");
                return Unnamed(use);
            case "UnionWith" when use is { IsConditional: false, IsRepeatable: true, IsStatement: true, Call: { Parent: StatementSyntax statement } call } && !context.HasUses(call.ArgumentList):
                AddEach(context, statement, use, "TryAdd", ", 0");
                return true;
            default:
                if (!DictionaryKind.IsLinq(context, use) || use.IsConditional)
                {
                    return false;
                }

                context.Replace(use.Receiver, rewritten => Template.Expression("$0.Keys", (ExpressionSyntax)rewritten).WithTriviaFrom(rewritten));
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

        return arguments.Length == 0 || (arguments.Length == 1 && IsComparer(arguments[0])) ? Values(arguments) : null;
    }

    public override CreationParts? Initializer(InitializerExpressionSyntax initializer, string elementType)
    {
        var entries = initializer.Expressions.Select(e =>
        {
            var entry = (AssignmentExpressionSyntax)Template.Expression("x[$0] = 0", e);
            return (ExpressionSyntax)entry.WithLeft(SyntaxFactory.ImplicitElementAccess(((ElementAccessExpressionSyntax)entry.Left).ArgumentList).WithTrailingTrivia(SyntaxFactory.Space)).WithTriviaFrom(e);
        });
        return new CreationParts(
            SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression, initializer.OpenBraceToken, SyntaxFactory.SeparatedList(entries, initializer.Expressions.GetSeparators()), initializer.CloseBraceToken),
            null);
    }

    /// <summary><c>UnionWith(items)</c>, <c>AddRange(items)</c>: each element is added on its own.</summary>
    public static void AddEach(SwapContext context, StatementSyntax statement, SwapUse use, string method, string rest)
    {
        var line = Lines.NewLine(statement.SyntaxTree.GetRoot(context.CancellationToken));
        var indent = Lines.IndentOf(statement);
        var item = context.Unique("item", statement);
        context.ReplaceStatement(statement, Template.Statement(
            "foreach (var " + item + " in $0)" + line + indent + "{" + line + indent + Lines.Unit(statement) + "$1." + method + "(" + item + rest + ");" + line + indent + "}",
            use.Argument(0)!, use.Whole));
    }

    /// <summary><c>if (s.Contains(x)) s.Remove(x);</c>.</summary>
    private static bool ClaimMember(SwapContext context, StatementSyntax statement) => CheckThenRemove.Claim(context, statement);

    private static bool Unnamed(SwapUse use) => DictionaryWrite.Positional(use);

    private static ArgumentListSyntax With(ArgumentListSyntax list, ArgumentSyntax second) =>
        list.WithArguments(SyntaxFactory.SeparatedList(new[] { list.Arguments[0], second }, new[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }));
}
