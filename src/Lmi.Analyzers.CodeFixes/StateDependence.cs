using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes;

/// <summary>
/// Whether an operation on a shared state hangs on what was read from it before: the check and the act of a
/// check-then-act, the read and the write of a read-modify-write. Follows locals and jumps inside one body, from syntax
/// and symbols alone; where it cannot tell, it answers that they belong together.
/// </summary>
internal static class StateDependence
{
    private static readonly ImmutableHashSet<string> Reads = ImmutableHashSet.Create(
        "Contains", "ContainsKey", "ContainsValue", "TryGetValue", "GetValueOrDefault", "Count", "LongCount", "Keys", "Values", "Any", "All",
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ToArray", "ToList", "ToDictionary", "ToHashSet", "Select",
        "Where", "OrderBy", "OrderByDescending", "Sum", "Min", "Max", "Average", "IndexOf", "Find", "FindAll", "FindIndex", "Exists", "Peek", "TryPeek",
        "Length", "IsEmpty", "Clone", "GetEnumerator", "BinarySearch", "Aggregate", "GroupBy", "SelectMany", "Take", "Skip", "Distinct", "Comparer",
        "TryGetNonEnumeratedCount", "AsEnumerable", "CopyTo", "TrueForAll", "GetRange", "SequenceEqual", "Reverse", "Zip", "Concat");

    /// <summary>True unless the access is known to change nothing. <paramref name="access"/> is the whole expression of the state.</summary>
    public static bool MayWrite(ExpressionSyntax access)
    {
        SyntaxNode node = access;
        while (node.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            || (node.Parent is ElementAccessExpressionSyntax element && element.Expression == node))
        {
            node = node.Parent;
        }

        var member = node.Parent switch
        {
            MemberAccessExpressionSyntax m when m.Expression == node => m.Name.Identifier.ValueText,
            ConditionalAccessExpressionSyntax { WhenNotNull: var then } c when c.Expression == node =>
                then.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault()?.Name.Identifier.ValueText,
            _ => null,
        };
        if (member is not null)
        {
            // In place on a list or an array, a copy as LINQ: only the statement form changes something.
            return !Reads.Contains(member) || (member == "Reverse" && node.Parent!.Parent?.Parent is ExpressionStatementSyntax);
        }

        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
            PostfixUnaryExpressionSyntax => true,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || node is not ElementAccessExpressionSyntax,
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    /// <summary>
    /// True when <paramref name="later"/> may be decided by the statements before it: they can leave the block, or a
    /// local that they set, directly or through the statements between, is mentioned in it.
    /// </summary>
    public static bool Decides(
        IReadOnlyList<StatementSyntax> block, int firstEarlier, int lastEarlier, StatementSyntax later, SemanticModel model, CancellationToken cancellationToken)
    {
        var tainted = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var i = firstEarlier; i < block.Count && block[i] != later; i++)
        {
            if (i <= lastEarlier && Jumps(block[i]))
            {
                return true;
            }

            if (i <= lastEarlier || Mentions(block[i], tainted, model, cancellationToken))
            {
                tainted.UnionWith(LocalsSet(block[i], model, cancellationToken));
            }
        }

        return Mentions(later, tainted, model, cancellationToken);
    }

    /// <summary>Locals and parameters that are declared with a value or assigned somewhere in the node.</summary>
    public static IEnumerable<ISymbol> LocalsSet(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var inner in node.DescendantNodesAndSelf())
        {
            var symbol = inner switch
            {
                VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax => model.GetDeclaredSymbol(inner, cancellationToken),
                IdentifierNameSyntax name when IsTarget(name) => model.GetSymbolInfo(name, cancellationToken).Symbol,
                _ => null,
            };
            if (symbol is ILocalSymbol or IParameterSymbol)
            {
                yield return symbol;
            }
        }
    }

    public static bool Mentions(SyntaxNode node, ISet<ISymbol> symbols, SemanticModel model, CancellationToken cancellationToken) =>
        symbols.Count > 0
        && node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(n => model.GetSymbolInfo(n, cancellationToken).Symbol is { } symbol && symbols.Contains(symbol));

    /// <summary>True when the statement can leave the block that it stands in: <c>return</c>, <c>throw</c>, <c>break</c>, <c>continue</c>, <c>goto</c>.</summary>
    public static bool Jumps(SyntaxNode statement) =>
        statement.DescendantNodesAndSelf(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(n => n is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax);

    private static bool IsTarget(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } member => member.Expression == name,
        _ => false,
    };
}
