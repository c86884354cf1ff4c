using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>
/// Answers whether an invocation gets to a body, with the receiver, argument or captured local that a <see cref="Need"/> names being shared on that very way.
/// Searches backwards from the body, breadth first, over call sites that hold no lock; costs the part of the call graph between the body and the nearest entry point.
/// </summary>
internal sealed partial class Invocations(ProgramSymbols symbols, Callers callers, Lifetimes lifetimes, EntryPoints entryPoints, Registrations registrations, InvocationData data, ProgramSummaries summaries, bool isLibrary)
{
    private readonly ConcurrentDictionary<Question, Reach> _known = new();

    /// <summary>A class, so that the collections which it is the key of need no compiling of their own.</summary>
    private sealed class Question(string body, Need need, Way way) : IEquatable<Question>
    {
        private readonly string _body = body;
        private readonly Need _need = need;
        private readonly Way _way = way;

        public bool Equals(Question? other) => other != null && _way == other._way && _need.Equals(other._need) && _body == other._body;

        public override bool Equals(object? obj) => Equals(obj as Question);

        public override int GetHashCode() => (_body.GetHashCode() * 31 + _need.GetHashCode()) * 31 + (int)_way;
    }

    private sealed class Node(BodySummary body, Need need, Node? next, TextSpan call, SharedState? holder)
    {
        public BodySummary Body { get; } = body;

        public Need Need { get; } = need;

        /// <summary>The node that this one leads to.</summary>
        public Node? Next { get; } = next;

        /// <summary>Where this body calls the next.</summary>
        public TextSpan Call { get; } = call;

        /// <summary>What keeps the object that the nodes from here on work on, as far out as we have come.</summary>
        public SharedState? Holder { get; } = holder;

        /// <summary>Is one of the objects that keep it an entry among others?</summary>
        public bool IsEntry { get; init; }
    }

    /// <summary>
    /// The answer depends on the question alone, not on what was asked before. Whether a lock on the way is shared is asked meanwhile, but only by <see cref="FindAny"/>, whose searches pass all locks
    /// and so ask nothing: no question is ever open twice.
    /// </summary>
    public Reach Find(BodySummary body, Need need, CancellationToken cancellationToken, Way way = Way.Unlocked)
    {
        var key = new Question(body.Id, need, way);
        return _known.TryGetValue(key, out var reach) ? reach : _known[key] = Search(body, need, way, cancellationToken);
    }

    private Reach FindAny(BodySummary body, Need need, CancellationToken cancellationToken) => Find(body, need, cancellationToken, Way.Any);

    private Reach Search(BodySummary start, Need need, Way way, CancellationToken cancellationToken)
    {
        var queue = new Queue<Node>();
        var seen = new HashSet<Question>();
        var uncertain = false;
        Node? framework = null;
        Node? background = null;
        Node? setUp = null;
        Enqueue(start, need, null, default);
        while (queue.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (seen.Count > Limits.BodiesPerSearch)
            {
                return new Reach(null, isUncertain: true);
            }

            var node = queue.Dequeue();
            if (RoleOfStart(node, way) is { } role)
            {
                return new Reach(PathFrom(node, role), false);
            }

            background ??= IsBackgroundService(node, cancellationToken) ? node : null;
            if (RunsOnce(node))
            {
                setUp ??= node;
                continue;
            }

            framework ??= IsCalledByFramework(node, cancellationToken) ? node : null;
            var isCalled = false;
            foreach (var (caller, call) in callers.Of(node.Body, cancellationToken))
            {
                isCalled = true;
                if (call.Kind == CallKind.Background && (caller.Kind is BodyKind.Constructor or BodyKind.StaticInitializer or BodyKind.InstanceInitializer || IsStartedOnce(call, caller)) && IsSharedHere(node, caller, cancellationToken))
                {
                    background ??= node;
                }

                if (call.Kind == CallKind.RunsOnce || IsOtherReceiver(node.Body, caller, call) || IsShut(call, caller, node.Need, way, cancellationToken))
                {
                    continue;
                }

                uncertain |= !Follow(node, caller, call);
            }

            uncertain |= !isCalled && node.Need.Kind != NeedKind.Nothing && !IsOwnReceiver(node);
        }

        if (framework == null && way == Way.Whenever && (background ?? setUp) is { } beside)
        {
            return new Reach(PathFrom(beside, beside == background ? "background work" : "set-up in"), false);
        }

        return framework == null || way == Way.EachTime ? new Reach(null, uncertain, background == null ? null : PathFrom(background, "background work")) : new Reach(PathFrom(framework, FrameworkRole), false);

        void Enqueue(BodySummary body, Need wanted, Node? next, TextSpan call, SharedState? holder = null)
        {
            // An object that all invocations share makes the receiver's state shared, whoever calls.
            if (wanted.Kind == NeedKind.Receiver && body.Kind is not (BodyKind.Constructor or BodyKind.InstanceInitializer) && IsSharedByType(body.Member.ContainingType))
            {
                wanted = Need.Nothing;
            }

            if (seen.Add(new Question(body.Id, wanted, way)))
            {
                queue.Enqueue(new Node(body, wanted, next, call, holder ?? next?.Holder) { IsEntry = next is { IsEntry: true } || holder?.IsEntryIn(symbols) == true });
            }
        }

        // False when the call could be the one, but what it passes cannot be followed.
        bool Follow(Node node, BodySummary caller, CallSite call)
        {
            Value? passed;
            switch (node.Need.Kind)
            {
                case NeedKind.Nothing:
                    Enqueue(caller, Need.Nothing, node, call.Span);
                    return true;
                case NeedKind.Capture when IsKept(node.Body, caller, call):
                    // Whoever shares the delegate shares what it captured.
                    if (call.Receiver is not { Kind: ValueKind.Static or ValueKind.Member } keeper)
                    {
                        return false;
                    }

                    passed = keeper;
                    break;
                case NeedKind.Capture:
                    if (caller.Id != node.Need.Body)
                    {
                        Enqueue(caller, node.Need, node, call.Span);
                    }

                    return true;
                case NeedKind.Receiver when node.Body.Parent != null && IsKept(node.Body, caller, call):
                    passed = KeeperOf(call)?.Base; // the field of this object keeps the delegate
                    break;
                case NeedKind.Receiver when node.Body.Parent != null:
                    Enqueue(caller, node.Need, node, call.Span);
                    return true;
                case NeedKind.Argument when node.Need.Body != node.Body.Id:
                    Enqueue(caller, node.Need, node, call.Span);
                    return true;
                case NeedKind.Receiver:
                    passed = call.Callee.Length == 0 ? KeeperOf(call) : call.Receiver;
                    break;
                default:
                    passed = node.Need.Ordinal < call.Arguments.Length ? call.Arguments[node.Need.Ordinal] : Value.Unknown;
                    break;
            }

            if (passed == null)
            {
                return true;
            }

            var any = false;
            foreach (var sharing in lifetimes.OfObject(passed, caller, cancellationToken))
            {
                any = true;
                Enqueue(caller, sharing.Need, node, call.Span, sharing.State.AsHolder);
            }

            return any || lifetimes.IsFresh(passed, caller);
        }
    }

    /// <summary>Behind a once-flag: whoever comes first is the last.</summary>
    public static bool IsOnce(ImmutableArray<HeldLock> locks)
    {
        foreach (var held in locks)
        {
            if (held.Mode == LockMode.Once)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is a lambda called elsewhere, by way of what keeps the delegate to it?</summary>
    private static bool IsKept(BodySummary lambda, BodySummary caller, CallSite call) => call.Callee.Length == 0 && caller.Member != lambda.Member;

    /// <summary>What keeps the delegate that is invoked, itself or in a collection.</summary>
    private static Value? KeeperOf(CallSite invocation)
    {
        var keeper = invocation.Receiver;
        while (keeper is { Kind: ValueKind.Element })
        {
            keeper = keeper.Base;
        }

        return keeper;
    }

    /// <summary>A call through an interface or base class whose receiver is visibly of another type.</summary>
    private bool IsOtherReceiver(BodySummary callee, BodySummary caller, CallSite call) =>
        call.Callee != callee.Id && call.Callee.Length > 0 && call.Receiver != null && callee.Parent == null
        && symbols.Symbol(callee.Member.ContainingType) is INamedTypeSymbol type && !lifetimes.MayBe(call.Receiver, type, caller);

    /// <summary>Does an invocation start here on an object of its own, such as a controller?</summary>
    private bool IsOwnReceiver(Node node) => node.Need.Kind == NeedKind.Receiver && (entryPoints.At(node.Body.Id) is { SharesReceiver: false } || IsOfOneRequest(node.Body.Member.ContainingType));

    private bool IsSharedByType(string type) => entryPoints.SharedTypeReason(type) != null || registrations.LifetimeOf(type) == ServiceLifetime.Singleton;

    /// <summary>Is this body where invocations start, with what is needed being shared? Then: as what.</summary>
    private string? RoleOfStart(Node node, Way way)
    {
        if (entryPoints.At(node.Body.Id) is { } entry)
        {
            var holds = node.Need.Kind switch
            {
                NeedKind.Nothing => true,
                NeedKind.Receiver => entry.SharesReceiver,
                NeedKind.Argument => node.Need.Body == node.Body.Id && entry.ServiceAt(node.Need.Ordinal) is { } service && registrations.IsSingleton(service),
                _ => node.Body.Parent != null && Encloses(node.Body, node.Need.Body),
            };
            return holds ? entry.Role : null;
        }

        if (node.Need.Kind != NeedKind.Nothing && !lifetimes.IsInjectedSingleton(node.Body, node.Need, CancellationToken.None))
        {
            return null;
        }

        if (node.Body.Kind is BodyKind.Constructor or BodyKind.InstanceInitializer)
        {
            if (IsBuiltPerRequest(node.Body.Member.ContainingType) && (symbols.Symbol(node.Body.Id) is not IMethodSymbol constructor || registrations.MayCall(constructor, symbols)) || callers.SilentHeirsOf(node.Body.Member.ContainingType).Any(h => IsBuiltPerRequest(symbols.Id(h))))
            {
                return ContainerRole;
            }

            if (IsControllerLike(node.Body.Member.ContainingType))
            {
                return FrameworkRole;
            }
        }

        if (way == Way.EachTime)
        {
            return registrations.IsFactoryPerRequest(node.Body.Id) ? ContainerRole : IsPerInvocation(node.Body) ? FrameworkRole : null;
        }

        return isLibrary && node.Body.Kind == BodyKind.Method && symbols.Symbol(node.Body.Id) is { } member && LibrarySurface.IsCalledByInvocations(member, node.Body) && !RunsOnce(node) && (way != Way.PoolThread || IsServing(member))
            ? "a call of the public member"
            : null;
    }

    /// <summary>Of a public member: static, or of a service. Any other object may be of a tool or a migration, to which a waiting thread does no harm.</summary>
    private bool IsServing(ISymbol member) => member.IsStatic || registrations.LifetimeOf(symbols.Id(member.ContainingType)) != null;

    /// <summary>Does a framework call the override or implementation for each request or message, as knowledge says?</summary>
    private bool IsPerInvocation(BodySummary body) =>
        body.Kind == BodyKind.Method && symbols.Symbol(body.Id) is IMethodSymbol method && (method.IsOverride || method.ContainingType.AllInterfaces.Length > 0) && symbols.Knowledge.FindSlot(Verdict.PerInvocation, method) != null;

    private static bool Encloses(BodySummary inner, string outer)
    {
        for (var body = inner.Parent; body != null; body = body.Parent)
        {
            if (body.Id == outer)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBuiltPerRequest(string type) => registrations.LifetimeOf(type) is ServiceLifetime.Scoped or ServiceLifetime.Transient && entryPoints.SharedTypeReason(type) == null;

    private bool RunsOnce(Node node)
    {
        var body = node.Body;
        switch (body.Kind)
        {
            case BodyKind.StaticInitializer or BodyKind.Main:
                return true;
            case BodyKind.Constructor or BodyKind.InstanceInitializer:
                return node.Need.Kind == NeedKind.Receiver || IsSharedByType(body.Member.ContainingType);
            case BodyKind.Method:
                return symbols.Symbol(body.Id) is { } symbol && (symbols.Knowledge.FindSlot(Verdict.RunsOnce, symbol) != null || symbols.Knowledge.FindSlot(Verdict.Background, symbol) != null || IsStartup(symbol));
            default:
                return false;
        }
    }

    /// <summary>The conventional start-up class of ASP.NET Core and of Lambda Annotations.</summary>
    private static bool IsStartup(ISymbol symbol) =>
        symbol.Name is "ConfigureServices" or "ConfigureHostBuilder" or "Configure" or "ConfigureContainer" && symbol is IMethodSymbol { Parameters.Length: > 0 } method && method.Parameters[0].Type.Name is
            "IServiceCollection" or "IHostApplicationBuilder" or "IHostBuilder" or "IApplicationBuilder" or "HostApplicationBuilder" or "ContainerBuilder" or "WebHostBuilderContext";

    /// <summary>The loop of a hosted service, with what is needed being shared.</summary>
    private bool IsBackgroundService(Node node, CancellationToken cancellationToken) =>
        node.Body.Kind == BodyKind.Method && symbols.Symbol(node.Body.Id) is { } symbol && symbols.Knowledge.FindSlot(Verdict.Background, symbol) != null
        && IsSharedHere(node, node.Body, cancellationToken);

    private bool IsSharedHere(Node node, BodySummary body, CancellationToken cancellationToken) =>
        node.Need.Kind == NeedKind.Nothing || node.Need.Kind == NeedKind.Receiver && lifetimes.IsInstanceShared(body.Member.ContainingType, 0, cancellationToken);

    /// <summary>Overrides or implements a member of metadata: its framework calls it, on an object that we may know to be shared.</summary>
    private bool IsCalledByFramework(Node node, CancellationToken cancellationToken)
    {
        if (node.Body.Kind != BodyKind.Method || symbols.Symbol(node.Body.Id) is not IMethodSymbol method)
        {
            return false;
        }

        var slot = false;
        foreach (var candidate in Slots.Of(method))
        {
            slot |= !symbols.IsSource(candidate) && candidate.ContainingType.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_IDisposable)
                && candidate.Name is not ("Dispose" or "DisposeAsync" or "CompareTo" or "Equals" or "GetHashCode" or "ToString");
        }

        return slot && node.Need.Kind switch
        {
            NeedKind.Nothing => true,
            NeedKind.Receiver => lifetimes.IsInstanceShared(node.Body.Member.ContainingType, 0, cancellationToken),
            _ => false,
        };
    }

    private static Value RootOf(Value value)
    {
        while (value.Base != null)
        {
            value = value.Base;
        }

        return value;
    }

    private static InvocationPath PathFrom(Node node, string role)
    {
        var steps = new List<(BodySummary, TextSpan)>();
        for (var n = node; n != null; n = n.Next)
        {
            steps.Add((n.Body, n.Call));
        }

        return new InvocationPath(role, steps, node.Holder) { IsOfEntry = node.IsEntry };
    }
}
