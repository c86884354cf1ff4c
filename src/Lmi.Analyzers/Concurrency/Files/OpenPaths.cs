using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Lmi.Analyzers.Concurrency.Summaries;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>
/// Answers from the summary alone whether a member may work on a file whose path a caller hands over. Says yes too often, never no where <see cref="PathValues"/> leaves a parameter open.
/// The answer outlives the compilation, as the summary does, so that an edit elsewhere does not ask again.
/// </summary>
internal static class OpenPaths
{
    /// <summary>Values inside of values: deeper than <see cref="PathValues"/> follows any.</summary>
    private const int DeepestStep = 100;

    private static readonly ConditionalWeakTable<MemberSummary, object> s_known = new();
    private static readonly object s_yes = new();
    private static readonly object s_no = new();

    public static bool MayBeIn(MemberSummary member) => s_known.GetValue(member, static m => Search(m) ? s_yes : s_no) == s_yes;

    private static bool Search(MemberSummary member)
    {
        foreach (var body in member.Bodies)
        {
            foreach (var effect in body.Effects)
            {
                if (effect.Kind is EffectKind.WritesPath or EffectKind.DeletesPath && (effect.Receiver is { } receiver && MayBe(receiver, body, new(), 0) || MayOneBe(effect.Arguments, body, new(), 0)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool MayOneBe(IEnumerable<Value> values, BodySummary body, HashSet<string> seen, int depth)
    {
        foreach (var value in values)
        {
            if (MayBe(value, body, seen, depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayBe(Value value, BodySummary body, HashSet<string> seen, int depth) => depth > DeepestStep || value.Kind switch
    {
        ValueKind.Parameter => value != Value.Request,
        ValueKind.Local => seen.Add(value.Id + value.Index) && body.Member.TryGetLocal(value, out var local) && (MayOneBe(local.Values, local.Owner, seen, depth) || MayOneBe(local.Others, local.Owner, seen, depth)),
        ValueKind.Element => MayBe(value.Base!, body, seen, depth + 1),
        // What a field says is the same whoever asks.
        ValueKind.Member => value.Id.StartsWith("P:System.", StringComparison.Ordinal) && MayBe(value.Base!, body, seen, depth + 1),
        // A local function returns what its member was given.
        ValueKind.Call => MayOneBe(value.Parts, body, seen, depth) || seen.Add(value.Id) && body.Member.Bodies.Find(b => b.Id == value.Id) is { Kind: BodyKind.LocalFunction } local && MayOneBe(local.Returns, local, seen, depth),
        ValueKind.New or ValueKind.Any or ValueKind.Derived => MayOneBe(value.Parts, body, seen, depth),
        _ => false,
    };
}
