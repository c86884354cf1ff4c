using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>
/// Follows which value a local holds after a statement has assigned it. Where ways meet and do not agree, it may hold whatever anybody assigns to it, as one does that a nested function sees.
/// </summary>
internal sealed partial class SummaryBuilder
{
    private static readonly ImmutableDictionary<ILocalSymbol, LocalSummary> s_noVersions = ImmutableDictionary.Create<ILocalSymbol, LocalSummary>(SymbolEqualityComparer.Default);

    private ImmutableDictionary<ILocalSymbol, LocalSummary> _versions = s_noVersions;

    private int _loops;

    /// <summary>After this statement the local holds what is assigned here.</summary>
    private void BeginVersion(ISimpleAssignmentOperation assignment, Value? held)
    {
        if (held != null && assignment is { Parent: IExpressionStatementOperation, Target: ILocalReferenceOperation { Local: { } local } })
        {
            var version = Declare(local).Version();
            version.Add(held);
            _versions = _versions.SetItem(local, version);
        }
    }

    /// <summary>The objects that a branch fills before it leaves are filled for who gets them, not for what comes further down.</summary>
    private void VisitBranch(IOperation branch)
    {
        var before = _body.Accesses.Count;
        Visit(branch);
        if (_body.Accesses.Count > before && Leaves(branch))
        {
            for (var i = before; i < _body.Accesses.Count; i++)
            {
                _body.Accesses[i].Traits |= AccessTraits.Leaves;
            }
        }
    }

    private void VisitLoop(ILoopOperation loop)
    {
        var before = WithoutAssigned(_versions, loop);
        _versions = before;
        _loops++;
        if (loop is IForEachLoopOperation each)
        {
            VisitForEach(each);
        }
        else
        {
            VisitChildren(loop);
        }

        _loops--;
        _versions = before;
    }

    private void VisitSwitch(ISwitchOperation @switch)
    {
        Visit(@switch.Value);
        var before = _versions;
        foreach (var section in @switch.Cases)
        {
            _versions = before;
            Visit(section);
        }

        _versions = WithoutAssigned(before, @switch);
    }

    private static ImmutableDictionary<ILocalSymbol, LocalSummary> WithoutAssigned(ImmutableDictionary<ILocalSymbol, LocalSummary> versions, IOperation code) =>
        versions.IsEmpty ? versions : versions.RemoveRange(code.Descendants().SelectMany(static o => o switch
        {
            IAssignmentOperation { Target: ITupleOperation tuple } => tuple.Descendants().OfType<ILocalReferenceOperation>(),
            IAssignmentOperation { Target: ILocalReferenceOperation target } => ImmutableArray.Create(target),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation passed } => ImmutableArray.Create(passed),
            _ => Enumerable.Empty<ILocalReferenceOperation>(),
        }).Select(static r => r.Local));

    /// <summary>On the other way from a condition, a local does not hold what the first way assigned; unless a loop brings that round.</summary>
    private ImmutableDictionary<ILocalSymbol, LocalSummary> WithoutBranch(ImmutableDictionary<ILocalSymbol, LocalSummary> branch, ImmutableDictionary<ILocalSymbol, LocalSummary> before)
    {
        if (_loops > 0 || branch == before)
        {
            return before;
        }

        foreach (var (local, assigned) in branch.Select(static p => (p.Key, p.Value)))
        {
            if (!before.ContainsKey(local))
            {
                var whole = Declare(local);
                var version = whole.Version();
                version.Values.AddRange(whole.Values.Except(assigned.Values));
                version.Others.AddRange(whole.Others);
                before = before.Add(local, version);
            }
        }

        return before;
    }

    /// <summary>What holds whichever of two ways was taken.</summary>
    private ImmutableDictionary<ILocalSymbol, LocalSummary> EitherOf(ImmutableDictionary<ILocalSymbol, LocalSummary> one, ImmutableDictionary<ILocalSymbol, LocalSummary> other)
    {
        var both = s_noVersions;
        foreach (var pair in one)
        {
            if (!other.TryGetValue(pair.Key, out var version))
            {
                continue;
            }

            if (version != pair.Value)
            {
                var merged = Declare(pair.Key).Version();
                merged.Values.AddRange(pair.Value.Values.Union(version.Values));
                merged.Others.AddRange(pair.Value.Others.Union(version.Others));
                version = merged;
            }

            both = both.Add(pair.Key, version);
        }

        return both;
    }
}
