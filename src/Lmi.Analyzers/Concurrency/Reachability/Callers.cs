using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>Answers who may call a body. Each answer is computed once per compilation, from the members that mention the callee's name.</summary>
internal sealed class Callers(ProgramSymbols symbols, ProgramSummaries summaries, Func<Registrations> registrations)
{
    private readonly KeptDelegates _kept = new(symbols, summaries);
    private readonly Implementations _implementations = new(symbols, summaries, registrations);
    private readonly ConcurrentDictionary<string, IReadOnlyList<(BodySummary Body, CallSite Call)>> _ofBody = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, List<(BodySummary Body, CallSite Call)>>> _byName = new(StringComparer.Ordinal);

    private Runners? _runners;

    private readonly SilentHeirs _heirs = new(symbols);

    /// <summary>The classes whose building runs a constructor of this type without a word.</summary>
    public IEnumerable<INamedTypeSymbol> SilentHeirsOf(string type) => _heirs.Of(type);

    /// <summary>All call sites, in a stable order. Empty means: nobody in this compilation.</summary>
    public IReadOnlyList<(BodySummary Body, CallSite Call)> Of(BodySummary body, CancellationToken cancellationToken)
    {
        if (!_ofBody.TryGetValue(body.Id, out var known))
        {
            var found = body.Parent != null ? OfNested(body) : OfMember(body, cancellationToken);
            AddInvocations(found, cancellationToken);
            for (var i = found.Count - 1; i >= 0; i--)
            {
                if (found[i].Call.Kind != CallKind.Delegate)
                {
                    continue;
                }

                if ((_runners ??= new Runners(this)).Under(found[i].Body, found[i].Call, cancellationToken) is { } call)
                {
                    found[i] = (found[i].Body, call);
                }
                else
                {
                    found.RemoveAt(i);
                }
            }

            found.Sort(static (a, b) =>
            {
                var byBody = string.CompareOrdinal(a.Body.Id, b.Body.Id);
                return byBody != 0 ? byBody : a.Call.Span.CompareTo(b.Call.Span);
            });
            _ofBody[body.Id] = known = found;
        }

        return known;
    }

    /// <summary>The auto-properties that a property of an interface, or an abstract one, may stand for.</summary>
    public IEnumerable<IPropertySymbol> StorageBehind(string slot, CancellationToken cancellationToken) =>
        symbols.Symbol(slot) is IPropertySymbol property ? _implementations.StorageBehind(property, cancellationToken) : Array.Empty<IPropertySymbol>();

    /// <summary>The bodies in which a call may end: of the callee, and of what may stand behind it.</summary>
    public IEnumerable<BodySummary> BodiesBehind(string callee, CancellationToken cancellationToken)
    {
        var slot = symbols.Symbol(callee) as IMethodSymbol;
        if (slot is not { IsAbstract: true } && summaries.Body(callee, cancellationToken) is { } body)
        {
            yield return body;
        }

        if (slot is { IsStatic: false } && (slot.IsAbstract || slot.IsVirtual || slot.IsOverride) && symbols.IsSource(slot))
        {
            foreach (var method in _implementations.MethodsBehind(slot, cancellationToken))
            {
                if (summaries.Body(symbols.Id(method), cancellationToken) is { } behind)
                {
                    yield return behind;
                }
            }
        }
    }

    /// <summary>A lambda or local function is called where its member makes a delegate of it or calls it.</summary>
    private static List<(BodySummary Body, CallSite Call)> OfNested(BodySummary body)
    {
        var found = new List<(BodySummary Body, CallSite Call)>();
        foreach (var other in body.Member.Bodies)
        {
            AddCalls(other, body.Id, found);
        }

        return found;
    }

    /// <summary>Where the delegates are invoked that are made and kept.</summary>
    private void AddInvocations(List<(BodySummary Body, CallSite Call)> found, CancellationToken cancellationToken)
    {
        HashSet<(MemberSummary, string)>? made = null;
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var (maker, call) = found[i];
            if (call.Kind == CallKind.Delegate && (made ??= new HashSet<(MemberSummary, string)>()).Add((maker.Member, call.Callee)))
            {
                found.AddRange(_kept.InvocationsOf(call.Callee, maker.Member, cancellationToken));
            }
        }
    }

    private static void AddCalls(BodySummary caller, string callee, List<(BodySummary, CallSite)> found)
    {
        foreach (var call in caller.Calls)
        {
            if (call.Callee == callee)
            {
                found.Add((caller, call));
            }
        }
    }

    private List<(BodySummary Body, CallSite Call)> OfMember(BodySummary body, CancellationToken cancellationToken)
    {
        var found = new List<(BodySummary Body, CallSite Call)>();
        if (body.Kind == BodyKind.StaticInitializer)
        {
            return found;
        }

        if (body.Kind == BodyKind.InstanceInitializer)
        {
            // Initializers run inside every constructor of their type.
            if (symbols.Symbol(body.Member.ContainingType) is INamedTypeSymbol type)
            {
                foreach (var constructor in type.InstanceConstructors)
                {
                    AddCallsTo(constructor, constructor, found, cancellationToken);
                }

                AddHeirs(type, found, cancellationToken);
            }

            return found;
        }

        if (symbols.Symbol(body.Id) is not IMethodSymbol method)
        {
            return found;
        }

        AddCallsTo(method, method, found, cancellationToken);
        if (method is { MethodKind: MethodKind.Constructor, Parameters.Length: 0, IsStatic: false })
        {
            AddHeirs(method.ContainingType, found, cancellationToken);
        }

        var slots = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { method };
        foreach (var slot in Slots.Of(method).Concat(Slots.OfStatic(method)))
        {
            if (slots.Add(slot) && symbols.IsSource(slot) && _implementations.MayBeBehind(slot.ContainingType, method.ContainingType, cancellationToken))
            {
                AddCallsTo(slot, method, found, cancellationToken);
            }
        }

        return found;
    }

    private void AddHeirs(INamedTypeSymbol type, List<(BodySummary, CallSite)> found, CancellationToken cancellationToken)
    {
        foreach (var constructor in _heirs.Of(symbols.Id(type.OriginalDefinition)).SelectMany(static h => h.InstanceConstructors))
        {
            AddCallsTo(constructor, constructor, found, cancellationToken);
        }
    }

    private void AddCallsTo(IMethodSymbol callee, IMethodSymbol body, List<(BodySummary, CallSite)> found, CancellationToken cancellationToken)
    {
        if (!CallsByName(callee, cancellationToken).TryGetValue(symbols.Id(callee), out var calls))
        {
            return;
        }

        var isSame = SymbolEqualityComparer.Default.Equals(callee, body);
        foreach (var site in calls)
        {
            if (isSame || !site.Call.IsBaseCall)
            {
                found.Add(site);
            }
        }
    }

    /// <summary>The calls of the members that mention the callee's name, by callee: many a name is shared by hundreds of methods.</summary>
    private Dictionary<string, List<(BodySummary Body, CallSite Call)>> CallsByName(IMethodSymbol callee, CancellationToken cancellationToken)
    {
        var (name, unspoken) = NamesOf(callee);
        var key = name + unspoken;
        if (_byName.TryGetValue(key, out var known))
        {
            return known;
        }

        // The id of whatever has such a name contains it.
        var isSpelledOut = name is not (TreeIndex.Operator or TreeIndex.ImplicitConversion or TreeIndex.Indexer);
        var calls = new Dictionary<string, List<(BodySummary, CallSite)>>(StringComparer.Ordinal);
        foreach (var member in summaries.Naming(name, cancellationToken, unspoken))
        {
            foreach (var caller in member.Bodies)
            {
                foreach (var call in caller.Calls)
                {
                    if (isSpelledOut && call.Callee.IndexOf(name, StringComparison.Ordinal) < 0)
                    {
                        continue;
                    }

                    if (!calls.TryGetValue(call.Callee, out var sites))
                    {
                        calls[call.Callee] = sites = new List<(BodySummary, CallSite)>(1);
                    }

                    sites.Add((caller, call));
                }
            }
        }

        return _byName.GetOrAdd(key, calls);
    }

    /// <summary>The name that every caller uses, and the token that a caller has which does not spell it out.</summary>
    private static (string Name, string? Unspoken) NamesOf(IMethodSymbol method)
    {
        switch (method)
        {
            case { MethodKind: MethodKind.Constructor }:
                return (method.ContainingType.Name, TreeIndex.ImplicitCreation);
            case { MethodKind: MethodKind.Conversion, Name: "op_Implicit" }:
                return (TreeIndex.ImplicitConversion, TreeIndex.ImplicitConversion);
            case { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion }:
                return (TreeIndex.Operator, null);
            case { AssociatedSymbol: IPropertySymbol { IsIndexer: true } }:
                return (TreeIndex.Indexer, null);
            default:
                var name = method.AssociatedSymbol is { } associated ? associated.Name : method.Name;
                var plain = name.Substring(name.LastIndexOf('.') + 1);
                return (plain, plain switch
                {
                    "Dispose" or "DisposeAsync" => TreeIndex.Using,
                    "GetEnumerator" or "GetAsyncEnumerator" => TreeIndex.ForEach,
                    "Deconstruct" => TreeIndex.Deconstruction,
                    "GetAwaiter" when method.Parameters.IsEmpty => TreeIndex.Await,
                    "GetResult" or "IsCompleted" when method.ContainingType.AllInterfaces.Any(static i => i.Name == "INotifyCompletion") => TreeIndex.Await,
                    _ => null,
                });
        }
    }
}
