using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>
/// Answers who else can see a value: shared outright, shared if the receiver or an argument is, or nobody knows (an empty answer).
/// Follows fields, elements, locals, returned values and injected services, at most <see cref="Limits.HolderDepth"/> steps.
/// </summary>
internal sealed partial class Lifetimes(ProgramSymbols symbols, ProgramSummaries summaries, Callers callers, EntryPoints entryPoints, Registrations registrations)
{
    /// <summary>By depth as well: an answer that met the limit holds for that depth alone.</summary>
    private readonly ConcurrentDictionary<(string Field, int Depth), bool> _holds = new();
    private readonly ConcurrentDictionary<(string Type, int Depth), bool> _sharedInstances = new();

    /// <summary>The ways in which the storage that a write changes may be shared.</summary>
    public IEnumerable<Sharing> OfStorage(Value storage, BodySummary body, CancellationToken cancellationToken)
    {
        switch (storage.Kind)
        {
            case ValueKind.Static:
                return new[] { new Sharing(Need.Nothing, new SharedState(storage.Id, isElement: false)) };
            case ValueKind.Member:
                return OfObject(storage.Base!, body, 0, cancellationToken).Select(s => new Sharing(s.Need, new SharedState(storage.Id, isElement: false) { Holder = s.State.AsHolder }));
            case ValueKind.Local when body.Member.TryGetLocal(storage, out var local):
                return new[] { new Sharing(Need.Capture(local.Owner.Id), new SharedState(storage.Id, isElement: false, local)) };
            default:
                return Array.Empty<Sharing>();
        }
    }

    /// <summary>The ways in which the object that a value refers to may be shared.</summary>
    public IEnumerable<Sharing> OfObject(Value value, BodySummary body, CancellationToken cancellationToken) => OfObject(value, body, 0, cancellationToken);

    private IEnumerable<Sharing> OfObject(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            yield break;
        }

        cancellationToken.ThrowIfCancellationRequested();
        switch (value.Kind)
        {
            case ValueKind.This:
                yield return new Sharing(Need.Receiver, new SharedState(body.Member.ContainingType, isElement: false));
                break;
            case ValueKind.Parameter:
                yield return new Sharing(Need.Argument(value.Id, value.Index), new SharedState(value.Id, isElement: false));
                break;
            case ValueKind.Static:
                if (!IsOutOfReach(value.Id))
                {
                    yield return new Sharing(Need.Nothing, new SharedState(value.Id, isElement: false));
                }

                break;
            case ValueKind.Service:
                if (registrations.IsSingleton(value.Id))
                {
                    yield return new Sharing(Need.Nothing, new SharedState(value.Id, isElement: false));
                }

                break;
            case ValueKind.Member:
                if (IsOutOfReach(value.Id))
                {
                    break;
                }

                foreach (var sharing in OfObject(value.Base!, body, depth + 1, cancellationToken))
                {
                    yield return new Sharing(sharing.Need, new SharedState(value.Id, isElement: false) { Holder = sharing.State.AsHolder });
                }

                if (HoldsShared(value.Id, value.Base!, body, depth + 1, cancellationToken))
                {
                    yield return new Sharing(Need.Nothing, new SharedState(value.Id, isElement: false));
                }

                break;
            case ValueKind.Element when value.Parts.Any(IsUniqueKey):
                break; // an entry of this invocation alone
            case ValueKind.Element:
                foreach (var sharing in OfObject(value.Base!, body, depth + 1, cancellationToken))
                {
                    yield return new Sharing(sharing.Need, new SharedState(sharing.State.Id, isElement: true, sharing.State.Local) { Holder = sharing.State.Holder });
                }

                break;
            case ValueKind.Local:
                foreach (var sharing in OfLocal(value, body, depth, cancellationToken))
                {
                    yield return sharing;
                }

                break;
            case ValueKind.Any:
                foreach (var part in value.Parts)
                {
                    foreach (var sharing in OfObject(part, body, depth + 1, cancellationToken))
                    {
                        yield return sharing;
                    }
                }

                break;
            case ValueKind.Call:
                foreach (var sharing in OfCall(value, body, depth, cancellationToken))
                {
                    yield return sharing;
                }

                break;
        }
    }

    private static bool IsUniqueKey(Value key) =>
        key.Kind == ValueKind.Member && (key.Id.EndsWith(".AwsRequestId", StringComparison.Ordinal) || key.Id.EndsWith(".TraceIdentifier", StringComparison.Ordinal));

    private IEnumerable<Sharing> OfLocal(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (!body.Member.TryGetLocal(value, out var local))
        {
            yield break;
        }

        if (local.Owner != body)
        {
            yield return new Sharing(Need.Capture(local.Owner.Id), new SharedState(value.Id, isElement: false, local));
        }

        foreach (var assigned in local.Values)
        {
            foreach (var sharing in OfObject(assigned, local.Owner, depth + 1, cancellationToken))
            {
                yield return sharing;
            }
        }
    }

    /// <summary>What a member of ours returns, seen from its caller.</summary>
    private IEnumerable<Sharing> OfCall(Value call, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (summaries.Body(call.Id, cancellationToken) is not { } callee)
        {
            yield break;
        }

        foreach (var returned in callee.Returns)
        {
            foreach (var sharing in OfObject(returned, callee, depth + 1, cancellationToken))
            {
                switch (sharing.Need.Kind)
                {
                    case NeedKind.Nothing:
                        yield return sharing;
                        break;
                    case NeedKind.Receiver when call.Base != null:
                        foreach (var outer in OfObject(call.Base, body, depth + 1, cancellationToken))
                        {
                            yield return new Sharing(outer.Need, sharing.State);
                        }

                        break;
                    case NeedKind.Argument when sharing.Need.Body == callee.Id && sharing.Need.Ordinal < call.Parts.Length:
                        foreach (var outer in OfObject(call.Parts[sharing.Need.Ordinal], body, depth + 1, cancellationToken))
                        {
                            yield return outer;
                        }

                        break;
                }
            }
        }
    }

    /// <summary>AsyncLocal and ThreadLocal values, thread-static fields: the storage is shared, what one sees in it is not.</summary>
    private bool IsOutOfReach(string id)
    {
        var symbol = symbols.Symbol(id);
        var type = symbol switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null };
        if (type is { Name: "AsyncLocal" or "ThreadLocal" or "IHttpContextAccessor" or "HttpContext" })
        {
            return true;
        }

        if (symbol is IFieldSymbol { IsStatic: true })
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass?.Name == "ThreadStaticAttribute")
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Is a thread-static field written here, or one like it?</summary>
    public bool IsPerThread(Value storage) => storage.Kind == ValueKind.Static && IsOutOfReach(storage.Id);

    /// <summary>Does anybody store a shared object in this field, such as a constructor that was given a singleton?</summary>
    private bool HoldsShared(string field, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            return false;
        }

        if (_holds.TryGetValue((field, depth), out var known))
        {
            return known;
        }

        var answer = false;
        foreach (var (body, access) in StoresTo(field, cancellationToken))
        {
            if (IsSharedSomewhere(access.Value, body, depth + 1, cancellationToken))
            {
                answer = true;
                break;
            }
        }

        return _holds[(field, depth)] = answer;
    }

    private bool IsSharedSomewhere(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        foreach (var sharing in OfObject(value, body, depth, cancellationToken))
        {
            switch (sharing.Need.Kind)
            {
                case NeedKind.Nothing:
                    return true;
                case NeedKind.Receiver:
                    if (IsInstanceShared(body.Member.ContainingType, depth + 1, cancellationToken))
                    {
                        return true;
                    }

                    break;
                case NeedKind.Argument:
                    if (IsArgumentShared(sharing.Need, depth + 1, cancellationToken))
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>Do all invocations see one object of this type: a handler, a singleton, or one that is kept in shared state?</summary>
    public bool IsInstanceShared(string type, int depth, CancellationToken cancellationToken)
    {
        if (entryPoints.SharedTypeReason(type) != null || registrations.LifetimeOf(type) == ServiceLifetime.Singleton || symbols.Symbol(type) is INamedTypeSymbol filter && ProgramSymbols.IsFilterAttribute(filter))
        {
            return true;
        }

        if (depth > Limits.HolderDepth || symbols.Symbol(type) is not INamedTypeSymbol symbol)
        {
            return false;
        }

        return _sharedInstances.TryGetValue((type, depth), out var known) ? known : _sharedInstances[(type, depth)] = IsKeptInSharedState(symbol, type, depth, cancellationToken);
    }

    private bool IsKeptInSharedState(INamedTypeSymbol symbol, string type, int depth, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.Creating(symbol, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var access in body.Accesses)
                {
                    if (access.Kind != AccessKind.Mutation && Creates(access.Value, type)
                        && (access.Target.Kind == ValueKind.Static
                            || access.Target is { Kind: ValueKind.Member, Base.Kind: ValueKind.This } && member.ContainingType != type && IsInstanceShared(member.ContainingType, depth + 1, cancellationToken)))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool Creates(Value value, string type) =>
        value.Kind == ValueKind.New && (value.Id == type || value.Parts.Any(p => Creates(p, type))) || value.Kind == ValueKind.Any && value.Parts.Any(p => Creates(p, type));

    /// <summary>Is this a semaphore that lets more than one in?</summary>
    public bool AdmitsSeveral(string field, CancellationToken cancellationToken)
    {
        if (field.Length == 0)
        {
            return false;
        }

        foreach (var (_, access) in StoresTo(field, cancellationToken))
        {
            if (access.Value is { Kind: ValueKind.New, Id: "T:System.Threading.SemaphoreSlim" or "T:System.Threading.Semaphore", Parts.Length: > 0 } made && made.Parts[0].Kind == ValueKind.Constant && made.Parts[0].Id is not ("0" or "1" or ""))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Can the value be an object of that type? True unless its own type says no.</summary>
    public bool MayBe(Value value, INamedTypeSymbol type, BodySummary body, int depth = 0) => depth > Limits.HolderDepth || value.Kind switch
    {
        ValueKind.New => value.Id == symbols.Id(type) || value.Id.Length == 0 || symbols.Symbol(value.Id) is not INamedTypeSymbol,
        ValueKind.Member or ValueKind.Static => symbols.Symbol(value.Id) switch
        {
            IFieldSymbol field => Holds(field.Type, type) && IsStoredIn(value.Id, type),
            IPropertySymbol property => Holds(property.Type, type) && IsStoredIn(value.Id, type),
            _ => true,
        },
        ValueKind.Any => value.Parts.Any(p => MayBe(p, type, body, depth + 1)),
        ValueKind.Local => !body.Member.TryGetLocal(value, out var local) || local.Values.Count == 0 || local.Values.Any(v => MayBe(v, type, local.Owner, depth + 1)),
        _ => true,
    };

    /// <summary>Is an object of the type stored there? False only when all that is stored is new, and of types that are no heirs of it.</summary>
    private bool IsStoredIn(string storage, INamedTypeSymbol type)
    {
        var id = symbols.Id(type);
        var isAny = false;
        foreach (var (_, access) in StoresTo(storage, CancellationToken.None))
        {
            if (access.Value.Kind != ValueKind.New || access.Value.Id == id || symbols.Symbol(access.Value.Id) is not INamedTypeSymbol made || BaseTypes.Include(made, type))
            {
                return true;
            }

            isAny = true;
        }

        return !isAny;
    }

    /// <summary>A variable of a class type holds that class and what derives from it; of any other type, what it likes.</summary>
    private static bool Holds(ITypeSymbol declared, INamedTypeSymbol type) =>
        declared is not INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_Object } known || BaseTypes.Include(type, known);

    /// <summary>True when every way to this value ends in an object that the body itself made.</summary>
    public bool IsFresh(Value value, BodySummary body, int depth = 0) => value.Kind switch
    {
        ValueKind.New or ValueKind.Constant => true,
        ValueKind.Any => value.Parts.All(p => IsFresh(p, body, depth + 1)),
        ValueKind.Member or ValueKind.Element => IsFresh(value.Base!, body, depth + 1),
        ValueKind.Local => depth < Limits.HolderDepth && body.Member.TryGetLocal(value, out var local) && local.Owner == body && local.Values.Count > 0 && local.Values.All(v => IsFresh(v, local.Owner, depth + 1)),
        _ => false,
    };
}
