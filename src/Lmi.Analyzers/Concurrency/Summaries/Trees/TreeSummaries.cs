using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Summaries.Trees;

/// <summary>The summaries of the members of one tree that somebody has asked for, or the driver delivered. They outlive the compilation.</summary>
internal sealed class TreeSummaries(SyntaxTree tree, TreeIndex index, DeclarationStamp stamp)
{
    private readonly ConcurrentDictionary<SyntaxNode, MemberSummary> _members = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<MemberSummary>> _namingSoFar = new(StringComparer.Ordinal);
    private Dictionary<string, List<MemberSummary>>? _naming;
    private MemberSummary[]? _all;
    private int _count;
    private bool _isComplete;

    public SyntaxTree Tree { get; } = tree;

    public TreeIndex Index { get; } = index;

    public DeclarationStamp Stamp { get; } = stamp;

    /// <summary>Stands for these summaries where nothing must keep the tree alive.</summary>
    public object Identity { get; } = new();

    /// <summary>Has the compilation that they were made for been followed by another?</summary>
    public bool IsKept { get; set; }

    /// <summary>The table that these summaries were last a part of.</summary>
    public NameTable? Table { get; set; }

    public DeclaredEntryPoints? EntryPoints { get; set; }

    public MemberSummary? Find(SyntaxNode member) => _members.TryGetValue(member, out var known) ? known : null;

    /// <summary>The summary that counts for the member: the first that was added.</summary>
    public MemberSummary Add(SyntaxNode member, MemberSummary summary)
    {
        if (!_members.TryAdd(member, summary))
        {
            return _members[member];
        }

        Interlocked.Increment(ref _count);
        return summary;
    }

    /// <summary>All members, in the order of the text; <paramref name="open"/> brings those that are not here.</summary>
    public MemberSummary[] All(Func<SyntaxNode, MemberSummary?> open) => LazyInitializer.EnsureInitialized(ref _all, () => Index.Members.Select(open).OfType<MemberSummary>().ToArray())!;

    /// <summary>Are all members summarised?</summary>
    public bool IsComplete()
    {
        if (!Volatile.Read(ref _isComplete) && Volatile.Read(ref _count) >= Index.Members.Count && Index.Members.All(_members.ContainsKey))
        {
            Volatile.Write(ref _isComplete, true);
        }

        return Volatile.Read(ref _isComplete);
    }

    /// <summary>Members by the names that they mention; to be asked only when all members are here.</summary>
    public IReadOnlyList<MemberSummary> Naming(string name) => ByName.TryGetValue(name, out var members) ? members : Array.Empty<MemberSummary>();

    /// <summary>
    /// Members that mention the name, of a tree not all of whose members are here: <paramref name="open"/> brings those that have one of the tokens. Remembered once a later compilation asks:
    /// within one, nobody asks twice.
    /// </summary>
    public IReadOnlyList<MemberSummary> NamingSoFar(string name, IReadOnlyList<string> tokens, Func<SyntaxNode, MemberSummary?> open)
    {
        var key = IsKept ? name + " " + string.Join(" ", tokens) : "";
        if (IsKept && _namingSoFar.TryGetValue(key, out var known))
        {
            return known;
        }

        var found = new List<MemberSummary>();
        foreach (var i in Index.Mentioning(tokens))
        {
            if (open(Index.Members[i]) is { } member && Array.IndexOf(member.Names, name) >= 0)
            {
                found.Add(member);
            }
        }

        return IsKept ? _namingSoFar[key] = found : found;
    }

    /// <summary>The names, or the tokens for them, by which members of the tree are found.</summary>
    public IEnumerable<string> Names => IsComplete() ? ByName.Keys : Index.Tokens;

    private Dictionary<string, List<MemberSummary>> ByName => LazyInitializer.EnsureInitialized(ref _naming, IndexNames)!;

    private Dictionary<string, List<MemberSummary>> IndexNames()
    {
        var naming = new Dictionary<string, List<MemberSummary>>(StringComparer.Ordinal);
        foreach (var member in _members.OrderBy(static m => m.Key.SpanStart).ThenByDescending(static m => m.Key.Span.Length))
        {
            foreach (var name in member.Value.Names)
            {
                if (!naming.TryGetValue(name, out var members))
                {
                    naming[name] = members = new List<MemberSummary>(1);
                }

                members.Add(member.Value);
            }
        }

        return naming;
    }
}
