using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>
/// Finds the declarations in a tree whose object serves one thread at a time, is seen by all invocations and used by one without a lock: each once.
/// Starts at the declarations, so that a tree without such storage opens no body of any other.
/// </summary>
internal sealed class UnsafeObjects(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, Invocations invocations, InvocationData data, Callers callers)
{
    /// <summary>Steps from storage to a member that returns it, and from that one to the next.</summary>
    private const int Accessors = 2;

    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<UnsafeObject>> _inTree = new();
    private readonly StoredTypes _types = new(symbols);
    private readonly UnsafeUses _uses = new(summaries, lifetimes);
    private readonly Lenders _lenders = new(symbols, summaries);
    private readonly Safeguards _safeguards = new(symbols, summaries, lifetimes, callers);

    public ImmutableArray<UnsafeObject> In(SyntaxTree tree, CancellationToken cancellationToken) =>
        _inTree.TryGetValue(tree, out var known) ? known : _inTree[tree] = FindIn(tree, cancellationToken);

    private ImmutableArray<UnsafeObject> FindIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<UnsafeObject>();
        foreach (var (symbol, id, location) in _types.In(tree, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FindUse(symbol, id, location, cancellationToken) is { } hazard)
            {
                found.Add(hazard);
            }
        }

        foreach (var member in summaries.In(tree, cancellationToken))
        {
            AddLocals(member, found, cancellationToken);
        }

        return found.ToImmutable();
    }

    private UnsafeObject? FindUse(ISymbol symbol, string id, Location location, CancellationToken cancellationToken)
    {
        if (_safeguards.AreInStorage(id, cancellationToken))
        {
            return null;
        }

        foreach (var member in Readers(symbol, id, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var (use, sharing) in _uses.In(body, s => s.Local == null && s.Id == id, cancellationToken))
                {
                    if (PathTo(use, sharing.Need, cancellationToken) is { } path)
                    {
                        return IsDataOfInvocations(id, cancellationToken) ? null : new UnsafeObject(sharing.State, $"{symbol.ContainingType.Name}.{symbol.Name}", TypeName(symbol, sharing.State, use), location, use, path)
                        {
                            Lender = _lenders.Of(StoredTypes.TypeOf(symbol), cancellationToken),
                        };
                    }
                }
            }
        }

        return null;
    }

    private string TypeName(ISymbol symbol, SharedState state, UnsafeUse use) =>
        !state.IsElement && StoredTypes.TypeOf(symbol) is { } type && symbols.Knowledge.FindInherited(Verdict.NotThreadSafe, type) != null ? type.Name : use.TypeName;

    /// <summary>Locals of <c>Main</c> or of top-level statements that the code of invocations captures.</summary>
    private void AddLocals(MemberSummary member, ImmutableArray<UnsafeObject>.Builder found, CancellationToken cancellationToken)
    {
        if (member.Bodies.Count == 1)
        {
            return;
        }

        var seen = new HashSet<LocalSummary>();
        foreach (var body in member.Bodies)
        {
            if (body.Parent == null)
            {
                continue;
            }

            foreach (var (use, sharing) in _uses.In(body, s => s.Local is { } l && l.Owner != body && !seen.Contains(l), cancellationToken))
            {
                if (sharing.State.Local is { } local && !seen.Contains(local) && PathTo(use, sharing.Need, cancellationToken) is { } path && !_safeguards.AreIn(local, cancellationToken))
                {
                    seen.Add(local);
                    found.Add(new UnsafeObject(sharing.State, local.Name, use.TypeName, Location.Create(member.Tree, local.Span), use, path)
                    {
                        Lender = local.Values.Select(v => v.Kind == ValueKind.Service ? _lenders.Of(symbols.Symbol(v.Id) as ITypeSymbol, cancellationToken) : null).FirstOrDefault(static l => l != null),
                    });
                }
            }
        }
    }

    private InvocationPath? PathTo(UnsafeUse use, Need need, CancellationToken cancellationToken)
    {
        // What an argument may be is judged where it is passed.
        if (need.Kind == NeedKind.Argument || invocations.IsGuarded(use.Locks, use.Body, need, cancellationToken))
        {
            return null;
        }

        // A lock that guards nothing is a hazard of its own.
        return use.Locks.Any(l => l.Mode != LockMode.Read && !lifetimes.AdmitsSeveral(l.On.Id, cancellationToken)) ? null : invocations.Find(use.Body, need, cancellationToken).Path;
    }

    /// <summary>Does an invocation put an object of its own there? That one is no shared instance, but overwritten.</summary>
    private bool IsDataOfInvocations(string id, CancellationToken cancellationToken)
    {
        foreach (var (body, access) in lifetimes.StoresTo(id, cancellationToken))
        {
            if (access.Kind is AccessKind.Overwrite or AccessKind.ByReference && (access.Traits & AccessTraits.Lazy) == 0 && data.Includes(access.Value, body, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The members that can name the object: those that mention the storage, and those that mention a member which returns it.</summary>
    private IEnumerable<MemberSummary> Readers(ISymbol symbol, string id, CancellationToken cancellationToken)
    {
        var seen = new HashSet<MemberSummary>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<MemberSummary> members = symbol is IParameterSymbol ? MembersOf(symbol.ContainingType, cancellationToken) : summaries.Naming(symbol.Name, cancellationToken);
        for (var step = 0; step <= Accessors; step++)
        {
            var next = new List<string>();
            foreach (var member in members)
            {
                if (!seen.Add(member))
                {
                    continue;
                }

                yield return member;
                if (step < Accessors && member.Bodies[0].Returns.Exists(r => _uses.Names(r, member.Bodies[0], id, cancellationToken)) && symbols.Symbol(member.Id) is IMethodSymbol accessor
                    && (accessor.AssociatedSymbol ?? accessor).Name is var name && names.Add(name))
                {
                    next.Add(name);
                }
            }

            members = next.SelectMany(n => summaries.Naming(n, cancellationToken));
        }
    }

    /// <summary>A primary-constructor parameter is named by the members of its type alone.</summary>
    private IEnumerable<MemberSummary> MembersOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var id = symbols.Id(type);
        return type.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree).Distinct().SelectMany(t => summaries.In(t, cancellationToken)).Where(m => m.ContainingType == id);
    }
}
