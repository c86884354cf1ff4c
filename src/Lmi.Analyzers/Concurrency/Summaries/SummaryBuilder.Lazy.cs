using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Lmi.Analyzers.Concurrency.Runtime;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Recognises what is done only while some storage is still unset.</summary>
internal sealed partial class SummaryBuilder
{
    private ImmutableStack<UnsetTest> _tests = ImmutableStack<UnsetTest>.Empty;

    /// <summary>What the enclosing conditions compare by order: `if (x &gt; _max) _max = x` is an update of the maximum.</summary>
    private ImmutableStack<IBinaryOperation> _bounds = ImmutableStack<IBinaryOperation>.Empty;

    /// <summary>We are where <see cref="Storage"/> was seen unset, while <see cref="Locks"/> locks were held.</summary>
    private sealed class UnsetTest(Value storage, bool isFlag, int locks, bool isEntry = false)
    {
        /// <summary>Not the storage, but an entry of the map in it was missing.</summary>
        public bool IsEntry { get; } = isEntry;

        /// <summary>There was nothing that the storage could lend.</summary>
        public bool IsPool { get; init; }

        public Value Storage { get; } = storage;

        public bool IsFlag { get; } = isFlag;

        public int Locks { get; } = locks;
    }

    private void VisitConditional(IConditionalOperation conditional)
    {
        Visit(conditional.Condition);
        var locks = _locks;
        var tests = _tests;
        var bounds = _bounds;
        if (LambdaPlatform.IsTrue(conditional.Condition) is { } answer)
        {
            Visit(answer ? conditional.WhenTrue : conditional.WhenFalse);
            return;
        }

        var before = _held;
        AddLocks(AcquiredWhen(conditional.Condition, isTrue: true));
        PushTests(conditional.Condition, whenTrue: true);
        VisitBranch(conditional.WhenTrue);
        _locks = locks;
        _tests = tests;
        var whenTrue = _held;
        _held = WithoutBranch(whenTrue, before);
        AddLocks(AcquiredWhen(conditional.Condition, isTrue: false));
        PushTests(conditional.Condition, whenTrue: false);
        Visit(conditional.WhenFalse);
        _locks = locks;
        _tests = tests;
        _bounds = bounds;
        _held = whenTrue == _held || Leaves(conditional.WhenTrue) ? _held : conditional.WhenFalse != null && Leaves(conditional.WhenFalse) ? whenTrue : EitherOf(whenTrue, _held, before);
    }

    private void WithTest(IOperation storage, bool isFlag, IOperation branch)
    {
        var before = _tests;
        _tests = _tests.Push(new UnsetTest(ValueOf(storage), isFlag, _locks.Length));
        Visit(branch);
        _tests = before;
    }

    private void PushTests(IOperation? condition, bool whenTrue)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                PushTests(not.Operand, !whenTrue);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                PushTests(both.LeftOperand, whenTrue);
                PushTests(both.RightOperand, whenTrue);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } bound:
                _bounds = _bounds.Push(bound);
                if (!whenTrue && bound is { OperatorKind: BinaryOperatorKind.GreaterThan, LeftOperand: IPropertyReferenceOperation { Property: { Name: "Count" } count, Instance: { } lender }, RightOperand.ConstantValue.Value: 0 } && IsTakenFrom(lender, bound))
                {
                    PushPool(count, lender);
                }

                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                var equal = comparison.OperatorKind == BinaryOperatorKind.Equals == whenTrue;
                PushComparison(comparison.LeftOperand, comparison.RightOperand, equal);
                PushComparison(comparison.RightOperand, comparison.LeftOperand, equal);
                break;
            case IIsPatternOperation { Pattern: IConstantPatternOperation constant } pattern:
                PushComparison(pattern.Value, constant.Value, whenTrue);
                break;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation constant } } pattern:
                PushComparison(pattern.Value, constant.Value, !whenTrue);
                break;
            case IIsPatternOperation { Pattern: IRecursivePatternOperation or IDeclarationPatternOperation or ITypePatternOperation } pattern when !whenTrue:
                Push(pattern.Value, isFlag: false);
                break;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IRecursivePatternOperation or IDeclarationPatternOperation or ITypePatternOperation } } pattern when whenTrue:
                Push(pattern.Value, isFlag: false);
                break;
            case IInvocationOperation { TargetMethod.Name: "Exists" } exists when !whenTrue && _symbols.Knowledge.FindSlot(Verdict.ReadsPath, exists.TargetMethod) != null:
                _tests = _tests.Push(new UnsetTest(ValueOf(exists), isFlag: false, _locks.Length, isEntry: true)); // a file is missing
                break;
            case IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } hasValue when !whenTrue:
                Push(hasValue.Instance, isFlag: false);
                break;
            case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } empty when whenTrue:
                Push(empty.Arguments[0].Value, isFlag: false);
                break;
            case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "TryGet" or "ContainsKey" } lookup when !whenTrue && (lookup.Instance ?? (lookup.Arguments.Length > 0 ? lookup.Arguments[0].Value : null)) is { } map:
                var entries = ValueOf(map);
                if (entries.Kind is ValueKind.Static or ValueKind.Member)
                {
                    _tests = _tests.Push(new UnsetTest(entries, isFlag: false, _locks.Length, isEntry: true));
                }

                break;
            case IInvocationOperation { TargetMethod: { Name: "TryTake" or "TryDequeue" or "TryPop" or "TryRead" } take, Instance: { } pool } when !whenTrue:
                PushPool(take, pool);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Volatile" } } read:
                PushTests(read.Arguments[0].Value, whenTrue);
                break;
            case IConversionOperation conversion:
                PushTests(conversion.Operand, whenTrue);
                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation when condition.Type?.SpecialType == SpecialType.System_Boolean:
                Push(condition, isFlag: true);
                break;
        }
    }

    /// <summary>The pool had nothing to lend: what is built now, it lends to the next. It is no map that lacks an entry.</summary>
    private void PushPool(ISymbol asked, IOperation pool) =>
        _tests = _tests.Push(new UnsetTest(Value.Derived(_symbols.Id(asked), ImmutableArray.Create(ValueOf(pool))), isFlag: false, _locks.Length, isEntry: true) { IsPool = true });

    /// <summary>After <c>lock (x) { if (_free.Count &gt; 0) return _free.Dequeue(); }</c>: the pool was empty.</summary>
    private void PushPoolsOf(IBlockOperation locked)
    {
        foreach (var statement in locked.Operations)
        {
            if (statement is IConditionalOperation { WhenFalse: null } conditional && Leaves(conditional.WhenTrue))
            {
                var before = _tests;
                PushTests(conditional.Condition, whenTrue: false);
                _tests = !_tests.IsEmpty && _tests != before && _tests.Peek().IsPool ? before.Push(_tests.Peek()) : before;
            }
        }
    }

    /// <summary>Does the branch that the condition opens take something out of the collection?</summary>
    private bool IsTakenFrom(IOperation collection, IOperation condition)
    {
        var asking = condition.Parent;
        while (asking is not (null or IConditionalOperation))
        {
            asking = asking.Parent;
        }

        var from = ValueOf(collection);
        return asking is IConditionalOperation { WhenTrue: var branch } && branch.Descendants().Any(o => o is IInvocationOperation
        {
            TargetMethod.Name: "Dequeue" or "TryDequeue" or "Pop" or "TryPop" or "RemoveAt" or "RemoveFirst" or "RemoveLast", Instance: { } taken
        } && ValueOf(taken).IsSameStorage(from));
    }

    private void PushComparison(IOperation storage, IOperation with, bool equal)
    {
        with = Unconverted(with);
        var constant = with.ConstantValue;
        if (with.Kind == OperationKind.DefaultValue || constant is { HasValue: true, Value: null })
        {
            if (equal)
            {
                Push(storage, isFlag: false);
            }
        }
        else if (constant is { HasValue: true, Value: bool isTrue })
        {
            if (storage is IInvocationOperation)
            {
                PushTests(storage, isTrue == equal);
                return;
            }

            Push(storage, isFlag: true);
        }
        else if (constant is { HasValue: true, Value: 0 or 0L } && equal)
        {
            Push(storage, isFlag: false);
        }
    }

    private void Push(IOperation? storage, bool isFlag)
    {
        var value = ValueOf(storage);
        if (value.Kind is ValueKind.Static or ValueKind.Member or ValueKind.Local || isFlag && value.Kind == ValueKind.Call && storage is IPropertyReferenceOperation)
        {
            _tests = _tests.Push(new UnsetTest(value, isFlag, _locks.Length));
        }
    }

    /// <summary>Does an enclosing condition compare it by order?</summary>
    private bool IsBounded(Value storage)
    {
        foreach (var bound in _bounds)
        {
            if (ValueOf(bound.LeftOperand).IsSameStorage(storage) || ValueOf(bound.RightOperand).IsSameStorage(storage))
            {
                return true;
            }
        }

        return false;
    }

    private void ApplyTests(Access access)
    {
        foreach (var test in _tests)
        {
            // A flag that is set where something failed keeps how it ended, and begins nothing.
            if (test.IsEntry || test.IsFlag && _hasFailed && test.Storage.IsSameStorage(access.Target))
            {
                continue;
            }

            if (access.Kind is AccessKind.Overwrite or AccessKind.ByReference && (test.Storage.IsSameStorage(access.Target) || IsCopyOf(test.Storage, access.Target)))
            {
                access.Traits |= AccessTraits.Lazy | (test.IsFlag ? AccessTraits.Flag : 0);
                if (test.Locks < _locks.Length && !IsTakenAgain(test.Locks))
                {
                    access.Traits |= AccessTraits.DoubleChecked;
                }
            }
            else if (access.InitializedWith == null && !test.Storage.IsSameStorage(access.Target))
            {
                access.InitializedWith = test.Storage;
            }
        }
    }

    /// <summary>A local that was read from the storage before: <c>var x = s_x; if (x == null) s_x = …</c></summary>
    private bool IsCopyOf(Value local, Value storage) =>
        local.Kind == ValueKind.Local && storage.Kind != ValueKind.Local && _member.TryGetLocal(local, out var copied) && copied.Values.Exists(v => v.IsSameStorage(storage));

    /// <summary>The files that were seen to be missing before the lock was taken that is held now.</summary>
    private ImmutableArray<Value> MissingUnlocked() =>
        _tests.Where(t => t.IsEntry && t.Locks < _locks.Length && !IsTakenAgain(t.Locks)).Select(static t => Value.Element(t.Storage, ImmutableArray<Value>.Empty)).ToImmutableArray();

    /// <summary>Is one of the locks that were taken since the test the same as one that was held then?</summary>
    private bool IsTakenAgain(int heldBefore)
    {
        for (var i = heldBefore; i < _locks.Length; i++)
        {
            for (var j = 0; j < heldBefore; j++)
            {
                if (_locks[j].Mode == LockMode.Exclusive && _locks[i].On.IsSameStorage(_locks[j].On))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What is started beside this body, with the locks and tests around it; null while there is nothing.</summary>
    private List<(BodySummary Body, CallSite Call, ImmutableArray<HeldLock> Locks, ImmutableStack<UnsetTest> Tests)>? _started;

    /// <summary>What is awaited where it is started is a part of the body, and no work beside it.</summary>
    private void NoteStart(CallSite call, IOperation? starter)
    {
        if (_locks.IsEmpty || starter == null)
        {
            return;
        }

        var parent = starter.Parent;
        while (parent is IConversionOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "Unwrap" or "WaitAsync" or "GetAwaiter" or "GetResult" or "Wait" } or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        if (parent is not IAwaitOperation)
        {
            (_started ??= new()).Add((_body, call, _locks, _tests));
        }
    }

    /// <summary>
    /// Marks what is started once: behind a once-flag, or under a lock in which storage was seen unset and is set: <c>lock (x) { if (_runs) return; _runs = true; Task.Run(Loop); }</c>.
    /// </summary>
    private void MarkStarts()
    {
        foreach (var (body, call, locks, tests) in _started ?? new())
        {
            call.StartedBy = locks.FirstOrDefault(static l => l.Mode == LockMode.Once)?.On
                ?? tests.FirstOrDefault(t => !t.IsEntry && body.Accesses.Exists(a => a.Kind == AccessKind.Overwrite && a.Target.IsSameStorage(t.Storage) && IsUnderOneOf(a.Locks, locks.Take(t.Locks))))?.Storage;
        }
    }

    private static bool IsUnderOneOf(ImmutableArray<HeldLock> held, IEnumerable<HeldLock> locks) =>
        locks.Any(l => l.Mode == LockMode.Exclusive && held.Any(h => h.Mode == LockMode.Exclusive && h.Span == l.Span));

    /// <summary>Marks flags that are set before what they announce, and objects that are filled after they were published, in one sequence of statements.</summary>
    private void MarkOrder(ImmutableArray<IOperation> statements)
    {
        if (_locks.IsEmpty || statements.Length < 2 || _tests.IsEmpty)
        {
            return;
        }

        var first = statements[0].Syntax.SpanStart;
        var last = statements[statements.Length - 1].Syntax.Span.End;
        foreach (var access in _body.Accesses)
        {
            if (access.Span.Start < first || access.Span.End > last || (access.Traits & AccessTraits.DoubleChecked) == 0)
            {
                continue;
            }

            foreach (var later in _body.Accesses)
            {
                if (later.Span.Start <= access.Span.End || later.Span.End > last)
                {
                    continue;
                }

                if ((access.Traits & AccessTraits.Flag) != 0 && later.Kind != AccessKind.Construction && !later.Target.IsSameStorage(access.Target))
                {
                    access.Traits |= AccessTraits.BeforeOthers;
                }
                else if (later.Kind == AccessKind.Mutation && later.Target.IsSameStorage(access.Target)
                    || later.Target.Kind == ValueKind.Member && later.Target.Base!.IsSameStorage(access.Target))
                {
                    access.Traits |= AccessTraits.FilledLater;
                }
            }
        }
    }
}
