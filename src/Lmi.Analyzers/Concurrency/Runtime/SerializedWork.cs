using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Runtime;

/// <summary>A lock that makes invocations run one at a time.</summary>
internal sealed class SerializedLock(Location location, string name, string? waitsFor, InvocationPath path)
{
    public Location Location { get; } = location;

    /// <summary>For messages: <c>Function._gate</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What is waited for while it is held; null when it is held around all the work of the invocation.</summary>
    public string? WaitsFor { get; } = waitsFor;

    public InvocationPath Path { get; } = path;
}

/// <summary>
/// Answers which locks that all invocations share are held across an await, across something that blocks, or around everything that an invocation does. Not lazy initialization,
/// not a lock for each key or of one object among many, and not a lock that lets several in or whose object is unknown.
/// </summary>
internal sealed class SerializedWork(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, EntryPoints entryPoints, Invocations invocations)
{
    public IEnumerable<SerializedLock> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                var reported = new HashSet<int>();
                foreach (var (held, waitsFor) in Waits(body, cancellationToken))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!reported.Contains(held.Span.Start) && PathOf(held, body, cancellationToken) is var (name, path))
                    {
                        reported.Add(held.Span.Start);
                        yield return new SerializedLock(Location.Create(tree, held.Span), name, waitsFor, path);
                    }
                }
            }
        }
    }

    private IEnumerable<(HeldLock Held, string? WaitsFor)> Waits(BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var effect in body.Effects)
        {
            if (effect.Locks.IsEmpty || effect.Kind is not (EffectKind.Await or EffectKind.Blocking or EffectKind.WholeWork) || invocations.IsInitializing(effect.WhileUnset, body)
                || effect.Kind == EffectKind.WholeWork && entryPoints.At(body.Id) == null)
            {
                continue;
            }

            foreach (var held in effect.Locks)
            {
                yield return (held, effect.Kind == EffectKind.WholeWork ? null : effect.Name);
            }
        }

        foreach (var call in body.Calls)
        {
            if (!call.Locks.IsEmpty && call is { Kind: CallKind.Call, Callee.Length: > 0 } && !invocations.IsInitializing(call.WhileUnset, body) && BlocksIn(call.Callee, 0, cancellationToken) is { } name)
            {
                foreach (var held in call.Locks)
                {
                    yield return (held, name);
                }
            }
        }
    }

    /// <summary>What the callee, or a callee of it, blocks on.</summary>
    private string? BlocksIn(string callee, int depth, CancellationToken cancellationToken)
    {
        if (depth > 2 || summaries.Body(callee, cancellationToken) is not { } body)
        {
            return null;
        }

        foreach (var effect in body.Effects)
        {
            if (effect.Kind == EffectKind.Blocking && !invocations.IsInitializing(effect.WhileUnset, body))
            {
                return effect.Name;
            }
        }

        foreach (var call in body.Calls)
        {
            if (call is { Kind: CallKind.Call, Callee.Length: > 0 } && !invocations.IsInitializing(call.WhileUnset, body) && BlocksIn(call.Callee, depth + 1, cancellationToken) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private (string Name, InvocationPath Path)? PathOf(HeldLock held, BodySummary body, CancellationToken cancellationToken)
    {
        if (held.Mode != LockMode.Exclusive || held.Span.IsEmpty || held.On.Kind is not (ValueKind.Static or ValueKind.Member or ValueKind.Local or ValueKind.This) || AdmitsOthers(held.On, body, cancellationToken))
        {
            return null;
        }

        foreach (var sharing in lifetimes.OfObject(held.On, body, cancellationToken))
        {
            if (sharing.State.AsHolder?.IsEntryIn(symbols) != true && invocations.Find(body, sharing.Need, cancellationToken, Way.Any).Path is { IsOfEntry: false } path)
            {
                return (NameOf(held.On, body), path);
            }
        }

        return null;
    }

    /// <summary>A semaphore of which nobody says that it is for one.</summary>
    private bool AdmitsOthers(Value on, BodySummary body, CancellationToken cancellationToken)
    {
        if (on.Kind == ValueKind.Local)
        {
            return !body.Member.TryGetLocal(on, out var local) || !local.Values.All(IsForOne);
        }

        return symbols.Symbol(on.Id) is IFieldSymbol { Type.Name: "SemaphoreSlim" or "Semaphore" } or IPropertySymbol { Type.Name: "SemaphoreSlim" or "Semaphore" }
            && !lifetimes.StoresTo(on.Id, cancellationToken).Select(static s => s.Access.Value).DefaultIfEmpty(Value.Unknown).All(IsForOne);
    }

    private static bool IsForOne(Value made) =>
        made.Kind == ValueKind.New && (made.Id is not ("T:System.Threading.SemaphoreSlim" or "T:System.Threading.Semaphore") || made.Parts.Length > 0 && made.Parts[0] is { Kind: ValueKind.Constant, Id: "1" });

    private string NameOf(Value on, BodySummary body) => on.Kind switch
    {
        ValueKind.Local => body.Member.TryGetLocal(on, out var local) ? local.Name : on.Id,
        ValueKind.This => "this",
        _ => symbols.Symbol(on.Id) is { } symbol ? symbol.ContainingType == null ? symbol.Name : symbol.ContainingType.Name + "." + symbol.Name : on.Id,
    };
}
