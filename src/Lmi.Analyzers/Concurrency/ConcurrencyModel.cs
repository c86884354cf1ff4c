using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Files;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Resources;
using Lmi.Analyzers.Concurrency.Runtime;
using Lmi.Analyzers.Concurrency.SingleThreaded;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Options;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>The model of one compilation. Everything behind it is made when the first question needs it.</summary>
internal sealed class ConcurrencyModel
{
    private readonly ImmutableArray<(string Type, string Method)> _configured;
    private readonly AnalysisScope _scope;
    private readonly bool _isOff;
    private readonly FileRoots _roots;
    private readonly object _gate = new();
    private Parts? _parts;

    public ConcurrencyModel(Compilation compilation, KnowledgeBase knowledge, AnalysisScope scope, ImmutableArray<(string Type, string Method)> configured, FileRoots roots)
    {
        Symbols = new ProgramSymbols(compilation, knowledge);
        Summaries = new ProgramSummaries(Symbols);
        _scope = scope;
        _isOff = scope == AnalysisScope.Off || scope == AnalysisScope.Auto && IsTestProject(compilation);
        _configured = configured;
        _roots = roots;
    }

    /// <summary>What the questions above are answered from; all of one compilation.</summary>
    private sealed class Parts(
        Races races, EntryPoints entryPoints, Invocations invocations, HeavyResources resources, UnsafeObjects unsafeObjects, PerThreadStates perThread, Subscriptions subscriptions, FileHazards files,
        ProcessEndings endings, SerializedWork serialized, AbsentVariables absent, Callers callers)
    {
        public Callers Callers { get; } = callers;

        public FileHazards Files { get; } = files;

        public HeavyResources Resources { get; } = resources;

        public Races Races { get; } = races;

        public EntryPoints EntryPoints { get; } = entryPoints;

        public Invocations Invocations { get; } = invocations;

        public UnsafeObjects UnsafeObjects { get; } = unsafeObjects;

        public PerThreadStates PerThread { get; } = perThread;

        public Subscriptions Subscriptions { get; } = subscriptions;

        public ProcessEndings Endings { get; } = endings;

        public SerializedWork Serialized { get; } = serialized;

        public AbsentVariables Absent { get; } = absent;
    }

    public ProgramSymbols Symbols { get; }

    public ProgramSummaries Summaries { get; }

    /// <summary>The races in one tree; empty when the scope is off or nothing of this compilation is reached.</summary>
    public ImmutableArray<Race> RacesIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.Races.In(tree, cancellationToken) : ImmutableArray<Race>.Empty;

    /// <summary>The declarations in one tree whose object serves one thread at a time and is used by all invocations; none when the scope is off.</summary>
    public ImmutableArray<UnsafeObject> UnsafeObjectsIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.UnsafeObjects.In(tree, cancellationToken) : ImmutableArray<UnsafeObject>.Empty;

    /// <summary>The declarations in one tree that keep state of an invocation by thread; none when the scope is off.</summary>
    public ImmutableArray<PerThreadState> PerThreadStatesIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.PerThread.In(tree, cancellationToken) : ImmutableArray<PerThreadState>.Empty;

    /// <summary>Where each invocation adds a handler to an event that all share; none when the scope is off.</summary>
    public IEnumerable<ReachedEffect> SubscriptionsIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.Subscriptions.In(tree, cancellationToken) : Array.Empty<ReachedEffect>();

    /// <summary>The operations of one kind in a tree to which invocations get in that way; none when the scope is off.</summary>
    public IEnumerable<ReachedEffect> EffectsIn(SyntaxTree tree, EffectKind kind, Way way, CancellationToken cancellationToken)
    {
        if (PartsOf(cancellationToken) is not { } parts)
        {
            yield break;
        }

        foreach (var member in Summaries.In(tree, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var effect in body.Effects)
                {
                    if (effect.Kind == kind && !Invocations.IsOnce(effect.Locks) && !parts.Invocations.IsShut(effect, body, way)
                        && parts.Invocations.Find(body, Need.Nothing, cancellationToken, way).Path is { } path)
                    {
                        yield return new ReachedEffect(body, effect, path);
                    }
                }
            }
        }
    }

    /// <summary>The expensive objects of which the code of a tree makes more copies than it needs, in that way.</summary>
    public IEnumerable<HeavyResource> ResourcesIn(SyntaxTree tree, HeavyKind kind, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.Resources.In(tree, kind, cancellationToken) : Array.Empty<HeavyResource>();

    /// <summary>Where invocations get in each other's way through the files that the code of a tree names.</summary>
    public IEnumerable<FileHazard> FileHazardsIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.Files.In(tree, cancellationToken) : ImmutableArray<FileHazard>.Empty;

    /// <summary>Where an invocation ends the process for all the others: exits, functions whose exceptions nobody can catch, exceptions on a thread without a task.</summary>
    public IEnumerable<ReachedEffect> EndingsIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.Endings.In(tree, cancellationToken) : Array.Empty<ReachedEffect>();

    /// <summary>The locks under which invocations wait, so that they run one at a time.</summary>
    public IEnumerable<SerializedLock> SerializedIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.Serialized.In(tree, cancellationToken) : Array.Empty<SerializedLock>();

    /// <summary>Reads of environment variables that are never set where invocations run concurrently; set-up code counts.</summary>
    public IEnumerable<ReachedEffect> AbsentVariablesIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        PartsOf(cancellationToken) is { } parts ? parts.Absent.In(tree, cancellationToken) : Array.Empty<ReachedEffect>();

    private Parts? PartsOf(CancellationToken cancellationToken)
    {
        if (_isOff)
        {
            return null;
        }

        lock (_gate)
        {
            return _parts ??= Build(cancellationToken);
        }
    }

    private Parts Build(CancellationToken cancellationToken)
    {
        var registrations = new Registrations(Summaries, Array.Empty<CallSite>(), isLibrary: false, cancellationToken);
        var parts = Build(registrations, cancellationToken);
        var isLibrary = IsLibrary(parts.EntryPoints);
        var own = new OwnContainers(parts.Callers, parts.Resources);
        var ending = new HashSet<CallSite>(registrations.Singletons.Where(s => own.Include(s.Call.Arguments[0], s.Body, cancellationToken)).Select(static s => s.Call));
        return ending.Count == 0 && !(isLibrary && registrations.HasNoScopes) ? parts : Build(new Registrations(Summaries, ending, isLibrary, cancellationToken), cancellationToken);
    }

    private Parts Build(Registrations registrations, CancellationToken cancellationToken)
    {
        var entryPoints = new EntryPoints(Symbols, Summaries, registrations, _configured, cancellationToken);
        var callers = new Callers(Symbols, Summaries, () => registrations);
        var lifetimes = new Lifetimes(Symbols, Summaries, callers, entryPoints, registrations);
        entryPoints.IsReachedFromAnother = id => IsReachedFromAnother(id, entryPoints, callers);
        var data = new InvocationData(Symbols, Summaries, callers, lifetimes, entryPoints);
        var invocations = new Invocations(Symbols, callers, lifetimes, entryPoints, registrations, data, Summaries, IsLibrary(entryPoints));
        var services = new ServiceUses(Symbols, Summaries, lifetimes, entryPoints, registrations, invocations, callers);
        var builders = new HeavyBuilders(Symbols, Summaries);
        var races = new Races(Symbols, Summaries, lifetimes, invocations, data, entryPoints, builders);
        var resources = new HeavyResources(
            new HeavyCreations(Symbols, Summaries, callers, lifetimes, invocations, new OwnSettings(Symbols, callers, data), services),
            new FirstBurst(Symbols, Summaries, lifetimes, invocations, races, builders),
            new ThreadBound(Symbols, Summaries, lifetimes, invocations, builders));
        var unsafeObjects = new UnsafeObjects(Symbols, Summaries, lifetimes, invocations, data, callers);
        var perThread = new PerThreadStates(Symbols, Summaries, lifetimes, new PerThreadUses(callers, invocations, data));
        var paths = new PathValues(Symbols, Summaries, callers, lifetimes, entryPoints, data);
        var uses = new FileUses(Symbols, paths, new Stores(Symbols, Summaries, callers));
        var files = new FileHazards(Summaries, callers, invocations, paths, uses, new Leftovers(Summaries, uses, paths, _roots), new Ages(Symbols, Summaries), _roots, FileMentions.Of(Symbols.Knowledge));
        return new Parts(races, entryPoints, invocations, resources, unsafeObjects, perThread, new Subscriptions(Symbols, Summaries, lifetimes, invocations), files,
            new ProcessEndings(Symbols, Summaries, callers, invocations), new SerializedWork(Symbols, Summaries, lifetimes, entryPoints, invocations), new AbsentVariables(Symbols, Summaries, lifetimes, invocations), callers);
    }

    /// <summary>Does another entry point lead to this one, and not the other way round as well?</summary>
    private bool IsReachedFromAnother(string id, EntryPoints entryPoints, Callers callers)
    {
        foreach (var caller in CallersOf(id, callers))
        {
            if (caller != id && entryPoints.IsCandidate(caller) && !CallersOf(caller, callers).Contains(id))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Everybody from whom calls lead to the body.</summary>
    private HashSet<string> CallersOf(string id, Callers callers)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<BodySummary>();
        if (Summaries.Body(id, CancellationToken.None) is { } start)
        {
            queue.Enqueue(start);
        }

        while (queue.Count > 0 && seen.Count < Limits.BodiesPerSearch)
        {
            foreach (var (caller, _) in callers.Of(queue.Dequeue(), CancellationToken.None))
            {
                if (seen.Add(caller.Id))
                {
                    queue.Enqueue(caller);
                }
            }
        }

        return seen;
    }

    private bool IsLibrary(EntryPoints entryPoints) => _scope == AnalysisScope.Library
        || _scope == AnalysisScope.Auto && !entryPoints.Any && Symbols.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && !LibrarySurface.IsForTests(Symbols.Compilation.AssemblyName);

    private static bool IsTestProject(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name.StartsWith("xunit.", StringComparison.OrdinalIgnoreCase) || reference.Name.StartsWith("nunit.", StringComparison.OrdinalIgnoreCase)
                || reference.Name is "Microsoft.VisualStudio.TestPlatform.TestFramework" or "MSTest.TestFramework")
            {
                return true;
            }
        }

        return false;
    }
}
