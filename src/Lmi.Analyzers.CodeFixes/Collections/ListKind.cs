using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.CodeFixes.Collections.Compound;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>A <c>List</c> that is only appended to and enumerated becomes a <c>ConcurrentQueue</c>, which keeps the order.</summary>
internal sealed class ListKind : CollectionKind
{
    public override ImmutableArray<string> Replaces { get; } = ImmutableArray.Create("List", "IList", "ICollection");

    public override string ConcurrentName => "ConcurrentQueue";

    public override ImmutableArray<SwapPattern> Patterns => ImmutableArray<SwapPattern>.Empty;

    public override bool Rewrite(SwapContext context, SwapUse use)
    {
        if (use.Access is null)
        {
            return !use.IsConditional && use.Index is null && BareUse.Rewrite(context, use, this);
        }

        switch (use.Member)
        {
            case "Count" or "Clear" or "ToArray":
                return true;
            case "Add" when use.Call is not null:
                DictionaryKind.Rename(context, use, "Enqueue");
                return use.Call.ArgumentList.Arguments.All(a => a.NameColon is null);
            case "Contains" when use.Call is not null && !use.IsConditional:
                context.Namespaces.Add("System.Linq");
                return true;
            case "AddRange" when use is { IsConditional: false, IsRepeatable: true, IsStatement: true, Call: { Parent: StatementSyntax statement } call } && !context.HasUses(call.ArgumentList):
                HashSetKind.AddEach(context, statement, use, "Enqueue", string.Empty);
                return true;
            default:
                return DictionaryKind.IsLinq(context, use);
        }
    }

    public override ImmutableArray<ExpressionSyntax>? ConstructorArguments(ImmutableArray<(ExpressionSyntax Value, ITypeSymbol? Type)> arguments, SwapContext context) => arguments.Length switch
    {
        0 => Values(arguments),
        // A queue grows by segments: a first capacity means nothing to it.
        1 when IsInteger(arguments[0]) && Purity.IsPure(arguments[0].Value, context.Model, context.CancellationToken) => ImmutableArray<ExpressionSyntax>.Empty,
        1 when IsSequence(arguments[0]) => Values(arguments),
        _ => null,
    };

    public override CreationParts? Initializer(InitializerExpressionSyntax initializer, string elementType) =>
        initializer.Expressions.Any(e => e is InitializerExpressionSyntax or AssignmentExpressionSyntax)
            ? null
            : new CreationParts(null, SyntaxFactory.ParseExpression("new " + elementType + "[] { " + string.Join(", ", initializer.Expressions.Select(e => e.ToString())) + " }"));
}
