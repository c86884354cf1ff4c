using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Resources;

/// <summary>
/// Finds where each invocation, or the container for each invocation, builds an expensive object again. Silent when the object is kept in a file, or in storage that outlives the
/// invocation, or might be, and of what is light when it is made for the data of one invocation. Costs one search for a path for each creation that a fact names.
/// </summary>
internal sealed class HeavyCreations(ProgramSymbols symbols, ProgramSummaries summaries, Callers callers, Lifetimes lifetimes, Invocations invocations, OwnSettings settings, ServiceUses services)
{
    public IEnumerable<HeavyResource> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var effect in body.Effects)
                {
                    if (effect.Kind == EffectKind.HeavyCreation && Judge(body, effect, cancellationToken) is { } found)
                    {
                        yield return found;
                    }
                }
            }
        }
    }

    private HeavyResource? Judge(BodySummary body, Effect effect, CancellationToken cancellationToken)
    {
        if (Invocations.IsOnce(effect.Locks) || invocations.IsInitializing(effect.WhileUnset, body) || invocations.Find(body, Need.Nothing, cancellationToken, Way.EachTime).Path is not { } path)
        {
            return null;
        }

        var creation = HeavyCreation.Of(effect);
        if (IsKept(creation, body, 0, cancellationToken))
        {
            return null;
        }

        var use = HeavyResource.UseOf(effect.Fact!);
        var isContainers = path.Role == Invocations.ContainerRole;
        if (isContainers && !services.IsBuiltPerInvocation(path.Steps[0].Body, cancellationToken))
        {
            return null;
        }

        if (use == HeavyUse.Light && effect.Arguments.Any(a => IsOfKept(a, effect, body, cancellationToken)))
        {
            return null; // an engine over a model that was trained here, to be kept, lasts no longer than this training
        }

        var isOfInvocation = settings.AreIn(effect, body, cancellationToken);
        if (isOfInvocation && use == HeavyUse.Light)
        {
            return null; // no single one would do
        }

        var kind = isContainers && use != HeavyUse.Light ? HeavyKind.BuiltByContainer : HeavyKind.BuiltEachTime;
        return new HeavyResource(kind, use, effect.Name, HeavyResource.NounOf(effect.Fact!), Location.Create(body.Member.Tree, effect.Span), path)
        {
            IsOneAtATime = use == HeavyUse.Light && !symbols.IsThreadSafe(MadeBy(effect.Member)),
            NeedsPool = use == HeavyUse.Light && MadeBy(effect.Member) is { } made && symbols.Knowledge.FindInherited(Verdict.NotThreadSafe, made) != null,
            IsOfInvocation = isOfInvocation,
        };
    }

    /// <summary>Is the argument something else that the same member builds, and that is kept?</summary>
    private bool IsOfKept(Value argument, Effect effect, BodySummary body, CancellationToken cancellationToken) =>
        body.Member.Bodies.Exists(b => b.Effects.Exists(e => e.Kind == EffectKind.HeavyCreation && e != effect && HeavyCreation.Of(e).Is(argument, body) && IsKept(HeavyCreation.Of(e), b, 0, cancellationToken)));

    private ITypeSymbol? MadeBy(string member) =>
        symbols.Symbol(member) is IMethodSymbol method ? method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType : null;

    /// <summary>Is the object stored where later invocations find it: by this body, by what it hands the object to, or by an invocation's code that is returned it?</summary>
    private bool IsKept(HeavyCreation creation, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        foreach (var other in body.Member.Bodies)
        {
            foreach (var access in other.Accesses)
            {
                if (!access.Value.IsOfDelegates && creation.IsIn(access.Value, other) && IsShared(access, other, cancellationToken))
                {
                    return true;
                }
            }

            if (other.Effects.Exists(e => e.Kind == EffectKind.WritesPath && e.Arguments.Any(a => creation.Is(a, other))))
            {
                return true; // in a file: it was made to be kept
            }

            if (Puts(creation, other).Any(into => IsShared(lifetimes.OfObject(into, other, cancellationToken), other, cancellationToken)))
            {
                return true;
            }

            if (depth < Limits.HolderDepth && other.Calls.Any(c => IsKeptByCallee(creation, c, other, depth, cancellationToken)))
            {
                return true;
            }
        }

        if (depth >= Limits.HolderDepth || !body.Returns.Any(r => creation.IsIn(r, body)))
        {
            return false;
        }

        foreach (var (caller, call) in callers.Of(body, cancellationToken))
        {
            var result = call.Callee.Length == 0 ? HeavyCreation.ResultOfDelegate : HeavyCreation.CallOf(body.Id);
            if (caller != body && invocations.Find(caller, Need.Nothing, cancellationToken, Way.EachTime).Path != null && IsKept(result, caller, depth + 1, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The collections that are safe for several threads, and the caches, into which the body puts the object.</summary>
    private static IEnumerable<Value> Puts(HeavyCreation creation, BodySummary body)
    {
        foreach (var use in body.CollectionUses)
        {
            if (use is { Kept: { } kept, Collection: { } collection } && creation.IsIn(kept, body))
            {
                yield return collection;
            }
        }

        foreach (var effect in body.Effects)
        {
            if (effect.Kind == EffectKind.Caching && effect.Name.EndsWith(".AddOrUpdate", StringComparison.Ordinal) && (effect.Receiver ?? effect.Arguments.FirstOrDefault()) is { } cache && effect.Arguments.Any(a => creation.IsIn(a, body)))
            {
                yield return cache;
            }
        }
    }

    private bool IsKeptByCallee(HeavyCreation creation, CallSite call, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (creation.IsIn(call.Arguments[i], body) && callers.BodiesBehind(call.Callee, cancellationToken).Any(callee => callee.Member != body.Member && IsKept(HeavyCreation.PassedTo(callee.Id, i), callee, depth + 1, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsShared(Access access, BodySummary body, CancellationToken cancellationToken) =>
        IsShared(access.Kind == AccessKind.Mutation ? lifetimes.OfObject(access.Target, body, cancellationToken) : lifetimes.OfStorage(access.Target, body, cancellationToken), body, cancellationToken);

    private bool IsShared(IEnumerable<Sharing> sharings, BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var sharing in sharings)
        {
            if (sharing.Need.Kind switch
            {
                NeedKind.Nothing => true,
                NeedKind.Receiver => lifetimes.IsInstanceShared(body.Member.ContainingType, 0, cancellationToken),
                NeedKind.Capture => invocations.Find(body, sharing.Need, cancellationToken).Path != null,
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Recognises the value of one creation, of calls to one body, or of one of its parameters.</summary>
internal readonly struct HeavyCreation
{
    private readonly ValueKind _kind;
    private readonly string _id;
    private readonly int _ordinal;

    private HeavyCreation(ValueKind kind, string id, int ordinal = 0)
    {
        _kind = kind;
        _id = id;
        _ordinal = ordinal;
    }

    public static HeavyCreation Of(Effect effect)
    {
        var constructor = effect.Member.IndexOf(".#ctor", StringComparison.Ordinal);
        return constructor > 0 ? new(ValueKind.New, "T:" + effect.Member.Substring(2, constructor - 2)) : new(ValueKind.Derived, effect.Member);
    }

    public static HeavyCreation CallOf(string body) => new(ValueKind.Call, body);

    /// <summary>What any delegate returns that the body invokes: which of them it was, the value does not say.</summary>
    public static HeavyCreation ResultOfDelegate { get; } = new(ValueKind.Derived, "");

    public static HeavyCreation PassedTo(string body, int ordinal) => new(ValueKind.Parameter, body, ordinal);

    /// <summary>Is the value that object itself?</summary>
    public bool Is(Value value, BodySummary body) => Is(value, body, 0);

    private bool Is(Value value, BodySummary body, int depth)
    {
        if (value.Kind == _kind && value.Id == _id && (_kind != ValueKind.Parameter || value.Index == _ordinal))
        {
            return true;
        }

        var creation = this;
        return depth <= Limits.ValueDepth && value.Kind switch
        {
            ValueKind.Any => value.Parts.Any(p => creation.Is(p, body, depth + 1)),
            ValueKind.Local => body.Member.TryGetLocal(value, out var local) && local.Values.Exists(v => creation.Is(v, local.Owner, depth + 1)),
            _ => false,
        };
    }

    /// <summary>Is the value that object, or made from it?</summary>
    public bool IsIn(Value value, BodySummary body) => IsIn(value, body, 0);

    private bool IsIn(Value value, BodySummary body, int depth)
    {
        if (value.Kind == _kind && value.Id == _id && (_kind != ValueKind.Parameter || value.Index == _ordinal))
        {
            return true;
        }

        if (depth > 2 * Limits.HolderDepth)
        {
            return false;
        }

        if (value.Base != null && IsIn(value.Base, body, depth + 1))
        {
            return true;
        }

        foreach (var part in value.Parts)
        {
            if (IsIn(part, body, depth + 1))
            {
                return true;
            }
        }

        if (value.Kind == ValueKind.Delegate && body.Member.Bodies.Find(b => b.Id == value.Id) is { } nested)
        {
            foreach (var returned in nested.Returns)
            {
                if (IsIn(returned, nested, depth + 1))
                {
                    return true;
                }
            }
        }

        if (value.Kind == ValueKind.Local && body.Member.TryGetLocal(value, out var local))
        {
            foreach (var assigned in local.Values)
            {
                if (IsIn(assigned, local.Owner, depth + 1))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
