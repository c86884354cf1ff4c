using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Resources;

/// <summary>The expensive objects of which a program makes too many copies, tree by tree.</summary>
internal sealed class HeavyResources(HeavyCreations creations, FirstBurst firstBurst, ThreadBound threadBound)
{
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<HeavyResource>> _created = new();

    public IEnumerable<HeavyResource> In(SyntaxTree tree, HeavyKind kind, CancellationToken cancellationToken) => kind switch
    {
        HeavyKind.BuiltByRacers => firstBurst.In(tree, cancellationToken),
        HeavyKind.PerThread => threadBound.In(tree, cancellationToken),
        _ => CreatedIn(tree, cancellationToken).Where(r => r.Kind == kind),
    };

    private ImmutableArray<HeavyResource> CreatedIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        _created.TryGetValue(tree, out var known) ? known : _created[tree] = creations.In(tree, cancellationToken).ToImmutableArray();
}
