using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>
/// Answers whether a value is, or is computed from, data of one invocation: the event, the Lambda context, the request or its user. False when unknown.
/// Follows arguments to callers and fields to what is stored in them, at most <see cref="Limits.HolderDepth"/> steps.
/// </summary>
internal sealed class InvocationData(ProgramSymbols symbols, ProgramSummaries summaries, Callers callers, Lifetimes lifetimes, EntryPoints entryPoints)
{
    /// <summary>One question: what it has looked at.</summary>
    private sealed class Search
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        /// <summary>Who asks for data of its own invocation only; null when any invocation's will do.</summary>
        public BodySummary? Owner { get; init; }

        public bool Add(string id) => _seen.Add(id);
    }

    public bool Includes(Value value, BodySummary body, CancellationToken cancellationToken) => Includes(value, body, null, 0, new Search(), cancellationToken);

    /// <summary>
    /// Is it data of the very invocation that runs the body? What another entry point left in shared storage, or anybody left there under a lock, belongs to all who read it.
    /// </summary>
    public bool IsOwn(Value value, BodySummary body, CancellationToken cancellationToken) => Includes(value, body, null, 0, new Search { Owner = body }, cancellationToken);

    /// <summary>Is it a part of an entry that was looked up with data of the invocation, or with a key made for it? Others look up other entries.</summary>
    public bool IsInOwnEntry(Value storage, BodySummary body, CancellationToken cancellationToken) => IsInOwnEntry(storage, body, 0, cancellationToken);

    private bool IsInOwnEntry(Value storage, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        switch (storage.Kind)
        {
            case ValueKind.Member:
                return IsInOwnEntry(storage.Base!, body, depth, cancellationToken);
            case ValueKind.Element:
                return storage.Parts.Any(key => Includes(key, body, cancellationToken) || IsTestOfData(key, body, cancellationToken) || IsFresh(key, body, depth, cancellationToken));
            case ValueKind.Local when depth < Limits.ValueDepth && body.Member.TryGetLocal(storage, out var local):
                return AreInOwnEntry(local.Values, local.Owner, depth, cancellationToken);
            case ValueKind.Call when depth < Limits.HolderDepth && summaries.Body(storage.Id, cancellationToken) is { } callee:
                return AreInOwnEntry(callee.Returns, callee, depth, cancellationToken);
            case ValueKind.Parameter or ValueKind.This when depth < Limits.HolderDepth && summaries.Body(storage.Kind == ValueKind.This ? body.Member.Id : storage.Id, cancellationToken) is { } callee:
                return IsPassedFromOwnEntry(storage, callee, depth + 1, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Does every caller pass a part of such an entry, or an object that it has just made?</summary>
    private bool IsPassedFromOwnEntry(Value passed, BodySummary callee, int depth, CancellationToken cancellationToken)
    {
        var isEntry = false;
        foreach (var (caller, call) in callers.Of(callee, cancellationToken))
        {
            var value = passed.Kind == ValueKind.This ? call.Receiver : passed.Index < call.Arguments.Length ? call.Arguments[passed.Index] : null;
            if (value == null || !IsMadeHere(value, caller) && !IsInOwnEntry(value, caller, depth, cancellationToken))
            {
                return false;
            }

            isEntry |= !IsMadeHere(value, caller);
        }

        return isEntry;
    }

    /// <summary>Is it made of what is another one for each call, such as a GUID, here or by every caller?</summary>
    private bool IsFresh(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        switch (value.Kind)
        {
            case ValueKind.Derived:
                return symbols.Symbol(value.Id) is { } member && symbols.Knowledge.Find(Verdict.Unique, member) is { } unique && unique.Argument("kind") == null
                    || depth < Limits.HolderDepth && value.Parts.Any(p => IsFresh(p, body, depth + 1, cancellationToken));
            case ValueKind.Local when depth < Limits.HolderDepth && body.Member.TryGetLocal(value, out var local):
                return local.Values.Count > 0 && local.Values.TrueForAll(v => IsFresh(v, local.Owner, depth + 1, cancellationToken));
            case ValueKind.Parameter when depth < Limits.HolderDepth && summaries.Body(value.Id, cancellationToken) is { } callee:
                var calls = callers.Of(callee, cancellationToken);
                return calls.Count > 0 && calls.All(c => value.Index < c.Call.Arguments.Length && IsFresh(c.Call.Arguments[value.Index], c.Body, depth + 1, cancellationToken));
            default:
                return false;
        }
    }

    /// <summary>Does a function compare something with data of the invocation, as in <c>FirstOrDefault(c => c.Id == input.Id)</c>?</summary>
    private bool IsTestOfData(Value key, BodySummary body, CancellationToken cancellationToken) =>
        key.Kind == ValueKind.Delegate && body.Member.Bodies.Find(b => b.Id == key.Id) is { } test
        && test.Returns.Exists(r => r.Kind == ValueKind.Derived && Includes(r, test, cancellationToken));

    /// <summary>What is new becomes the entry where there was none.</summary>
    private bool AreInOwnEntry(List<Value> values, BodySummary body, int depth, CancellationToken cancellationToken) =>
        values.Exists(static v => v.Kind is ValueKind.Element or ValueKind.Call or ValueKind.Local)
        && values.TrueForAll(v => v.Kind is ValueKind.New or ValueKind.Constant || v.Kind is ValueKind.Element or ValueKind.Call or ValueKind.Local && IsInOwnEntry(v, body, depth + 1, cancellationToken));

    /// <param name="called">The member whose result is asked for: what its caller passes is judged there, not what all its callers pass.</param>
    private bool Includes(Value value, BodySummary body, string? called, int depth, Search seen, CancellationToken cancellationToken)
    {
        if (depth > 3 * Limits.HolderDepth)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        switch (value.Kind)
        {
            case ValueKind.Parameter when value.Id == called:
                return false;
            case ValueKind.Parameter:
                return seen.Add(value.Id + "#" + value.Index) && IsArgument(value, depth, seen, cancellationToken);
            case ValueKind.Local:
                if (body.Member.TryGetLocal(value, out var local) && seen.Add(body.Member.Id + value.Id + value.Index))
                {
                    foreach (var assigned in local.Values)
                    {
                        if (Includes(assigned, local.Owner, called, depth + 1, seen, cancellationToken))
                        {
                            return true;
                        }
                    }
                }

                return false;
            case ValueKind.Member:
                return !IsMadeHere(value.Base!, body) && Includes(value.Base!, body, called, depth + 1, seen, cancellationToken) || IsStored(value.Id, depth, seen, cancellationToken);
            case ValueKind.Static:
                return IsStored(value.Id, depth, seen, cancellationToken);
            case ValueKind.Call:
                return IncludesAny(value, body, called, depth, seen, cancellationToken) || IsReturned(value.Id, depth, seen, cancellationToken);
            default:
                return IncludesAny(value, body, called, depth, seen, cancellationToken);
        }
    }

    /// <summary>Is it an object of ours that the body has made? What its members hold, somebody has stored in them.</summary>
    private bool IsMadeHere(Value owner, BodySummary body) => owner.Kind switch
    {
        ValueKind.New => symbols.Symbol(owner.Id) is { } type && symbols.IsSource(type),
        ValueKind.Local => body.Member.TryGetLocal(owner, out var local) && local.Values.Count > 0 && local.Others.Count == 0 && local.Values.TrueForAll(v => v.Kind == ValueKind.New && IsMadeHere(v, local.Owner)),
        _ => false,
    };

    private bool IncludesAny(Value value, BodySummary body, string? called, int depth, Search seen, CancellationToken cancellationToken)
    {
        if (value.Base != null && Includes(value.Base, body, called, depth + 1, seen, cancellationToken))
        {
            return true;
        }

        foreach (var part in value.Parts)
        {
            if (Includes(part, body, called, depth + 1, seen, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsArgument(Value parameter, int depth, Search seen, CancellationToken cancellationToken)
    {
        if (parameter == Value.Request)
        {
            return true;
        }

        if (entryPoints.At(parameter.Id) is { } entry)
        {
            return entry.ServiceAt(parameter.Index) == null;
        }

        if (symbols.Symbol(parameter.Id) is IMethodSymbol hook && symbols.Knowledge.FindSlot(Verdict.PerInvocation, hook) != null)
        {
            return true;
        }

        if (summaries.Body(parameter.Id, cancellationToken) is not { Kind: BodyKind.Method or BodyKind.LocalFunction or BodyKind.Constructor } body)
        {
            return false;
        }

        foreach (var (caller, call) in callers.Of(body, cancellationToken))
        {
            if (parameter.Index < call.Arguments.Length && Includes(call.Arguments[parameter.Index], caller, null, depth + 1, seen, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsStored(string field, int depth, Search seen, CancellationToken cancellationToken)
    {
        if (!seen.Add(field))
        {
            return false;
        }

        foreach (var (body, access) in lifetimes.StoresTo(field, cancellationToken))
        {
            if (Includes(access.Value, body, null, depth + 1, seen, cancellationToken) && (seen.Owner == null || !IsLeftForAll(field, access, body, seen.Owner, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsLeftForAll(string field, Access store, BodySummary writer, BodySummary reader, CancellationToken cancellationToken) =>
        symbols.Symbol(field) is { } storage
        && (storage.IsStatic || storage.ContainingType is { } owner && entryPoints.SharedTypeReason(symbols.Id(owner)) != null)
        && (!store.Locks.IsEmpty || !WithCallers(writer, cancellationToken).Overlaps(WithCallers(reader, cancellationToken)));

    /// <summary>The body and everybody from whom calls lead to it, up to where invocations begin; as many as one search may visit.</summary>
    private HashSet<string> WithCallers(BodySummary start, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.Id };
        var queue = new Queue<BodySummary>();
        queue.Enqueue(start);
        while (queue.Count > 0 && seen.Count < Limits.BodiesPerSearch)
        {
            var body = queue.Dequeue();
            if (entryPoints.At(body.Id) != null)
            {
                continue;
            }

            foreach (var (caller, _) in callers.Of(body, cancellationToken))
            {
                if (caller.Kind is not (BodyKind.Main or BodyKind.StaticInitializer) && seen.Add(caller.Id))
                {
                    queue.Enqueue(caller);
                }
            }
        }

        return seen;
    }

    /// <summary>What a member of ours returns may come from the receiver's state.</summary>
    private bool IsReturned(string id, int depth, Search seen, CancellationToken cancellationToken)
    {
        if (!seen.Add(id) || summaries.Body(id, cancellationToken) is not { } callee)
        {
            return false;
        }

        foreach (var returned in callee.Returns)
        {
            if (Includes(returned, callee, callee.Id, depth + 1, seen, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
