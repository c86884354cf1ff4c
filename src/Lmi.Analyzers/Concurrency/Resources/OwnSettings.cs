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
/// Answers whether an object is built from, or set up with, data of the invocation: credentials, an address, a certificate; or with an object of its own that serves
/// one thread at a time, such as a jar for cookies. One for all invocations would then not do. Looks at arguments, at what the same
/// member sets on the object and on what it is built from, and at members that the object is returned to. False when nobody knows.
/// </summary>
internal sealed class OwnSettings(ProgramSymbols symbols, Callers callers, InvocationData data)
{
    public bool AreIn(Effect creation, BodySummary body, CancellationToken cancellationToken) =>
        creation.Arguments.Any(a => IsOwn(a, body, 0, cancellationToken) || a.Kind == ValueKind.Local && IsSetUp((v, _) => v.Kind == ValueKind.Local && v.Id == a.Id, body, cancellationToken))
        || creation.Receiver != null && data.Includes(creation.Receiver, body, cancellationToken)
        || IsSetUp(HeavyCreation.Of(creation), body, 0, cancellationToken);

    private bool IsSetUp(HeavyCreation creation, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        var member = body.Member;
        var fields = member.Bodies.SelectMany(b => b.Accesses.Where(a => a.Target.Kind is ValueKind.Static or ValueKind.Member && creation.Is(a.Value, b))).Select(static a => a.Target).ToList();
        if (member.Locals.Values.Any(l => l.Values.Exists(v => v.Kind == ValueKind.New && creation.Is(v, l.Owner) && v.Parts.Any(p => IsOwn(p, l.Owner, 0, cancellationToken))))
            || IsSetUp((v, b) => v.Kind == ValueKind.Local ? creation.Is(v, b) : fields.Exists(f => f.IsSameStorage(v)), body, cancellationToken))
        {
            return true;
        }

        var call = HeavyCreation.CallOf(body.Id);
        return depth < Limits.HolderDepth / 2 && body.Returns.Exists(r => creation.Is(r, body)) && callers.Of(body, cancellationToken).Any(c => c.Body != body && IsSetUp(call, c.Body, depth + 1, cancellationToken));
    }

    /// <summary>Does the member set a part of the object to data of the invocation, or put some into one?</summary>
    private bool IsSetUp(Func<Value, BodySummary, bool> isObject, BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var other in body.Member.Bodies)
        {
            if (Changes(other).Any(c => IsPart(c.Target, other, isObject) && IsOwn(c.Value, other, 0, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOwn(Value value, BodySummary body, int depth, CancellationToken cancellationToken) =>
        depth == 0 && data.Includes(value, body, cancellationToken)
        || depth < Limits.HolderDepth && value.Kind switch
        {
            ValueKind.New when symbols.Symbol(value.Id) is ITypeSymbol type && !symbols.IsSource(type) && symbols.Knowledge.FindInherited(Verdict.NotThreadSafe, type) != null => true,
            ValueKind.New or ValueKind.Any => value.Parts.Any(p => IsOwn(p, body, depth + 1, cancellationToken)),
            ValueKind.Local => body.Member.TryGetLocal(value, out var local) && local.Values.Exists(v => IsOwn(v, local.Owner, depth + 1, cancellationToken)),
            _ => false,
        };

    private static IEnumerable<(Value Target, Value Value)> Changes(BodySummary body)
    {
        foreach (var access in body.Accesses)
        {
            yield return (access.Target, access.Value);
        }

        foreach (var effect in body.Effects)
        {
            if (effect is { Kind: EffectKind.Reconfiguration, Receiver: { } receiver })
            {
                foreach (var value in effect.Arguments)
                {
                    yield return (receiver, value);
                }
            }
        }
    }

    private static bool IsPart(Value value, BodySummary body, Func<Value, BodySummary, bool> isObject) =>
        isObject(value, body) || value.Kind is ValueKind.Member or ValueKind.Element && IsPart(value.Base!, body, isObject) || value.Kind == ValueKind.Derived && value.Parts.Length == 1 && IsPart(value.Parts[0], body, isObject);
}
