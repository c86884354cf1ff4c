using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Resources;

/// <summary>
/// Finds where invocations that come first at the same time each build an expensive object, of which one is kept: racing caches, <c>Lazy</c> in a racing mode,
/// compare-and-exchange, and the unsynchronised initializations that <see cref="Races"/> finds. Silent where the cache or storage is not known to be shared.
/// </summary>
internal sealed class FirstBurst(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, Invocations invocations, Races races, HeavyBuilders builders)
{
    public IEnumerable<HeavyResource> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var race in races.In(tree, cancellationToken))
        {
            if (race.Heavy is { } product)
            {
                yield return Found(product, race.Location, race.Path, race.State.Local == null ? race.State.Id : null);
            }
        }

        foreach (var member in summaries.In(tree, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var effect in body.Effects)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (effect.Kind == EffectKind.Caching && JudgeCache(body, effect, cancellationToken) is { } cached)
                    {
                        yield return cached;
                    }
                }

                foreach (var access in body.Accesses)
                {
                    if (access.Kind == AccessKind.Atomic && (access.Traits & AccessTraits.Lazy) != 0 && JudgeExchange(body, access, cancellationToken) is { } exchanged)
                    {
                        yield return exchanged;
                    }
                }

                if (HasTests(body) && JudgeEntry(body, cancellationToken) is { } entered)
                {
                    yield return entered;
                }
            }
        }
    }

    private static HeavyResource Found(HeavyProduct product, Location location, InvocationPath path, string? state) =>
        new(HeavyKind.BuiltByRacers, product.Use, product.Name, product.Noun, location, path) { State = state };

    /// <summary>A factory handed to a cache that lets racing callers each run it.</summary>
    private HeavyResource? JudgeCache(BodySummary body, Effect effect, CancellationToken cancellationToken)
    {
        var kind = effect.Fact!.Argument("kind");
        if (kind == "once" || kind == "mode" && !IsRacingMode(effect))
        {
            return null;
        }

        var product = effect.Arguments.Select(a => builders.OfDelegate(a, body, cancellationToken)).FirstOrDefault(static p => p != null);
        if (product == null)
        {
            return null;
        }

        var location = Location.Create(body.Member.Tree, effect.Span);
        if (kind == "mode")
        {
            return JudgeLazy(body, effect, product, location, cancellationToken);
        }

        var cache = effect.Receiver ?? effect.Arguments[0];
        foreach (var sharing in lifetimes.OfObject(cache, body, cancellationToken))
        {
            if (!invocations.IsGuarded(effect.Locks, body, sharing.Need, cancellationToken) && invocations.Find(body, sharing.Need, cancellationToken).Path is { } path)
            {
                return Found(product, location, path, sharing.State.Local == null && cache.Kind is ValueKind.Static or ValueKind.Member ? cache.Id : null);
            }
        }

        return kind == "service" && !lifetimes.IsFresh(cache, body) && cache.Kind is ValueKind.Member or ValueKind.Parameter && effect.Locks.IsEmpty && invocations.Find(body, Need.Nothing, cancellationToken).Path is { } anyPath
            ? Found(product, location, anyPath, null)
            : null;
    }

    /// <summary><c>LazyThreadSafetyMode.None</c> and <c>PublicationOnly</c>, or <c>isThreadSafe: false</c>.</summary>
    private static bool IsRacingMode(Effect effect)
    {
        var mode = effect.Arguments[effect.Arguments.Length - 1];
        return mode.Kind == ValueKind.Constant && (effect.Member.EndsWith("System.Boolean)", StringComparison.Ordinal) ? mode.Id == "False" : mode.Id is "0" or "1");
    }

    /// <summary>A lazy value in shared storage which an invocation uses.</summary>
    private HeavyResource? JudgeLazy(BodySummary body, Effect effect, HeavyProduct product, Location location, CancellationToken cancellationToken)
    {
        var creation = HeavyCreation.Of(effect);
        foreach (var access in body.Accesses)
        {
            if (access.Kind == AccessKind.Mutation || access.Target.Kind is not (ValueKind.Static or ValueKind.Member) || !access.Span.OverlapsWith(effect.Span) && !IsAssignedAt(access, effect) || !creation.IsIn(access.Value, body))
            {
                continue;
            }

            var isShared = access.Target.Kind == ValueKind.Static || access.Target.Base!.Kind == ValueKind.This && lifetimes.IsInstanceShared(body.Member.ContainingType, 0, cancellationToken);
            if (isShared && PathToUser(access.Target.Id, cancellationToken) is { } path)
            {
                return Found(product, location, path, access.Target.Id);
            }
        }

        return null;
    }

    private static bool IsAssignedAt(Access access, Effect effect) => access.Kind != AccessKind.Mutation && access.Span.End <= effect.Span.Start;

    private InvocationPath? PathToUser(string field, CancellationToken cancellationToken)
    {
        var name = field.Substring(field.LastIndexOf('.') + 1);
        foreach (var member in summaries.Naming(name, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                if (body.Kind is not (BodyKind.Constructor or BodyKind.StaticInitializer or BodyKind.InstanceInitializer) && invocations.Find(body, Need.Nothing, cancellationToken, Way.Any).Path is { } path)
                {
                    return path;
                }
            }
        }

        return null;
    }

    /// <summary><c>Interlocked.CompareExchange(ref x, Load(), null)</c>: the load comes before the comparison.</summary>
    private HeavyResource? JudgeExchange(BodySummary body, Access access, CancellationToken cancellationToken)
    {
        if (builders.Of(access.Value, body, cancellationToken) is not { } product)
        {
            return null;
        }

        foreach (var sharing in lifetimes.OfStorage(access.Target, body, cancellationToken))
        {
            if (!invocations.IsGuarded(access.Locks, body, sharing.Need, cancellationToken) && invocations.Find(body, sharing.Need, cancellationToken).Path is { } path)
            {
                return Found(product, Location.Create(body.Member.Tree, access.Span), path, access.Target.Kind == ValueKind.Local ? null : access.Target.Id);
            }
        }

        return null;
    }

    private static bool HasTests(BodySummary body) => body.Calls.Exists(static c => !c.WhileUnset.IsEmpty) || body.Effects.Exists(static e => !e.WhileUnset.IsEmpty);

    /// <summary>Built because a shared, thread-safe map had no entry: check, then build, then act.</summary>
    private HeavyResource? JudgeEntry(BodySummary body, CancellationToken cancellationToken)
    {
        Value? map = null;
        var built = builders.InBody(body, IsMissing, cancellationToken);
        if (built is not { } found || map == null)
        {
            return null;
        }

        var locks = body.Effects.Where(e => e.Span == found.Span).Select(static e => e.Locks).Concat(body.Calls.Where(c => c.Span == found.Span).Select(static c => c.Locks)).First();
        foreach (var sharing in lifetimes.OfObject(map, body, cancellationToken))
        {
            if (!invocations.IsGuarded(locks, body, sharing.Need, cancellationToken) && invocations.Find(body, sharing.Need, cancellationToken).Path is { } path)
            {
                return Found(found.Product, Location.Create(body.Member.Tree, found.Span), path, map.Id);
            }
        }

        return null;

        bool IsMissing(System.Collections.Immutable.ImmutableArray<Value> whileUnset)
        {
            map = whileUnset.Where(static v => v.Kind == ValueKind.Element).Select(static v => v.Base).FirstOrDefault(m => m!.Kind is ValueKind.Static or ValueKind.Member && IsThreadSafeMap(m.Id));
            return map != null;
        }
    }

    private bool IsThreadSafeMap(string id)
    {
        var type = symbols.Symbol(id) switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null };
        return type != null && symbols.Collection(type) == null && symbols.IsThreadSafe(type);
    }
}
