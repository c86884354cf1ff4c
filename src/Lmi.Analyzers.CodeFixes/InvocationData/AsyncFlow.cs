using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.InvocationData;

/// <summary>
/// Whether what is written to an <c>AsyncLocal</c> reaches every reader. A value flows down into calls and awaited work,
/// and up only to callers that are not asynchronous: an async method undoes it when it returns.
/// </summary>
internal sealed class AsyncFlow
{
    /// <summary>Functions that are followed up and down; beyond it the answer is no.</summary>
    private const int MostFunctions = 200;

    private readonly Solution _solution;
    private readonly Dictionary<SyntaxNode, List<(SyntaxNode Function, bool IsDirect)>> _callers = new();

    private AsyncFlow(Solution solution) => _solution = solution;

    /// <summary>False also when the call graph is too large, or a reader is connected to no writer.</summary>
    public static async Task<bool> ReachesAsync(Solution solution, IEnumerable<StateUse> writes, IEnumerable<StateUse> reads, CancellationToken cancellationToken)
    {
        var flow = new AsyncFlow(solution);
        var readers = reads.Select(static r => r.Function).Distinct().ToList();
        foreach (var writer in writes.Select(static w => w.Function).Distinct())
        {
            if (writer is null || readers.Contains(null))
            {
                return false;
            }

            // Everything in which the value is seen: the writer, and what calls it, up to the first asynchronous function.
            if (await flow.UpAsync(writer, EndsFlow, true, cancellationToken).ConfigureAwait(false) is not { } sees
                || await flow.UpAsync(writer, static _ => false, false, cancellationToken).ConfigureAwait(false) is not { } callers)
            {
                return false;
            }

            foreach (var reader in readers)
            {
                if (await flow.UpAsync(reader!, sees.Contains, false, cancellationToken).ConfigureAwait(false) is not { } readPath
                    || !readPath.Overlaps(sees) && !sees.Any(CallsUnknown)
                    || readPath.Any(f => !sees.Contains(f) && callers.Contains(f)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// The function and everything that calls it, not going beyond those that end the search; <paramref name="directly"/>
    /// leaves out those that only make a delegate of it, which may run elsewhere.
    /// </summary>
    private async Task<HashSet<SyntaxNode>?> UpAsync(SyntaxNode function, System.Func<SyntaxNode, bool> ends, bool directly, CancellationToken cancellationToken)
    {
        var found = new HashSet<SyntaxNode> { function };
        var todo = new Queue<SyntaxNode>(found);
        while (todo.Count > 0)
        {
            var next = todo.Dequeue();
            if (ends(next))
            {
                continue;
            }

            foreach (var (caller, isDirect) in await CallersAsync(next, cancellationToken).ConfigureAwait(false))
            {
                if ((isDirect || !directly) && found.Add(caller))
                {
                    todo.Enqueue(caller);
                }
            }

            if (found.Count > MostFunctions)
            {
                return null;
            }
        }

        return found;
    }

    private async Task<List<(SyntaxNode Function, bool IsDirect)>> CallersAsync(SyntaxNode function, CancellationToken cancellationToken)
    {
        if (_callers.TryGetValue(function, out var known))
        {
            return known;
        }

        var callers = new List<(SyntaxNode, bool)>();
        _callers.Add(function, callers);
        if (function is AnonymousFunctionExpressionSyntax)
        {
            if (Functions.Around(function) is { } around)
            {
                callers.Add((around, true));
            }

            return callers;
        }

        if (_solution.GetDocument(function.SyntaxTree) is not { } document
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || Functions.Symbol(function, model, cancellationToken) is not { } symbol)
        {
            return callers;
        }

        ISymbol searched = symbol.AssociatedSymbol ?? symbol;
        foreach (var location in (await SymbolFinder.FindReferencesAsync(searched, _solution, cancellationToken).ConfigureAwait(false)).SelectMany(static r => r.Locations))
        {
            var root = await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var node = root!.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Functions.Around(node) is { } caller && caller != function)
            {
                callers.Add((caller, searched is not IMethodSymbol || IsCalled(node)));
            }
        }

        return callers;
    }

    private static bool IsCalled(SyntaxNode name)
    {
        var called = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return called is not ExpressionSyntax || called.Parent is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax;
    }

    /// <summary>Does the function keep what it writes from its caller: because it is asynchronous, or runs elsewhere?</summary>
    private static bool EndsFlow(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => Functions.IsAsync(function),
        AnonymousFunctionExpressionSyntax lambda => Functions.IsAsync(lambda) || RunsElsewhere(lambda),
        _ => false,
    };

    private static bool RunsElsewhere(AnonymousFunctionExpressionSyntax lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } }
            ? called.Name.Identifier.ValueText is "Run" or "StartNew" or "ContinueWith" or "For" or "ForEach" or "ForEachAsync" or "Invoke" or "QueueUserWorkItem" or "Start" or "Register"
            : lambda.Parent is not ArgumentSyntax;

    /// <summary>Does it hand on to the rest of a pipeline, whose code calls nobody by name?</summary>
    private static bool CallsUnknown(SyntaxNode function) =>
        function.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static i => i.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText.TrimStart('_') == "next",
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Expression: IdentifierNameSyntax receiver } => receiver.Identifier.ValueText.TrimStart('_') == "next",
            MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } => true,
            _ => false,
        });
}
