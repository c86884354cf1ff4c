using System.Collections.Generic;
using System.Linq;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>
/// Follows which value a local holds after a statement has assigned it. Where ways meet and one of them does not say, it may hold whatever anybody assigns to it, as one does that a nested
/// function sees.
/// </summary>
internal sealed partial class SummaryBuilder
{
    private Holding? _held;

    private int _loops;

    /// <summary>What a local holds from here on, and before it the others; without a version, what anybody assigns.</summary>
    private sealed class Holding(ILocalSymbol local, LocalSummary? version, Holding? earlier)
    {
        public ILocalSymbol Local { get; } = local;

        public LocalSummary? Version { get; } = version;

        public Holding? Earlier { get; } = earlier;

        public static LocalSummary? Of(ILocalSymbol local, Holding? held)
        {
            for (; held != null; held = held.Earlier)
            {
                if (SymbolEqualityComparer.Default.Equals(held.Local, local))
                {
                    return held.Version;
                }
            }

            return null;
        }

        public static Holding? Without(ILocalSymbol local, Holding? held) => Of(local, held) == null ? held : new Holding(local, null, held);
    }

    /// <summary>After this statement the local holds what is assigned here.</summary>
    private void BeginVersion(ISimpleAssignmentOperation assignment, Value? value)
    {
        if (value != null && assignment is { Parent: IExpressionStatementOperation, Target: ILocalReferenceOperation { Local: { } local } })
        {
            BeginVersion(local, value);
        }
    }

    private void BeginVersion(ILocalSymbol local, Value value)
    {
        var version = Declare(local).Version();
        version.Add(value);
        _held = new Holding(local, version, _held);
        if (value.IsStringBuilder != (_texts?.ContainsKey(local) == true))
        {
            (_texts ??= new(SymbolEqualityComparer.Default))[local] = value.IsStringBuilder;
        }
    }

    /// <summary>
    /// Locals that hold a StringBuilder, and whether its text is followed: it was made in this body, and nobody else has it so far. What it holds after each statement is a version of the local,
    /// for who asks for its text; who asks for the object has the local itself.
    /// </summary>
    private Dictionary<ILocalSymbol, bool>? _texts;

    private void FollowText(ILocalSymbol local, Value made)
    {
        if (made.IsStringBuilder)
        {
            BeginVersion(local, made);
        }
    }

    /// <summary>What this use of a StringBuilder leaves in it; nobody knows, from the first use on that hands it to somebody else.</summary>
    private void FollowText(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (_texts == null || !_texts.TryGetValue(local, out var isFollowed) || !isFollowed)
        {
            return;
        }

        IOperation changed = reference;
        while (changed.Parent is IInvocationOperation { Type.Name: "StringBuilder" } change && change.Instance == changed)
        {
            changed = change;
        }

        var isOurs = changed.Parent switch
        {
            IExpressionStatementOperation => true,
            IInvocationOperation { TargetMethod.Name: "ToString" } text => text.Instance == changed,
            IPropertyReferenceOperation { Property.Name: "Length", Parent: not IAssignmentOperation } => changed == reference,
            _ => changed is ILocalReferenceOperation && changed.Parent is IAssignmentOperation assignment && assignment.Target == changed,
        };
        var isCaptured = IsCaptured(local);
        var versions = Declare(local).Versions;
        if (!isOurs || isCaptured || versions.Count > Limits.Appends)
        {
            _texts[local] = false;
            if (isCaptured)
            {
                versions.ForEach(static v => v.Add(Value.Unknown)); // a local function further down may have run before
            }
        }
        else if (changed != reference && Holding.Of(local, _held) != null)
        {
            BeginVersion(local, ValueOf(changed));
        }
    }

    /// <summary>The text that a StringBuilder has at this place; null where that is not followed.</summary>
    private Value? TextIn(IOperation builder) =>
        _texts != null && builder is ILocalReferenceOperation { Local: var local } && _texts.TryGetValue(local, out var isFollowed) && isFollowed ? Holding.Of(local, _held)?.Self : null;

    /// <summary>What a local holds before it is changed outside of a loop: where nobody knows, what has been assigned to it this far.</summary>
    private LocalSummary ThisFar(ILocalSymbol local)
    {
        if (Holding.Of(local, _held) is { } held)
        {
            return held;
        }

        var whole = Declare(local);
        var version = whole.Version();
        version.Values.AddRange(whole.Values);
        version.Others.AddRange(whole.Others);
        return version;
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
        var held = _held = WithoutAssigned(_held, loop);
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
        _held = held;
    }

    private void VisitSwitch(ISwitchOperation @switch)
    {
        Visit(@switch.Value);
        var before = _held;
        foreach (var section in @switch.Cases)
        {
            _held = before;
            Visit(section);
        }

        _held = WithoutAssigned(before, @switch);
    }

    private Holding? WithoutAssigned(Holding? held, IOperation code)
    {
        if (held == null)
        {
            return null;
        }

        foreach (var operation in code.Descendants())
        {
            switch (operation)
            {
                case IAssignmentOperation { Target: ILocalReferenceOperation target }:
                    held = Holding.Without(target.Local, held);
                    break;
                case IAssignmentOperation { Target: ITupleOperation tuple }:
                    foreach (var part in tuple.Descendants())
                    {
                        held = part is ILocalReferenceOperation assigned ? Holding.Without(assigned.Local, held) : held;
                    }

                    break;
                case IInvocationOperation { Instance: ILocalReferenceOperation { Local: var builder }, TargetMethod.Name: not "ToString" } when _texts?.ContainsKey(builder) == true:
                    held = Holding.Without(builder, held);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation passed }:
                    held = Holding.Without(passed.Local, held);
                    break;
            }
        }

        return held;
    }

    /// <summary>On the other way from a condition, a local does not hold what the first way assigned; unless a loop brings that round.</summary>
    private Holding? WithoutBranch(Holding? branch, Holding? before)
    {
        var held = before;
        for (var change = branch; change != before && _loops == 0; change = change.Earlier)
        {
            if (change!.Version == null || Holding.Of(change.Local, held) != null || _texts?.ContainsKey(change.Local) == true)
            {
                continue;
            }

            var whole = Declare(change.Local);
            var version = whole.Version();
            version.Values.AddRange(whole.Values.Except(change.Version.Values));
            version.Others.AddRange(whole.Others);
            held = new Holding(change.Local, version, held);
        }

        return held;
    }

    /// <summary>What holds whichever of two ways was taken that part at <paramref name="before"/>.</summary>
    private Holding? EitherOf(Holding? one, Holding? other, Holding? before)
    {
        var held = before;
        foreach (var way in new[] { one, other })
        {
            for (var change = way; change != before; change = change.Earlier)
            {
                var local = change!.Local;
                var (left, right) = (Holding.Of(local, one), Holding.Of(local, other));
                if (left == null || right == null)
                {
                    held = Holding.Without(local, held);
                }
                else if (way == one || left == Holding.Of(local, before))
                {
                    var merged = Declare(local).Version();
                    merged.Values.AddRange(left.Values.Union(right.Values));
                    merged.Others.AddRange(left.Others.Union(right.Others));
                    held = new Holding(local, merged, held);
                }
            }
        }

        return held;
    }
}
