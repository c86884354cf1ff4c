using System;
using System.Collections.Generic;
using System.Linq;
using Lmi.Analyzers.Roslyn;

namespace Lmi.Analyzers.Concurrency.Summaries.Trees;

/// <summary>
/// By name, which trees of a program may use it, so that a question costs those and not all. It says "maybe" and never misses one. Made once for a program; after an edit the old
/// one serves on, with the edited trees as candidates for every name.
/// </summary>
internal sealed class NameTable
{
    /// <summary>Edited trees from which on a new table is made: each costs every question a look.</summary>
    private const int MostChanges = 16;

    private readonly object[] _identities;
    private readonly Dictionary<string, List<int>> _trees;
    private readonly List<int> _changed;

    private NameTable(object[] identities, Dictionary<string, List<int>> trees, List<int> changed)
    {
        _identities = identities;
        _trees = trees;
        _changed = changed;
    }

    public static NameTable Of(TreeSummaries[] trees)
    {
        // One of the first few trees is an old one, unless more than one edit came at once.
        var table = trees.Take(MostChanges).Select(t => t.Table?.For(trees)).FirstOrDefault(static t => t != null) ?? Read(trees);
        foreach (var tree in trees)
        {
            tree.Table = table;
        }

        return table;
    }

    /// <summary>The places of the trees that may use what has one of these tokens, in order.</summary>
    public IEnumerable<int> Mentioning(IReadOnlyList<string> tokens)
    {
        IEnumerable<int> found = Array.Empty<int>();
        var several = _changed.Count > 0 ? new SortedSet<int>(_changed) : null;
        foreach (var token in tokens)
        {
            if (token == TreeIndex.ImplicitConversion)
            {
                return Enumerable.Range(0, _identities.Length);
            }

            if (!_trees.TryGetValue(token, out var trees))
            {
                continue;
            }

            if (several == null && ReferenceEquals(found, Array.Empty<int>()))
            {
                found = trees;
            }
            else
            {
                (several ??= new SortedSet<int>(found)).UnionWith(trees);
            }
        }

        return several ?? found;
    }

    /// <summary>The same table for trees of which few are others; null when it is not worth it.</summary>
    private NameTable? For(TreeSummaries[] trees)
    {
        if (trees.Length != _identities.Length)
        {
            return null;
        }

        var changed = new List<int>();
        for (var i = 0; i < trees.Length; i++)
        {
            if (trees[i].Identity != _identities[i])
            {
                changed.Add(i);
                if (changed.Count > MostChanges)
                {
                    return null;
                }
            }
        }

        return changed.SequenceEqual(_changed) ? this : new NameTable(_identities, _trees, changed);
    }

    private static NameTable Read(TreeSummaries[] trees)
    {
        var byName = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < trees.Length; i++)
        {
            foreach (var name in trees[i].Names)
            {
                if (!byName.TryGetValue(name, out var places))
                {
                    byName[name] = places = new List<int>(1);
                }

                places.Add(i);
            }
        }

        return new NameTable(trees.Select(static t => t.Identity).ToArray(), byName, new List<int>());
    }
}
