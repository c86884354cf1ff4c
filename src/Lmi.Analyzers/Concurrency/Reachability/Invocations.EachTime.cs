using System.Collections.Immutable;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>What each invocation does again, and what only the first one does.</summary>
internal sealed partial class Invocations
{
    /// <summary>The role of a path that begins where the container builds a scoped or transient service.</summary>
    public const string ContainerRole = "the container's call of";

    private const string FrameworkRole = "the framework's call of";

    /// <summary>
    /// Does this happen only while storage that outlives the invocation is unset? A local counts for what it was read from. True when the storage could be of
    /// either kind.
    /// </summary>
    public bool IsInitializing(ImmutableArray<Value> whileUnset, BodySummary body)
    {
        foreach (var storage in whileUnset)
        {
            if (Outlives(storage, body, 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is this call site none that counts?</summary>
    private bool IsShut(CallSite call, BodySummary caller, Need need, Way way, CancellationToken cancellationToken) => IsStartedOnce(call, caller) || way switch
    {
        Way.Unlocked => IsGuarded(call.Locks, caller, need, cancellationToken),
        Way.UnlockedForReading => IsGuarded(call.Locks, caller, need, cancellationToken) || IsGuardedForReading(call.Locks, caller, need, cancellationToken),
        Way.Any or Way.Whenever => IsOnce(call.Locks),
        Way.Again => IsOnce(call.Locks) || IsInitializing(call.WhileUnset, caller),
        Way.PoolThread => call.Thread == ThreadKind.Own || IsOnce(call.Locks) || !call.Locks.IsEmpty && IsInitializing(call.WhileUnset, caller),
        Way.Repeated => call.Kind == CallKind.Cached || IsGuarded(call.Locks, caller, need, cancellationToken) || IsInitializing(call.WhileUnset, caller),
        _ => call.Kind == CallKind.Cached || IsOnce(call.Locks) || IsInitializing(call.WhileUnset, caller),
    };

    /// <summary>Is it started beside the invocations by the first that comes, and by no other? A loop of this kind is one thread; so is one that starts again when it has ended.</summary>
    private bool IsStartedOnce(CallSite call, BodySummary caller) => call.StartedBy is { } flag && (flag.Kind is not (ValueKind.Static or ValueKind.Member) || Outlives(flag, caller, 0));

    /// <summary>The same for an operation as for a call site: does it not count, because of what was known when it was done?</summary>
    public bool IsShut(Effect effect, BodySummary body, Way way) => way switch
    {
        Way.EachTime or Way.Again => IsInitializing(effect.WhileUnset, body),
        Way.PoolThread => !effect.Locks.IsEmpty && IsInitializing(effect.WhileUnset, body),
        _ => false,
    };

    private bool Outlives(Value storage, BodySummary body, int depth)
    {
        if (depth > Limits.HolderDepth)
        {
            return true;
        }

        switch (storage.Kind)
        {
            case ValueKind.Static:
                return IsSetLater(storage.Id);
            case ValueKind.Member when RootOf(storage) is { Kind: ValueKind.Parameter } given && data.Includes(given, body, CancellationToken.None):
                return false; // what the event says ends with the invocation
            case ValueKind.Member:
                return RootOf(storage).Kind == ValueKind.This ? !IsOfOneRequest(body.Member.ContainingType) && IsSetLater(storage.Id) : IsSetLater(storage.Id);
            case ValueKind.Element:
                return Outlives(storage.Base!, body, depth + 1);
            case ValueKind.Call:
                return IsAboutOutliving(storage.Id, depth);
            case ValueKind.Derived or ValueKind.Any:
            case ValueKind.New when storage.Id == "tuple":
                foreach (var part in storage.Parts)
                {
                    if (Outlives(part, body, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            case ValueKind.Local when body.Member.TryGetLocal(storage, out var local):
                foreach (var assigned in local.Values)
                {
                    if (Outlives(assigned, local.Owner, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>
    /// A getter such as <c>IsStarted => _host != null</c> is about what it reads. True for what does not answer yes or no (at once, in a task, or beside a reason), and where nobody knows.
    /// </summary>
    private bool IsAboutOutliving(string member, int depth)
    {
        if (symbols.Symbol(member) is not IMethodSymbol method || !IsAnswer(method.ReturnType) || summaries.Body(member, CancellationToken.None) is not { Returns.Count: > 0 } callee)
        {
            return true;
        }

        foreach (var returned in callee.Returns)
        {
            if (Outlives(returned, callee, depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAnswer(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean || type.IsTupleType || type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } result } && IsAnswer(result[0]);

    /// <summary>A flag that is only ever initialized is configuration: it tells no first time from the next.</summary>
    private bool IsSetLater(string id)
    {
        if (symbols.Symbol(id) is not (IFieldSymbol { Type.SpecialType: SpecialType.System_Boolean } or IPropertySymbol { Type.SpecialType: SpecialType.System_Boolean }))
        {
            return true;
        }

        foreach (var (_, access) in lifetimes.StoresTo(id, CancellationToken.None))
        {
            if (access.Kind != AccessKind.Construction)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the object end with the request: a controller, a scoped or transient service?</summary>
    private bool IsOfOneRequest(string type) => IsBuiltPerRequest(type) || IsControllerLike(type);

    private bool IsControllerLike(string type) => entryPoints.IsBuiltPerRequest(type) && registrations.LifetimeOf(type) != ServiceLifetime.Singleton;
}
