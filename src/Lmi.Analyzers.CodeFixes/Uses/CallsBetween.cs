using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>Whether one of several methods can come to another of them, or to itself, while it runs.</summary>
internal static class CallsBetween
{
    /// <summary>So many callers are looked at; beyond that the answer is yes.</summary>
    private const int Most = 100;

    /// <summary>Follows the mentions of each method upwards, those of the interface members that it implements as well. Costs a search for references for each caller.</summary>
    public static async Task<bool> AreAnyAsync(Solution solution, IReadOnlyCollection<ISymbol> methods, CancellationToken cancellationToken)
    {
        foreach (var method in methods)
        {
            var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            var queue = new Queue<ISymbol>();
            queue.Enqueue(method);
            while (queue.Count > 0)
            {
                foreach (var caller in await CallersAsync(solution, queue.Dequeue(), cancellationToken).ConfigureAwait(false))
                {
                    if (methods.Contains(caller, SymbolEqualityComparer.Default) || seen.Count == Most)
                    {
                        return true;
                    }

                    if (seen.Add(caller))
                    {
                        queue.Enqueue(caller);
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Does somebody hold a lock or a semaphore while one of the methods runs, or does one of them wait for another? Two that wait for each other's never end.</summary>
    public static async Task<bool> AreUnderLocksAsync(Solution solution, IReadOnlyCollection<ISymbol> methods, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(methods, SymbolEqualityComparer.Default);
        var queue = new Queue<ISymbol>(methods);
        while (queue.Count > 0)
        {
            var member = queue.Dequeue();
            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                if ((await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false)).DescendantNodes().OfType<SimpleNameSyntax>().Any(static n => n.Identifier.ValueText is "Wait" or "WaitAsync" or "WaitOne" or "Enter" or "TryEnter" or "EnterScope" or "EnterReadLock" or "EnterWriteLock"))
                {
                    return true;
                }
            }

            foreach (var (caller, isLocked) in await MentionsAsync(solution, member, cancellationToken).ConfigureAwait(false))
            {
                if (isLocked || seen.Count == Most)
                {
                    return true;
                }

                if (seen.Add(caller))
                {
                    queue.Enqueue(caller);
                }
            }
        }

        return false;
    }

    /// <summary>The members whose code mentions it.</summary>
    public static async Task<IReadOnlyCollection<ISymbol>> CallersAsync(Solution solution, ISymbol callee, CancellationToken cancellationToken) =>
        (await MentionsAsync(solution, callee, cancellationToken).ConfigureAwait(false)).Select(static m => m.Caller).ToImmutableHashSet(SymbolEqualityComparer.Default);

    private static async Task<List<(ISymbol Caller, bool IsLocked)>> MentionsAsync(Solution solution, ISymbol callee, CancellationToken cancellationToken)
    {
        var found = new List<(ISymbol, bool)>();
        foreach (var referenced in await SymbolFinder.FindReferencesAsync(callee, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var location in referenced.Locations.Where(static l => !l.IsImplicit))
            {
                if (await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
                    && MemberOf(model.GetEnclosingSymbol(location.Location.SourceSpan.Start, cancellationToken)) is { } caller)
                {
                    var isLocked = (await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(location.Location.SourceSpan).Ancestors().Any(static a => a is LockStatementSyntax);
                    found.Add((caller, isLocked));
                }
            }
        }

        return found;
    }

    /// <summary>The member around a lambda or local function; the property of an accessor.</summary>
    public static ISymbol? MemberOf(ISymbol? symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol switch
        {
            IMethodSymbol method => (method.AssociatedSymbol ?? method).OriginalDefinition,
            IPropertySymbol or IFieldSymbol => symbol.OriginalDefinition,
            _ => null,
        };
    }
}
