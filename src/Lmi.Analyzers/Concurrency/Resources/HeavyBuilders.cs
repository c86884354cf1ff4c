using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
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
                return OfType(value.Id, depth, cancellationToken) ?? OfParts(value, body, depth, cancellationToken);
            case ValueKind.Derived:
                return OfMember(value.Id) ?? (RunsItsDelegates(value.Id) ? OfDelegates(value, body, depth, cancellationToken) : null) ?? OfParts(value, body, depth, cancellationToken);
            case ValueKind.Call:
                return OfBody(value.Id, depth + 1, cancellationToken) ?? OfParts(value, body, depth, cancellationToken);
            case ValueKind.Any or ValueKind.Element:
                return OfParts(value, body, depth, cancellationToken);
            case ValueKind.Local when body.Member.Locals.TryGetValue(value.Id, out var local):
                return First(local.Values, v => Of(v, local.Owner, depth + 1, cancellationToken));
            default:
                return null;
        }
    }

    /// <summary>Built when the delegate runs.</summary>
    public HeavyProduct? OfDelegate(Value value, BodySummary body, CancellationToken cancellationToken) => OfDelegate(value, body, 0, cancellationToken);

    private HeavyProduct? OfDelegate(Value value, BodySummary body, int depth, CancellationToken cancellationToken) => value.Kind switch
    {
        ValueKind.Delegate => OfBody(value.Id, depth + 1, cancellationToken) ?? OfMember(value.Id),
        ValueKind.Local when depth < Limits.HolderDepth && body.Member.Locals.TryGetValue(value.Id, out var local) => First(local.Values, v => OfDelegate(v, local.Owner, depth + 1, cancellationToken)),
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
    private HeavyProduct? OfType(string id, int depth, CancellationToken cancellationToken)
    {
        if (!id.StartsWith("T:", StringComparison.Ordinal) || symbols.Symbol(id) is not INamedTypeSymbol type)
        {
            return null;
        }

        if (OfType(type) is { } known)
        {
            return known;
        }

        return symbols.IsSource(type) ? OfConstruction(type, depth, cancellationToken) : null;
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

    private HeavyProduct? OfConstruction(INamedTypeSymbol type, int depth, CancellationToken cancellationToken)
    {
        foreach (var member in type.GetMembers())
        {
            var builds = member switch
            {
                IMethodSymbol { MethodKind: MethodKind.Constructor } => OfBody(symbols.Id(member), depth + 1, cancellationToken),
                IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } => summaries.Member(symbols.Id(member), cancellationToken) is { } initializer && initializer.Bodies[0].Kind == BodyKind.InstanceInitializer
                    ? OfBody(initializer.Bodies[0].Id, depth + 1, cancellationToken)
                    : null,
                _ => null,
            };
            if (builds != null)
            {
                return new HeavyProduct(type.Name, builds.Noun, builds.Use);
            }
        }

        return null;
    }

    /// <summary>Built each time the body runs.</summary>
    public HeavyProduct? OfBody(string id, CancellationToken cancellationToken) => OfBody(id, 0, cancellationToken);

    private HeavyProduct? OfBody(string id, int depth, CancellationToken cancellationToken)
    {
        if (_ofBody.TryGetValue(id, out var known))
        {
            return known;
        }

        if (depth > 3 * Limits.HolderDepth || summaries.Body(id, cancellationToken) is not { } body)
        {
            return null;
        }

        _ofBody[id] = null; // recursion builds what the rest of the body builds
        return _ofBody[id] = InBody(body, static whileUnset => whileUnset.IsEmpty, depth, cancellationToken)?.Product;
    }

    /// <summary>The first thing that the body builds where the storage that was seen unset is the wanted one.</summary>
    public (HeavyProduct Product, TextSpan Span)? InBody(BodySummary body, Func<System.Collections.Immutable.ImmutableArray<Value>, bool> where, int depth, CancellationToken cancellationToken)
    {
        foreach (var effect in body.Effects)
        {
            if (effect.Kind == EffectKind.HeavyCreation && where(effect.WhileUnset) && !Invocations.IsOnce(effect.Locks) && Product(effect.Fact!, effect.Name) is { } product)
            {
                return (product, effect.Span);
            }
        }

        foreach (var call in body.Calls)
        {
            if (call.Kind is CallKind.RunsOnce or CallKind.Cached or CallKind.EntryPoint || call.Callee.Length == 0 || !where(call.WhileUnset) || Invocations.IsOnce(call.Locks))
            {
                continue;
            }

            var built = OfBody(call.Callee, depth + 1, cancellationToken)
                ?? (call.Kind == CallKind.Creation && symbols.Symbol(call.Callee) is IMethodSymbol constructor ? OfConstruction(constructor.ContainingType, depth + 1, cancellationToken) : null);
            if (built != null)
            {
                return (built, call.Span);
            }
        }

        return null;
    }

    private static HeavyProduct? First(IEnumerable<Value> values, Func<Value, HeavyProduct?> of) => values.Select(of).FirstOrDefault(static p => p != null);
}
