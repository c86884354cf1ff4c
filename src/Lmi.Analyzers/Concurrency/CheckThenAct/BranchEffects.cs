using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Concurrency.CheckThenAct;

/// <summary>What a branch does besides one change: whoever does more than fill in a missing value believes to be the only one who comes here.</summary>
internal static class BranchEffects
{
    /// <summary>Is there anything else, and is it a call? What computes the value, and logging, do not count.</summary>
    public static (bool Any, bool Calls) Beside(IOperation act, IOperation? value)
    {
        var statement = act;
        while (statement.Parent is { } parent and not (IBlockOperation or IConditionalOperation))
        {
            statement = parent;
        }

        if (statement.Parent is not IBlockOperation block)
        {
            return (false, false);
        }

        var own = Local(value);
        var any = false;
        var calls = false;
        var start = 0;
        for (var i = 0; i < block.Operations.Length && block.Operations[i] != statement; i++)
        {
            start = block.Operations[i] is IConditionalOperation { WhenFalse: null } ? i + 1 : start;
        }

        for (var i = start; i < block.Operations.Length; i++)
        {
            if (block.Operations[i] != statement)
            {
                Look(block.Operations[i], own, ref any, ref calls);
            }
        }

        return (any, calls);
    }

    private static void Look(IOperation statement, ILocalSymbol? own, ref bool any, ref bool calls)
    {
        switch (statement)
        {
            case IReturnOperation { ReturnedValue: { } returned }:
                any |= returned.ConstantValue is { HasValue: true, Value: bool };
                break;
            case IExpressionStatementOperation expression:
                LookAt(expression.Operation, own, ref any, ref calls);
                break;
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                {
                    Look(inner, own, ref any, ref calls);
                }

                break;
            case IUsingOperation { Body: { } body }:
                Look(body, own, ref any, ref calls);
                break;
            case ITryOperation { Body: { } body }:
                Look(body, own, ref any, ref calls);
                break;
        }
    }

    private static void LookAt(IOperation operation, ILocalSymbol? own, ref bool any, ref bool calls)
    {
        while (operation is IAwaitOperation or IConversionOperation)
        {
            operation = operation is IAwaitOperation awaited ? awaited.Operation : ((IConversionOperation)operation).Operand;
        }

        switch (operation)
        {
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } awaited }:
                LookAt(awaited, own, ref any, ref calls);
                break;
            case IInvocationOperation call when !IsLogging(call) && (own == null || !SymbolEqualityComparer.Default.Equals(Local(call.Instance), own)):
                any = calls = true;
                break;
            case IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } when !IsLogging(call):
                any = calls = true;
                break;
            case IIncrementOrDecrementOperation or ICompoundAssignmentOperation:
                any = true;
                break;
            case ISimpleAssignmentOperation assignment:
                any |= assignment.Target is not (ILocalReferenceOperation or IDiscardOperation or IParameterReferenceOperation)
                    || assignment.Value.ConstantValue is { HasValue: true, Value: bool } && Local(assignment.Target) is { } flag && !SymbolEqualityComparer.Default.Equals(flag, own);
                break;
        }
    }

    private static bool IsLogging(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Log", StringComparison.Ordinal) || call.TargetMethod.ContainingType?.Name is { } type && (type.IndexOf("Log", StringComparison.Ordinal) >= 0 || type is "Console" or "Debug" or "Trace");

    private static ILocalSymbol? Local(IOperation? operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return (operation as ILocalReferenceOperation)?.Local;
    }
}
