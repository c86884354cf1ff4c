using System;
using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Runtime;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Follows which locks are held: statement by statement, from what acquires to what releases.</summary>
internal sealed partial class SummaryBuilder
{
    private void VisitStatements(ImmutableArray<IOperation> statements)
    {
        var outerLocks = _locks;
        var outerTests = _tests;
        var outerBounds = _bounds;
        for (var i = 0; i < statements.Length; i++)
        {
            var statement = statements[i];
            Visit(statement);
            var kind = statement.Kind;
            switch (kind)
            {
                case OperationKind.UsingDeclaration:
                    var resource = FirstInitializer(((IUsingDeclarationOperation)statement).DeclarationGroup);
                    RecordDisposal(resource);
                    if (ScopedLock(resource) is { } scoped)
                    {
                        _locks = _locks.Add(scoped);
                    }

                    break;
                case OperationKind.Conditional when (IConditionalOperation)statement is { WhenFalse: null } conditional && Leaves(conditional.WhenTrue):
                    if (LambdaPlatform.IsTrue(conditional.Condition) == true)
                    {
                        VisitFunctions(statements, i + 1);
                        i = statements.Length;
                        break;
                    }

                    // `if (!Monitor.TryEnter(x)) return;` and `if (s_ready) return;`
                    AddLocks(AcquiredWhen(conditional.Condition, isTrue: false));
                    PushTests(conditional.Condition, whenTrue: false);
                    break;
                case OperationKind.Lock when ((ILockOperation)statement).Body is IBlockOperation locked:
                    PushPoolsOf(locked);
                    break;
                case OperationKind.ExpressionStatement or OperationKind.VariableDeclarationGroup when Acquired(statement, kind) is { } acquired:
                    _locks = _locks.Add(acquired);
                    if (i + 1 < statements.Length && LockedRegion.IsAllTheWork(statement, statements[i + 1], _symbols.IsSource))
                    {
                        RecordWholeWork(acquired);
                    }

                    break;
            }

            foreach (var released in Released(statement, kind))
            {
                RemoveLock(released);
            }
        }

        MarkOrder(statements);
        _locks = outerLocks;
        _tests = outerTests;
        _bounds = outerBounds;
    }

    /// <summary>Of statements that are never come to, the functions can still be called.</summary>
    private void VisitFunctions(ImmutableArray<IOperation> statements, int start)
    {
        for (var i = start; i < statements.Length; i++)
        {
            if (statements[i] is ILocalFunctionOperation function)
            {
                Visit(function);
            }
        }
    }

    private void RecordWholeWork(HeldLock held) =>
        Add(new Effect(EffectKind.WholeWork, "", "", null, held.On, ImmutableArray<Value>.Empty, ImmutableArray<TextSpan>.Empty, held.Span, ImmutableArray.Create(held), UnsetStorage()));

    private void AddLocks(ImmutableArray<HeldLock> locks) => _locks = _locks.AddRange(locks);

    private void RemoveLock(Value released)
    {
        for (var i = _locks.Length - 1; i >= 0; i--)
        {
            if (_locks[i].On.IsSameStorage(released))
            {
                _locks = _locks.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>The lock that a whole statement takes and leaves taken.</summary>
    private HeldLock? Acquired(IOperation statement, OperationKind kind)
    {
        if (kind == OperationKind.VariableDeclarationGroup)
        {
            return AcquiredBy(Awaited(FirstInitializer((IVariableDeclarationGroupOperation)statement)));
        }

        var expression = ((IExpressionStatementOperation)statement).Operation;
        return AcquiredBy(Awaited(expression is ISimpleAssignmentOperation assignment ? assignment.Value : expression));
    }

    private static IOperation? Awaited(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetResult" or "GetAwaiter" or "WaitAsync" } call when call.Instance is IInvocationOperation inner && call.TargetMethod.ContainingType?.Name != "SemaphoreSlim":
                    operation = inner;
                    break;
                default:
                    return operation;
            }
        }
    }

    private HeldLock? AcquiredBy(IOperation? operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { ContainingType: { } type } method } call)
        {
            return null;
        }

        var on = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        LockMode? mode = (type.Name, method.Name) switch
        {
            ("Monitor", "Enter" or "TryEnter") => LockMode.Exclusive,
            ("SemaphoreSlim", "Wait" or "WaitAsync") => LockMode.Exclusive,
            ("Mutex" or "WaitHandle" or "Semaphore" or "EventWaitHandle" or "AutoResetEvent", "WaitOne") => LockMode.Exclusive,
            ("SpinLock", "Enter" or "TryEnter") => LockMode.Exclusive,
            ("Lock", "Enter" or "TryEnter") => LockMode.Exclusive,
            ("ReaderWriterLockSlim", "EnterWriteLock" or "TryEnterWriteLock") => LockMode.Exclusive,
            ("ReaderWriterLockSlim", "EnterReadLock" or "TryEnterReadLock" or "EnterUpgradeableReadLock" or "TryEnterUpgradeableReadLock") => LockMode.Read,
            ("ReaderWriterLock", "AcquireWriterLock" or "UpgradeToWriterLock") => LockMode.Exclusive,
            ("ReaderWriterLock", "AcquireReaderLock") => LockMode.Read,
            ("IDatabase" or "IDatabaseAsync", "LockTake" or "LockTakeAsync") => LockMode.Exclusive,
            _ => null,
        };
        if (mode == null || on == null)
        {
            return null;
        }

        _memory.Names.Add(TreeIndex.Lock);
        return new HeldLock(LockObject(on), mode.Value, on.Syntax.Span);
    }

    /// <summary>The object that is locked. A value has none of its own: each boxing makes one.</summary>
    private Value LockObject(IOperation on)
    {
        for (var inner = on; inner is IConversionOperation { OperatorMethod: null } conversion; inner = conversion.Operand)
        {
            if (conversion.Operand.Type?.IsValueType == true && conversion.Type?.IsReferenceType == true)
            {
                return Value.New(Value.Boxed, ImmutableArray<Value>.Empty);
            }
        }

        return ValueOf(on);
    }

    private ImmutableArray<Value> Released(IOperation statement, OperationKind kind)
    {
        switch (kind)
        {
            case OperationKind.ExpressionStatement when ((IExpressionStatementOperation)statement).Operation is IInvocationOperation call:
                return ReleasedBy(call) is { } released ? ImmutableArray.Create(released) : ImmutableArray<Value>.Empty;
            case OperationKind.Try when ((ITryOperation)statement).Finally is { } @finally:
                return ReleasedIn(@finally.Operations);
            case OperationKind.Conditional when (IConditionalOperation)statement is { WhenFalse: null, WhenTrue: { } body }:
                return Leaves(body) ? ImmutableArray<Value>.Empty : body is IBlockOperation block ? ReleasedIn(block.Operations) : Released(body, body.Kind);
            default:
                return ImmutableArray<Value>.Empty;
        }
    }

    private ImmutableArray<Value> ReleasedIn(ImmutableArray<IOperation> statements)
    {
        var released = ImmutableArray<Value>.Empty;
        foreach (var statement in statements)
        {
            released = released.AddRange(Released(statement, statement.Kind));
        }

        return released;
    }

    private Value? ReleasedBy(IInvocationOperation call)
    {
        var on = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        return on != null && (call.TargetMethod.ContainingType?.Name, call.TargetMethod.Name) is
            ("Monitor", "Exit") or ("SemaphoreSlim", "Release") or ("Mutex", "ReleaseMutex") or ("Semaphore", "Release") or ("AutoResetEvent" or "EventWaitHandle", "Set") or ("SpinLock", "Exit") or ("Lock", "Exit")
            or ("ReaderWriterLockSlim", "ExitWriteLock" or "ExitReadLock" or "ExitUpgradeableReadLock") or ("ReaderWriterLock", "ReleaseWriterLock" or "ReleaseReaderLock" or "ReleaseLock") or ("IDatabase" or "IDatabaseAsync", "LockRelease" or "LockReleaseAsync")
            ? ValueOf(on)
            : null;
    }

    /// <summary>A resource that holds a lock until it is disposed: <c>EnterScope</c>, and the async locks of libraries, by their verbs.</summary>
    private HeldLock? ScopedLock(IOperation? resource)
    {
        var opened = Awaited(resource);
        if (opened != null && IsLockFile(opened))
        {
            _memory.Names.Add(TreeIndex.Lock);
            return new HeldLock(Value.Unknown, LockMode.Exclusive, opened.Syntax.Span);
        }

        if (opened is not IInvocationOperation call)
        {
            return null;
        }

        var name = call.TargetMethod.Name;
        var isLock = name == "EnterScope" || name.IndexOf("Lock", StringComparison.Ordinal) >= 0 || name.StartsWith("Acquire", StringComparison.Ordinal) || name is "EnterAsync" or "Enter" or "WaitAsync";
        if (isLock)
        {
            _memory.Names.Add(TreeIndex.Lock);
        }

        return isLock ? new HeldLock(call.Instance == null || Selects(call) ? Value.Unknown : ValueOf(call.Instance), name.IndexOf("Read", StringComparison.Ordinal) >= 0 ? LockMode.Read : LockMode.Exclusive, (call.Instance ?? call).Syntax.Span) : null;
    }

    /// <summary>A file that nobody else may have open meanwhile, and that is called a lock, by its path or by the variable.</summary>
    private static bool IsLockFile(IOperation opened)
    {
        var arguments = opened switch { IObjectCreationOperation { Type.Name: "FileStream" } creation => creation.Arguments, IInvocationOperation { TargetMethod: { Name: "Open", ContainingType.Name: "File" or "FileInfo" } } call => call.Arguments, _ => ImmutableArray<IArgumentOperation>.Empty };
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Type.Name == "FileShare" && argument.Value.ConstantValue is { HasValue: true, Value: 0 })
            {
                return SaysLock(opened.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol.Name : "") || SaysLock(opened.Syntax.ToString());
            }
        }

        return false;
    }

    /// <summary>As a word of its own: not in <c>block</c> or <c>clock</c>.</summary>
    private static bool SaysLock(string text)
    {
        for (var at = text.IndexOf("lock", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("lock", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || text[at] == 'L' || !char.IsLetter(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is it one lock of several (for a key), or some permits of many? It is when more is passed than how long to wait.</summary>
    private static bool Selects(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Type.Name is not ("CancellationToken" or "TimeSpan"))
            {
                return true;
            }
        }

        return call.TargetMethod.ContainingType?.Name is "RateLimiter" or "PartitionedRateLimiter";
    }

    /// <summary>The locks (or once-flags) that are certainly ours when the condition is true, or false.</summary>
    private ImmutableArray<HeldLock> AcquiredWhen(IOperation? condition, bool isTrue)
    {
        switch (condition?.Kind)
        {
            case OperationKind.Unary when (IUnaryOperation)condition is { OperatorKind: UnaryOperatorKind.Not } not:
                return AcquiredWhen(not.Operand, !isTrue);
            case OperationKind.Binary:
                var binary = (IBinaryOperation)condition;
                return binary.OperatorKind switch
                {
                    BinaryOperatorKind.ConditionalAnd when isTrue => AcquiredWhen(binary.LeftOperand, true).AddRange(AcquiredWhen(binary.RightOperand, true)),
                    BinaryOperatorKind.ConditionalOr when !isTrue => AcquiredWhen(binary.LeftOperand, false).AddRange(AcquiredWhen(binary.RightOperand, false)),
                    BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals => OnceFlag(binary, isTrue),
                    _ => ImmutableArray<HeldLock>.Empty,
                };
            case OperationKind.Conversion:
                return AcquiredWhen(((IConversionOperation)condition).Operand, isTrue);
            case OperationKind.IsPattern when (IIsPatternOperation)condition is { Pattern: IConstantPatternOperation constant } pattern:
                return isTrue && IsExchange(pattern.Value) && constant.Value.ConstantValue is { HasValue: true, Value: 0 or false or null }
                    ? OnceLock(pattern.Value)
                    : ImmutableArray<HeldLock>.Empty;
            case OperationKind.Await or OperationKind.Invocation when isTrue:
                return AcquiredBy(Awaited(condition)) is { } held ? ImmutableArray.Create(held) : ImmutableArray<HeldLock>.Empty;
            case OperationKind.Invocation when IsExchange(condition):
                return OnceLock(condition); // `if (!Interlocked.Exchange(ref done, true))`
            default:
                return ImmutableArray<HeldLock>.Empty;
        }
    }

    private ImmutableArray<HeldLock> OnceFlag(IBinaryOperation comparison, bool isTrue)
    {
        var (exchange, other) = IsExchange(comparison.LeftOperand) ? (comparison.LeftOperand, comparison.RightOperand) : (comparison.RightOperand, comparison.LeftOperand);
        if (!IsExchange(exchange))
        {
            return ImmutableArray<HeldLock>.Empty;
        }

        var isUnset = other.ConstantValue is { HasValue: true, Value: 0 or 0L or false or null } || other is IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } };
        var isIncrement = other.ConstantValue is { HasValue: true, Value: 1 or 1L } && Awaited(exchange) is IInvocationOperation { TargetMethod.Name: "Increment" };
        var equal = comparison.OperatorKind == BinaryOperatorKind.Equals;
        var isExchangeOfFlag = isUnset && Awaited(exchange) is IInvocationOperation { TargetMethod.Name: not "Increment" } || isIncrement;
        // `== 0` tells the winner when true; `!= 0`, and `== 1`, when false.
        var isLoserValue = !isExchangeOfFlag && other.ConstantValue is { HasValue: true, Value: 1 or 1L or true };
        return isExchangeOfFlag && equal == isTrue || isLoserValue && equal != isTrue ? OnceLock(exchange) : ImmutableArray<HeldLock>.Empty;
    }

    private static bool IsExchange(IOperation? operation) =>
        Awaited(operation) is IInvocationOperation { TargetMethod: { Name: "Exchange" or "CompareExchange" or "Increment", ContainingType.Name: "Interlocked" } };

    private ImmutableArray<HeldLock> OnceLock(IOperation exchange) =>
        ImmutableArray.Create(new HeldLock(Awaited(exchange) is IInvocationOperation { Arguments.Length: > 0 } call ? ValueOf(call.Instance ?? call.Arguments[0].Value) : Value.Unknown, LockMode.Once));

    private void VisitLock(ILockOperation @lock)
    {
        Visit(@lock.LockedValue);
        _memory.Names.Add(TreeIndex.Lock);
        var held = new HeldLock(LockObject(@lock.LockedValue), LockMode.Exclusive, @lock.LockedValue.Syntax.Span);
        if (LockedRegion.IsAllTheWork(@lock, @lock.Body, _symbols.IsSource))
        {
            RecordWholeWork(held);
        }

        WithLock(held, @lock.Body);
    }
}
