using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Runtime;

/// <summary>
/// Answers where an environment variable is read that Lambda sets for each invocation of an environment that has one at a time, and never where invocations run
/// concurrently (https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-dotnet-runtime.html). A name that a helper is given is judged where it is given. Unknown names are silent.
/// </summary>
internal sealed class AbsentVariables(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, Invocations invocations)
{
    private const string TraceId = "_X_AMZN_TRACE_ID";

    public IEnumerable<ReachedEffect> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var effect in body.Effects)
                {
                    if (effect.Kind == EffectKind.EnvironmentRead && NameOf(effect) is { } name && IsAbsent(name, body, 0, cancellationToken) && (effect.Fact != null || IsEnvironment(effect.Receiver, body, 0))
                        && PathTo(body, cancellationToken) is { } path)
                    {
                        yield return new ReachedEffect(body, effect, path);
                    }
                }

                foreach (var call in body.Calls)
                {
                    if (call.Callee.Length > 0 && PassesName(call, body, cancellationToken) && PathTo(body, cancellationToken) is { } path)
                    {
                        yield return new ReachedEffect(body, new Effect(EffectKind.EnvironmentRead, "", "", null, null, call.Arguments, System.Collections.Immutable.ImmutableArray<TextSpan>.Empty, call.Span, call.Locks, call.WhileUnset), path);
                    }
                }
            }
        }
    }

    private InvocationPath? PathTo(BodySummary body, CancellationToken cancellationToken) => invocations.Find(body, Need.Nothing, cancellationToken, Way.Whenever).Path;

    /// <summary>The variable that is asked for; null when all are handed out.</summary>
    private static Value? NameOf(Effect effect) => effect.Arguments.Length > 0 && (effect.Fact == null || effect.Fact.Argument("parameter") != null) ? effect.Arguments[0] : null;

    private bool IsAbsent(Value name, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        switch (name.Kind)
        {
            case ValueKind.Constant:
                return name.IsText && name.Id == TraceId;
            case ValueKind.Local when depth < Limits.HolderDepth && body.Member.TryGetLocal(name, out var local):
                return local.Values.Count == 0 && local.Others.Count == 1 && IsAbsent(local.Others[0], local.Owner, depth + 1, cancellationToken);
            case ValueKind.Static or ValueKind.Member when depth < Limits.HolderDepth && symbols.Symbol(name.Id) is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }:
                var stores = lifetimes.StoresTo(name.Id, cancellationToken).ToList();
                return stores.Count == 1 && IsAbsent(stores[0].Access.Value, stores[0].Body, depth + 1, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>The table that the class library makes of the environment.</summary>
    private bool IsEnvironment(Value? table, BodySummary body, int depth) => table?.Kind switch
    {
        ValueKind.Derived => symbols.Symbol(table.Id) is { } member && symbols.Knowledge.Find(Verdict.Environment, member) is { } fact && fact.Argument("parameter") == null,
        ValueKind.Local => depth < Limits.HolderDepth && body.Member.TryGetLocal(table, out var local) && local.Values.Count == 1 && IsEnvironment(local.Values[0], local.Owner, depth + 1),
        _ => false,
    };

    /// <summary>Is the name handed to a member of ours that reads the variable with the name that it is given?</summary>
    private bool PassesName(CallSite call, BodySummary body, CancellationToken cancellationToken)
    {
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].IsText && IsAbsent(call.Arguments[i], body, 0, cancellationToken) && summaries.Body(call.Callee, cancellationToken) is { } callee
                && callee.Effects.Exists(e => e.Kind == EffectKind.EnvironmentRead && e.Fact != null && NameOf(e) is { Kind: ValueKind.Parameter } asked && asked.Id == callee.Id && asked.Index == i))
            {
                return true;
            }
        }

        return false;
    }
}
