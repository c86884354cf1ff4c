using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Resources;

/// <summary>What is built, as messages name it.</summary>
internal sealed class HeavyProduct(string name, string noun, HeavyUse use)
{
    public string Name { get; } = name;

    public string Noun { get; } = noun;

    public HeavyUse Use { get; } = use;

    /// <summary>The same, built by constructing an object of a type that is named instead.</summary>
    public HeavyProduct AsPartOf(string type) => new(type, Noun, Use);
}

/// <summary>
/// Answers what expensive object (no light one) is built when an expression is evaluated or a body runs: by a creation or factory that a fact names, or by what they call,
/// constructors of one's own included. Null when it builds none, or nobody knows. What is built lazily or once does not count. Each body is looked at once.
/// </summary>
internal sealed class HeavyBuilders(ProgramSymbols symbols, ProgramSummaries summaries)
{
    private readonly ConcurrentDictionary<string, HeavyProduct?> _ofBody = new(StringComparer.Ordinal);

    /// <summary>Built when the value is computed. A field or parameter only holds one.</summary>
    public HeavyProduct? Of(Value value, BodySummary body, CancellationToken cancellationToken) => Of(value, body, 0, cancellationToken);

    private HeavyProduct? Of(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (depth > 2 * Limits.HolderDepth)
        {
            return null;
        }

        switch (value.Kind)
        {
            case ValueKind.New when IsLazy(value.Id):
                return null;
            case ValueKind.New:
                return OfType(value.Id, cancellationToken) ?? OfParts(value, body, depth, cancellationToken);
            case ValueKind.Derived:
                return OfMember(value.Id) ?? (RunsItsDelegates(value.Id) ? OfDelegates(value, body, depth, cancellationToken) : null) ?? OfParts(value, body, depth, cancellationToken);
            case ValueKind.Call:
                return OfBody(value.Id, cancellationToken) ?? OfParts(value, body, depth, cancellationToken);
            case ValueKind.Any or ValueKind.Element:
                return OfParts(value, body, depth, cancellationToken);
            case ValueKind.Local when body.Member.TryGetLocal(value, out var local):
                return First(local.Values, v => Of(v, local.Owner, depth + 1, cancellationToken));
            default:
                return null;
        }
    }

    /// <summary>Built when the delegate runs.</summary>
    public HeavyProduct? OfDelegate(Value value, BodySummary body, CancellationToken cancellationToken) => OfDelegate(value, body, 0, cancellationToken);

    private HeavyProduct? OfDelegate(Value value, BodySummary body, int depth, CancellationToken cancellationToken) => value.Kind switch
    {
        ValueKind.Delegate => OfBody(value.Id, cancellationToken) ?? OfMember(value.Id),
        ValueKind.Local when depth < Limits.HolderDepth && body.Member.TryGetLocal(value, out var local) => First(local.Values, v => OfDelegate(v, local.Owner, depth + 1, cancellationToken)),
        _ => null,
    };

    private HeavyProduct? OfDelegates(Value value, BodySummary body, int depth, CancellationToken cancellationToken) => First(value.Parts, p => OfDelegate(p, body, depth + 1, cancellationToken));

    private HeavyProduct? OfParts(Value value, BodySummary body, int depth, CancellationToken cancellationToken) =>
        (value.Base == null ? null : Of(value.Base, body, depth + 1, cancellationToken)) ?? First(value.Parts, p => Of(p, body, depth + 1, cancellationToken));

    private static bool IsLazy(string type) => type is "T:System.Lazy`1" or "T:System.Threading.ThreadLocal`1";

    private static bool RunsItsDelegates(string member) =>
        member.StartsWith("M:System.Threading.Tasks.Task.Run", StringComparison.Ordinal) || member.StartsWith("M:System.Threading.Tasks.TaskFactory.StartNew", StringComparison.Ordinal);

    /// <summary>The fact on a factory of metadata.</summary>
    private HeavyProduct? OfMember(string id) =>
        id.StartsWith("M:", StringComparison.Ordinal) && symbols.Symbol(id) is IMethodSymbol method && symbols.Knowledge.FindSlot(Verdict.Heavy, method) is { } fact
            ? Product(fact, $"{method.ContainingType?.Name}.{method.Name}")
            : null;

    private static HeavyProduct? Product(Fact fact, string name) => HeavyResource.UseOf(fact) is var use && use == HeavyUse.Light ? null : new HeavyProduct(name, HeavyResource.NounOf(fact), use);

    /// <summary>Built by constructing such an object.</summary>
    private HeavyProduct? OfType(string id, CancellationToken cancellationToken)
    {
        if (!id.StartsWith("T:", StringComparison.Ordinal) || symbols.Symbol(id) is not INamedTypeSymbol type)
        {
            return null;
        }

        if (OfType(type) is { } known)
        {
            return known;
        }

        return symbols.IsSource(type) ? OfConstruction(type, cancellationToken) : null;
    }

    /// <summary>Is the type itself said to be expensive, or does it have a factory that is?</summary>
    public HeavyProduct? OfType(ITypeSymbol type)
    {
        if (symbols.Knowledge.FindInherited(Verdict.Heavy, type) is { } fact)
        {
            return Product(fact, type.Name);
        }

        if (symbols.IsSource(type))
        {
            return null;
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { IsStatic: true } factory && Result(factory) is { } result && SymbolEqualityComparer.Default.Equals(result.OriginalDefinition, type.OriginalDefinition)
                && symbols.Knowledge.Find(Verdict.Heavy, factory) is { } made)
            {
                return Product(made, type.Name);
            }
        }

        return null;
    }

    private static ITypeSymbol? Result(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : method.ReturnType;

    private HeavyProduct? OfConstruction(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var part in BodiesOfConstruction(type, cancellationToken))
        {
            if (OfBody(part, cancellationToken) is { } product)
            {
                return product.AsPartOf(type.Name);
            }
        }

        return null;
    }

    /// <summary>The ids of what may run when an object of this type is made.</summary>
    private IEnumerable<string> BodiesOfConstruction(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IMethodSymbol { MethodKind: MethodKind.Constructor }:
                    yield return symbols.Id(member);
                    break;
                case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } when summaries.Member(symbols.Id(member), cancellationToken) is { } initializer && initializer.Bodies[0].Kind == BodyKind.InstanceInitializer:
                    yield return initializer.Bodies[0].Id;
                    break;
            }
        }
    }

    /// <summary>Built each time the body runs, by itself or by what it calls: the nearest.</summary>
    public HeavyProduct? OfBody(string id, CancellationToken cancellationToken)
    {
        if (_ofBody.TryGetValue(id, out var known))
        {
            return known;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { id };
        var queue = new Queue<(string Body, string? Type)>();
        queue.Enqueue((id, null));
        while (queue.Count > 0)
        {
            var (next, type) = queue.Dequeue();
            if (summaries.Body(next, cancellationToken) is not { } body)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (BuiltIn(body, IsAlways) is var (product, _))
            {
                return _ofBody[id] = type == null ? product : product.AsPartOf(type);
            }

            foreach (var call in CallsIn(body, IsAlways))
            {
                Add(call.Callee, type);
                if (Constructed(call) is { } constructed)
                {
                    foreach (var part in BodiesOfConstruction(constructed, cancellationToken))
                    {
                        Add(part, type ?? constructed.Name);
                    }
                }
            }
        }

        // Nothing is found from any of them. What is found from one says nothing of the others: their nearest may be another.
        foreach (var one in seen)
        {
            _ofBody[one] = null;
        }

        return null;

        void Add(string callee, string? type)
        {
            if (!(_ofBody.TryGetValue(callee, out var builds) && builds == null) && seen.Add(callee))
            {
                queue.Enqueue((callee, type));
            }
        }
    }

    /// <summary>The first thing that the body builds where the storage that was seen unset is the wanted one.</summary>
    public (HeavyProduct Product, TextSpan Span)? InBody(BodySummary body, Func<ImmutableArray<Value>, bool> where, CancellationToken cancellationToken)
    {
        if (BuiltIn(body, where) is { } own)
        {
            return own;
        }

        foreach (var call in CallsIn(body, where))
        {
            if ((OfBody(call.Callee, cancellationToken) ?? (Constructed(call) is { } constructed ? OfConstruction(constructed, cancellationToken) : null)) is { } product)
            {
                return (product, call.Span);
            }
        }

        return null;
    }

    private static bool IsAlways(ImmutableArray<Value> whileUnset) => whileUnset.IsEmpty;

    private static (HeavyProduct Product, TextSpan Span)? BuiltIn(BodySummary body, Func<ImmutableArray<Value>, bool> where)
    {
        foreach (var effect in body.Effects)
        {
            if (effect.Kind == EffectKind.HeavyCreation && where(effect.WhileUnset) && !Invocations.IsOnce(effect.Locks) && Product(effect.Fact!, effect.Name) is { } product)
            {
                return (product, effect.Span);
            }
        }

        return null;
    }

    /// <summary>Without the delegates that an object of ours is made with: mostly it keeps them, to run them once when it is asked.</summary>
    private static IEnumerable<CallSite> CallsIn(BodySummary body, Func<ImmutableArray<Value>, bool> where)
    {
        var kept = body.Calls.Exists(static c => c.Kind == CallKind.Delegate)
            ? new HashSet<string>(body.Calls.Where(static c => c.Kind == CallKind.Creation).SelectMany(static c => c.Arguments).Where(static a => a.Kind == ValueKind.Delegate).Select(static a => a.Id), StringComparer.Ordinal)
            : null;
        foreach (var call in body.Calls)
        {
            if (!(call.Kind == CallKind.Delegate && kept!.Contains(call.Callee)) && call.Kind is not (CallKind.RunsOnce or CallKind.Cached or CallKind.EntryPoint) && call.Callee.Length > 0 && where(call.WhileUnset) && !Invocations.IsOnce(call.Locks))
            {
                yield return call;
            }
        }
    }

    private INamedTypeSymbol? Constructed(CallSite call) => call.Kind == CallKind.Creation && symbols.Symbol(call.Callee) is IMethodSymbol constructor ? constructor.ContainingType : null;

    private static HeavyProduct? First(IEnumerable<Value> values, Func<Value, HeavyProduct?> of) => values.Select(of).FirstOrDefault(static p => p != null);
}
