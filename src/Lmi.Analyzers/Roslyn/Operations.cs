using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Roslyn;

/// <summary>What an operation is without its wrapping.</summary>
internal static class Operations
{
    /// <summary>The operand of conversions that the language makes; one that a user wrote is a call.</summary>
    public static IOperation Unconverted(IOperation operation)
    {
        while (operation.Kind == OperationKind.Conversion && (IConversionOperation)operation is { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>Does the branch end by leaving the code that follows it? <c>yield return</c> comes back to it.</summary>
    public static bool Leaves(IOperation? branch)
    {
        switch (branch?.Kind)
        {
            case OperationKind.Return or OperationKind.YieldBreak or OperationKind.Throw or OperationKind.Branch:
                return true;
            case OperationKind.ExpressionStatement:
                return ((IExpressionStatementOperation)branch).Operation.Kind == OperationKind.Throw;
            case OperationKind.Block:
                var operations = ((IBlockOperation)branch).Operations;
                return operations.Length > 0 && Leaves(operations[operations.Length - 1]);
            case OperationKind.Try:
                var tried = (ITryOperation)branch;
                return Leaves(tried.Body) && tried.Catches.All(static c => Leaves(c.Handler));
            default:
                return false;
        }
    }

    /// <summary>What stands for the receiver: <c>pending</c> in <c>pending?.Result</c> and in <c>pending is { Result: var value }</c>.</summary>
    public static IOperation? ReceiverOf(IOperation instance) => instance switch
    {
        IConditionalAccessInstanceOperation => AccessOf(instance),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } => MatchedIn(instance),
        _ => null,
    };

    private static IOperation? AccessOf(IOperation instance)
    {
        var child = instance;
        for (var parent = instance.Parent; parent != null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }

    /// <summary>The input of the pattern whose member this is: what is matched, or the member of the pattern around it.</summary>
    private static IOperation? MatchedIn(IOperation instance)
    {
        var isInside = false;
        for (var parent = instance.Parent; parent != null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IPropertySubpatternOperation nested when isInside:
                    return nested.Member;
                case IIsPatternOperation match:
                    return match.Value;
                case ISwitchExpressionOperation match:
                    return match.Value;
                case ISwitchOperation match:
                    return match.Value;
            }

            isInside |= parent is IPropertySubpatternOperation;
        }

        return null;
    }
}
