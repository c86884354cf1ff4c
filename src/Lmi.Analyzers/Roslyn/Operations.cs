using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Roslyn;

/// <summary>What an operation is without its wrapping.</summary>
internal static class Operations
{
    /// <summary>The operand of conversions that the language makes; one that a user wrote is a call.</summary>
    [MethodImpl(Hot.Path)]
    public static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>Does the branch end by leaving the code that follows it?</summary>
    public static bool Leaves(IOperation? branch) => branch switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations.Length: > 0 } block => Leaves(block.Operations[block.Operations.Length - 1]),
        ITryOperation tried => Leaves(tried.Body) && tried.Catches.All(static c => Leaves(c.Handler)),
        _ => false,
    };
}
