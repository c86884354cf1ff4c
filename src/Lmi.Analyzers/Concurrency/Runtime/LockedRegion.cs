using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Concurrency.Runtime;

/// <summary>What a lock covers, told from the operations of one body.</summary>
internal static class LockedRegion
{
    /// <summary>
    /// Is everything that the body does done under the lock that <paramref name="acquires"/> takes? Next to it stand only declarations, returns and throws. True only when
    /// the work is worth the name: it loops, or calls a member of this program.
    /// </summary>
    public static bool IsAllTheWork(IOperation acquires, IOperation covered, Func<ISymbol, bool> isSource)
    {
        if (acquires.Parent is not IBlockOperation { Parent: null or IMethodBodyOperation or IAnonymousFunctionOperation or ILocalFunctionOperation } body)
        {
            return false;
        }

        foreach (var statement in body.Operations)
        {
            if (statement != acquires && statement != covered && Works(statement, static _ => true))
            {
                return false;
            }
        }

        return Works(covered, isSource);
    }

    private static bool Works(IOperation operation, Func<ISymbol, bool> counts)
    {
        switch (operation)
        {
            case ILoopOperation or IAwaitOperation:
            case IInvocationOperation call when counts(call.TargetMethod):
            case IObjectCreationOperation { Constructor: { } constructor } when operation.Parent is not IThrowOperation and not IConversionOperation { Parent: IThrowOperation } && counts(constructor):
                return true;
            case ICoalesceAssignmentOperation or IAnonymousFunctionOperation:
            case IConditionalOperation { WhenFalse: null } conditional when AsksForNothing(conditional.Condition):
                return false; // done the first time only
        }

        foreach (var child in operation.ChildOperations)
        {
            if (Works(child, counts))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A comparison with null, or a negated flag.</summary>
    private static bool AsksForNothing(IOperation condition) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IFieldReferenceOperation or IPropertyReferenceOperation } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison => IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation constant } => IsNull(constant.Value),
        _ => false,
    };

    private static bool IsNull(IOperation operation) => operation is IConversionOperation conversion ? IsNull(conversion.Operand) : operation.ConstantValue is { HasValue: true, Value: null };

    /// <summary>
    /// Is the object used where the innermost lock around <paramref name="used"/> is not held, in the same body? False when that lock is no <c>lock</c> statement and no
    /// try with a finally, or the object has no name.
    /// </summary>
    public static bool IsUsedOutside(IOperation used)
    {
        if (SymbolOf(used) is not { } symbol)
        {
            return false;
        }

        IOperation? region = null;
        IOperation top = used;
        for (var parent = used.Parent; parent != null; parent = parent.Parent)
        {
            top = parent;
            region ??= parent is ILockOperation or ITryOperation { Finally: not null } or IUsingOperation ? parent : null;
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                break;
            }
        }

        if (region == null)
        {
            return false;
        }

        foreach (var operation in top.Descendants())
        {
            if (SymbolEqualityComparer.Default.Equals(SymbolOf(operation), symbol) && !region.Syntax.Span.Contains(operation.Syntax.Span)
                && (operation.Parent is IInvocationOperation or IArgumentOperation || operation.Parent is IConversionOperation { Parent: IInvocationOperation or IArgumentOperation }))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
