using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Concurrency.Runtime;

/// <summary>Answers whether a body lets any exception out.</summary>
internal static class CaughtBodies
{
    /// <summary>
    /// True when everything that the body does is in one try that catches every exception and throws none in its place. Declarations before it do not count. False when it cannot tell.
    /// </summary>
    public static bool CatchesAll(IOperation body)
    {
        body = body is IMethodBodyOperation { BlockBody: { } block } ? block : body;
        if (body is not IBlockOperation { Operations.Length: > 0 } statements)
        {
            return false;
        }

        ITryOperation? guarded = null;
        foreach (var statement in statements.Operations)
        {
            if (statement is ITryOperation { Catches.Length: > 0 } @try && guarded == null)
            {
                guarded = @try;
            }
            else if (!IsHarmless(statement))
            {
                return false;
            }
        }

        if (guarded == null)
        {
            return false;
        }

        foreach (var handler in guarded.Catches)
        {
            if (handler.Filter == null && (handler.ExceptionType == null || handler.ExceptionType.SpecialType == SpecialType.System_Object || handler.ExceptionType is { Name: "Exception", ContainingNamespace.Name: "System" }))
            {
                return !Throws(guarded);
            }
        }

        return false;
    }

    private static bool IsHarmless(IOperation statement) => statement switch
    {
        IReturnOperation { ReturnedValue: null } or IEmptyOperation or ILabeledOperation { Operation: null } => true,
        IVariableDeclarationGroupOperation declarations => !Calls(declarations),
        _ => statement.IsImplicit,
    };

    private static bool Calls(IOperation operation)
    {
        foreach (var child in operation.Descendants())
        {
            if (child is IInvocationOperation or IObjectCreationOperation or IAwaitOperation or IPropertyReferenceOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does a handler or the finally block throw?</summary>
    private static bool Throws(ITryOperation @try)
    {
        foreach (var handler in @try.Catches)
        {
            foreach (var operation in handler.Handler.Descendants())
            {
                if (operation is IThrowOperation)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
