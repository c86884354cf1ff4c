using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>
/// Answers whether storage of an unsafe type keeps nothing but safe objects: <c>Random.Shared</c>, <c>Console.Out</c>, what <c>Stream.Synchronized</c> returns.
/// False when anything else, or nothing that is known, is stored.
/// </summary>
internal sealed class Safeguards(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, Callers callers)
{
    public bool AreInStorage(string id, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var (body, access) in lifetimes.StoresTo(id, cancellationToken))
        {
            if (access.Value.Kind == ValueKind.Constant)
            {
                continue;
            }

            if (!IsOne(access.Value, body, 0, cancellationToken))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    public bool AreIn(LocalSummary local, CancellationToken cancellationToken) =>
        local.Values.Count > 0 && local.Values.TrueForAll(v => IsOne(v, local.Owner, 0, cancellationToken));

    private bool IsOne(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            return false;
        }

        switch (value.Kind)
        {
            case ValueKind.Derived:
                return value.Id.Length > 0 && symbols.Symbol(value.Id) is { } member && symbols.Knowledge.Find(Verdict.ThreadSafe, member) != null;
            case ValueKind.Any:
                foreach (var part in value.Parts)
                {
                    if (!IsOne(part, body, depth + 1, cancellationToken))
                    {
                        return false;
                    }
                }

                return true;
            case ValueKind.New:
                return symbols.Symbol(value.Id) is INamedTypeSymbol { IsGenericType: false } type && symbols.Knowledge.FindInherited(Verdict.ThreadSafe, type) != null;
            case ValueKind.Local:
                return body.Member.TryGetLocal(value, out var local) && local.Values.Count > 0 && local.Values.TrueForAll(v => IsOne(v, local.Owner, depth + 1, cancellationToken));
            case ValueKind.Parameter:
                return IsPassed(value, depth, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Does every caller that we see pass a safe object?</summary>
    private bool IsPassed(Value parameter, int depth, CancellationToken cancellationToken)
    {
        var any = false;
        if (summaries.Body(parameter.Id, cancellationToken) is not { } callee)
        {
            return false;
        }

        foreach (var (caller, call) in callers.Of(callee, cancellationToken))
        {
            if (parameter.Index >= call.Arguments.Length || !IsOne(call.Arguments[parameter.Index], caller, depth + 1, cancellationToken))
            {
                return false;
            }

            any = true;
        }

        return any;
    }
}
