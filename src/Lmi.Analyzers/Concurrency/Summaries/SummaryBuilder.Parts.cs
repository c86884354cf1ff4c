using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>The values that an expression passes on or is made of: branches, receivers, initializers, arguments.</summary>
internal sealed partial class SummaryBuilder
{
    private Value SwitchValue(ISwitchExpressionOperation switchExpression, int depth)
    {
        var arms = ImmutableArray.CreateBuilder<Value>(switchExpression.Arms.Length);
        foreach (var arm in switchExpression.Arms)
        {
            arms.Add(ValueOf(arm.Value, depth));
        }

        return arms.Count == 0 ? Value.Unknown : Value.Any(arms.ToImmutable());
    }

    private Value ConditionalReceiverValue(int depth)
    {
        if (_conditionalReceivers.Count == 0)
        {
            return Value.Unknown;
        }

        // In `a?.b?.c` the receiver of the inner access is itself one.
        var receiver = _conditionalReceivers.Pop();
        var value = ValueOf(receiver, depth);
        _conditionalReceivers.Push(receiver);
        return value;
    }

    /// <summary>The object that a call works on: a copy, when it is a struct in a local or parameter.</summary>
    private Value? ReceiverOf(IOperation? instance) =>
        instance == null ? null : IsOnStack(instance) ? Value.New("struct", ImmutableArray<Value>.Empty) : ValueOf(instance);

    private Value ConditionalAccessValue(IConditionalAccessOperation access, int depth)
    {
        _conditionalReceivers.Push(access.Operation);
        var value = ValueOf(access.WhenNotNull, depth);
        _conditionalReceivers.Pop();
        return value;
    }

    private ImmutableArray<Value> InitializerValues(IObjectOrCollectionInitializerOperation? initializer, int depth)
    {
        if (initializer == null)
        {
            return ImmutableArray<Value>.Empty;
        }

        var values = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in initializer.Initializers)
        {
            switch (item)
            {
                case ISimpleAssignmentOperation assignment:
                    values.Add(ValueOf(assignment.Value, depth));
                    break;
                case IInvocationOperation add:
                    values.AddRange(ArgumentValues(add.Arguments, depth));
                    break;
            }
        }

        return values.ToImmutable();
    }

    private ImmutableArray<Value> ArgumentValues(ImmutableArray<IArgumentOperation> arguments, int depth)
    {
        if (arguments.IsEmpty)
        {
            return ImmutableArray<Value>.Empty;
        }

        var values = new Value[arguments.Length];
        foreach (var argument in arguments)
        {
            var ordinal = argument.Parameter?.Ordinal ?? -1;
            if (ordinal >= 0 && ordinal < values.Length)
            {
                values[ordinal] = ValueOf(argument.Value, depth);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] ??= Value.Unknown;
        }

        return ImmutableArray.Create(values);
    }

    private ImmutableArray<Value> Values<T>(ImmutableArray<T> operations, int depth)
        where T : IOperation
    {
        var values = ImmutableArray.CreateBuilder<Value>(operations.Length);
        foreach (var operation in operations)
        {
            values.Add(ValueOf(operation is IArgumentOperation argument ? argument.Value : operation, depth));
        }

        return values.ToImmutable();
    }

    private ImmutableArray<Value> ChildValues(IOperation operation, int depth)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        foreach (var child in operation.ChildOperations)
        {
            values.Add(ValueOf(child, depth));
        }

        return values.ToImmutable();
    }

    /// <summary>What <c>Interlocked</c> and <c>Volatile</c> publish: no race, but somebody else sees the value from then on.</summary>
    private void RecordAtomicWrite(IInvocationOperation invocation, IOperation target)
    {
        if (invocation.TargetMethod.Name is not ("Exchange" or "CompareExchange" or "Write"))
        {
            return;
        }

        IOperation? value = null;
        var traits = AccessTraits.None;
        foreach (var argument in invocation.Arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "value":
                    value = argument.Value;
                    break;
                case "comparand" when Unconverted(argument.Value) is IDefaultValueOperation || argument.Value.ConstantValue is { HasValue: true, Value: null } || Unconverted(argument.Value).ConstantValue is { HasValue: true, Value: null }:
                    traits = AccessTraits.Lazy;
                    break;
            }
        }

        if (value != null)
        {
            RecordWrite(target, ValueOf(value), AccessKind.Atomic, traits, value.Syntax.Span);
        }
    }
}
