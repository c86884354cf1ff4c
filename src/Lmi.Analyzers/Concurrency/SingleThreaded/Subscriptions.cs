using System;
using System.Collections.Generic;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>
/// Finds where each invocation adds a handler to an event, or delegate, that all invocations share, and nobody of the same type takes it off again.
/// </summary>
internal sealed class Subscriptions(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, Invocations invocations)
{
    public IEnumerable<ReachedEffect> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var effect in body.Effects)
                {
                    if (effect.Kind == EffectKind.Subscription && !Invocations.IsOnce(effect.Locks) && !invocations.IsInitializing(effect.WhileUnset, body) && PathTo(effect, body, cancellationToken) is { } path && !IsTakenOff(effect, body, cancellationToken))
                    {
                        yield return new ReachedEffect(body, effect, path);
                    }
                }
            }
        }
    }

    private InvocationPath? PathTo(Effect subscription, BodySummary body, CancellationToken cancellationToken)
    {
        var storage = subscription.Receiver!;
        if (storage.Kind == ValueKind.Static || storage.Kind == ValueKind.Member && IsOfTheProcess(storage.Base!, body))
        {
            return invocations.Find(body, Need.Nothing, cancellationToken, Way.EachTime).Path;
        }

        if (storage.Kind == ValueKind.Member)
        {
            foreach (var sharing in lifetimes.OfObject(storage.Base!, body, cancellationToken))
            {
                if (invocations.Find(body, sharing.Need, cancellationToken, Way.EachTime).Path is { } path)
                {
                    return path;
                }
            }
        }

        return null;
    }

    /// <summary>Is the event's owner the one object of its kind that the process has, such as the application domain?</summary>
    private bool IsOfTheProcess(Value owner, BodySummary body)
    {
        if (owner.Kind == ValueKind.Local && body.Member.TryGetLocal(owner, out var local) && local.Values.Count == 1)
        {
            owner = local.Values[0];
        }

        return owner is { Kind: ValueKind.Derived, Parts.IsEmpty: true } && symbols.Symbol(owner.Id) is { IsStatic: true } member && symbols.Knowledge.Find(Verdict.ProcessWide, member) != null;
    }

    private bool IsTakenOff(Effect subscription, BodySummary body, CancellationToken cancellationToken)
    {
        var name = subscription.Member.Substring(subscription.Member.LastIndexOf('.') + 1);
        foreach (var member in summaries.Naming(name, cancellationToken))
        {
            if (member.ContainingType == body.Member.ContainingType && Takes(member))
            {
                return true;
            }
        }

        return Takes(body.Member);

        bool Takes(MemberSummary member) => member.Bodies.Exists(b => b.Effects.Exists(e =>
            e.Kind == EffectKind.Unsubscription && e.Member == subscription.Member && IsSameHandler(e.Arguments[0], subscription.Arguments[0])));
    }

    private static bool IsSameHandler(Value taken, Value added) =>
        taken.Kind == ValueKind.Delegate && added.Kind == ValueKind.Delegate && string.Equals(taken.Id, added.Id, StringComparison.Ordinal) || taken.IsSameStorage(added);
}
