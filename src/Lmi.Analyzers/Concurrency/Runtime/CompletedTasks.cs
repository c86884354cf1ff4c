using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Runtime;

/// <summary>
/// Answers whether a task has certainly, or probably, ended where its result is taken: it was awaited or waited for before, is tested there, was made ended, or its end is what started the code.
/// Looks at the body alone, and is generous: unknown counts as ended when the code has asked about that task at all. Costs a walk over the statements before, for each blocking call.
/// </summary>
internal static class CompletedTasks
{
    public static bool Includes(IOperation? task, IOperation at)
    {
        task = Stripped(task);
        if (task == null)
        {
            return false;
        }

        if (IsMadeCompleted(task))
        {
            return true;
        }

        var names = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        AddNames(task, names);
        return names.Count > 0 && (IsFromCaller(names) || IsGivenCompleted(task, names) || IsAsked(at, names));
    }

    /// <summary>A task that a caller hands over, alone or among others: only he knows.</summary>
    private static bool IsFromCaller(HashSet<ISymbol> names)
    {
        foreach (var name in names)
        {
            if (name is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter && HoldsTasks(parameter.Type))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsTasks(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return HoldsTasks(array.ElementType);
        }

        if (type.Name is "Task" or "ValueTask")
        {
            return true;
        }

        if (type is INamedTypeSymbol named)
        {
            foreach (var argument in named.TypeArguments)
            {
                if (HoldsTasks(argument))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The task behind conversions, awaiters and <c>ConfigureAwait</c>.</summary>
    private static IOperation? Stripped(IOperation? task)
    {
        while (true)
        {
            switch (task)
            {
                case IConversionOperation conversion:
                    task = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    task = parenthesized.Operand;
                    break;
                case IConditionalAccessInstanceOperation or IInstanceReferenceOperation when ReceiverOf(task) is { } receiver:
                    task = receiver;
                    break;
                case IInvocationOperation { TargetMethod.Name: "GetAwaiter" or "ConfigureAwait" or "AsTask" or "Preserve", Instance: { } instance }:
                    task = instance;
                    break;
                default:
                    return task;
            }
        }
    }

    private static bool IsMadeCompleted(IOperation task) => task switch
    {
        IInvocationOperation { TargetMethod: { Name: "FromResult" or "FromException" or "FromCanceled", ContainingType.Name: "Task" or "ValueTask" } } => true,
        IInvocationOperation { TargetMethod.ContainingType.Name: "HttpContent" or "HttpContentJsonExtensions" } read => !IsToBeAwaited(read.Instance ?? (read.Arguments.Length > 0 ? read.Arguments[0].Value : null)),
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: "CompletedTask" } } => true,
        IDefaultValueOperation => true,
        IObjectCreationOperation { Type.Name: "ValueTask", Arguments: { Length: 1 } arguments } => arguments[0].Parameter?.Type.Name is not ("Task" or "IValueTaskSource"),
        ILocalReferenceOperation { Local: var local } => InitializerOf(local, task) is { } made && made is not ILocalReferenceOperation && IsMadeCompleted(made),
        IAwaitOperation => true, // a task that another task has returned: `await Task.WhenAny(…)`
        _ => false,
    };

    /// <summary>
    /// A response is complete when the client hands it over, its body included, unless it was told to return with the headers. One that was itself waited for with <c>Result</c> is half of
    /// a pair that is to be awaited. False where its origin is out of sight.
    /// </summary>
    private static bool IsToBeAwaited(IOperation? content)
    {
        var response = content is IPropertyReferenceOperation { Instance: { } owner } ? owner : content;
        var origin = response is ILocalReferenceOperation { Local: var local } ? InitializerOf(local, response) : response;
        foreach (var part in origin == null ? System.Array.Empty<IOperation>() : origin.DescendantsAndSelf())
        {
            if (part is IFieldReferenceOperation { Field.Name: "ResponseHeadersRead" } or IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" } } or IInvocationOperation { TargetMethod.Name: "GetResult" }
                && !(part is IPropertyReferenceOperation { Instance: IParameterReferenceOperation antecedent } && Includes(antecedent, part)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names by which the code speaks of the task: variables, members, and the collections that they come from.</summary>
    private static void AddNames(IOperation? operation, HashSet<ISymbol> names)
    {
        for (var depth = 0; operation != null && depth < 8; depth++)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IConditionalAccessInstanceOperation or IInstanceReferenceOperation:
                    operation = ReceiverOf(operation);
                    break;
                case ILocalReferenceOperation local:
                    names.Add(local.Local);
                    operation = SourceOf(local.Local, local);
                    break;
                case IParameterReferenceOperation parameter:
                    names.Add(parameter.Parameter);
                    operation = SourceOf(parameter.Parameter, parameter);
                    break;
                case IFieldReferenceOperation field:
                    names.Add(field.Field);
                    operation = field.Instance;
                    break;
                case IPropertyReferenceOperation property:
                    if (!property.Property.IsIndexer)
                    {
                        names.Add(property.Property);
                    }

                    operation = property.Instance;
                    break;
                case IArrayElementReferenceOperation element:
                    operation = element.ArrayReference;
                    break;
                case IInvocationOperation { TargetMethod.Name: "First" or "Last" or "Single" or "ElementAt" or "FirstOrDefault" or "Where" or "ToList" or "ToArray" or "Select" or "OrderBy" } call:
                    operation = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>What a loop variable runs over, a lambda's parameter comes from, or a local was read from.</summary>
    private static IOperation? SourceOf(ISymbol variable, IOperation use)
    {
        for (var parent = use.Parent; parent != null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IForEachLoopOperation each when each.Locals.Contains((variable as ILocalSymbol)!):
                    return each.Collection;
                case IAnonymousFunctionOperation lambda when SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, lambda.Symbol) && variable is IParameterSymbol:
                    return CallOf(lambda) is { } call ? call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null) : null;
            }
        }

        return variable is ILocalSymbol local && InitializerOf(local, use) is var made and (ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation or IArrayCreationOperation) ? made : null;
    }

    private static IInvocationOperation? CallOf(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        return parent as IInvocationOperation;
    }

    private static IOperation? InitializerOf(ILocalSymbol local, IOperation use)
    {
        foreach (var operation in Top(use).Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            {
                var value = declarator.GetVariableInitializer()?.Value;
                return value is IConversionOperation conversion ? conversion.Operand : value;
            }
        }

        return null;
    }

    private static IOperation Top(IOperation operation)
    {
        while (operation.Parent != null)
        {
            operation = operation.Parent;
        }

        return operation;
    }

    /// <summary>The parameter of a continuation, or the variable of a loop over tasks as they end.</summary>
    private static bool IsGivenCompleted(IOperation task, HashSet<ISymbol> names)
    {
        for (var parent = task.Parent; parent != null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda when CallOf(lambda) is { TargetMethod.Name: "ContinueWith" or "ContinueWhenAll" or "ContinueWhenAny" } && Contains(names, lambda.Symbol.Parameters):
                    return true;
                case IForEachLoopOperation { Collection: var collection } each when Mentions(collection, "WhenEach") && each.Locals.Length > 0 && names.Contains(each.Locals[0]):
                    return true;
            }
        }

        return false;
    }

    private static bool Contains(HashSet<ISymbol> names, System.Collections.Immutable.ImmutableArray<IParameterSymbol> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (names.Contains(parameter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Mentions(IOperation operation, string method)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part is IInvocationOperation call && call.TargetMethod.Name == method)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does a condition around, or a statement before, await the task, wait for it, or ask whether it has ended?</summary>
    private static bool IsAsked(IOperation at, HashSet<ISymbol> names)
    {
        var child = at;
        for (var parent = at.Parent; parent != null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when child != conditional.Condition && Asks(conditional.Condition, names, at, isCondition: true):
                case IWhileLoopOperation { Condition: { } condition } when child != condition && Asks(condition, names, at, isCondition: true):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when child == both.RightOperand && Asks(both.LeftOperand, names, at, isCondition: true):
                    return true;
                case IRecursivePatternOperation pattern:
                    foreach (var beside in pattern.PropertySubpatterns)
                    {
                        if (beside == child)
                        {
                            break;
                        }

                        if (Asks(beside, names, at, isCondition: true))
                        {
                            return true;
                        }
                    }

                    break;
                case IBlockOperation block:
                    foreach (var statement in block.Operations)
                    {
                        if (statement == child)
                        {
                            break;
                        }

                        if (Asks(statement, names, at, isCondition: false))
                        {
                            return true;
                        }
                    }

                    break;
            }
        }

        return false;
    }

    private static bool Asks(IOperation operation, HashSet<ISymbol> names, IOperation at, bool isCondition)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            var asks = part switch
            {
                IAwaitOperation awaited => (isCondition || !Mentions(awaited.Operation, "WhenAny")) && Names(awaited.Operation, names, at, 0),
                IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAll", ContainingType.Name: "Task" } } waited => waited != at && Names(waited, names, at, 0),
                IInvocationOperation { TargetMethod.Name: "GetResult", Instance: { } awaiter } => part != at && Names(awaiter, names, at, 0),
                IPropertyReferenceOperation { Property.Name: "Result", Instance: { } read } => part != at && Names(read, names, at, 0),
                IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" or "Status" or "Exception", Instance: { } asked } => Names(asked, names, at, 0),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => IsTask(comparison.LeftOperand) && IsTask(comparison.RightOperand) && Names(comparison, names, at, 0),
                _ => false,
            };
            if (asks)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTask(IOperation operation) => (operation is IConversionOperation conversion ? conversion.Operand : operation).Type?.Name is "Task" or "ValueTask";

    /// <summary>Does the operation name the task, or a collection that was made of it or given it?</summary>
    private static bool Names(IOperation operation, HashSet<ISymbol> names, IOperation at, int depth)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            ISymbol? symbol = (ReceiverOf(part) ?? part) switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                IFieldReferenceOperation field => field.Field,
                IPropertyReferenceOperation property => property.Property,
                _ => null,
            };
            if (symbol != null && (names.Contains(symbol) || depth == 0 && symbol is ILocalSymbol collection && collection.Type.Name is not ("Task" or "ValueTask") && IsMadeOf(collection, names, at)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMadeOf(ILocalSymbol collection, HashSet<ISymbol> names, IOperation at)
    {
        if (InitializerOf(collection, at) is { } made && Names(made, names, at, 1))
        {
            return true;
        }

        foreach (var operation in Top(at).Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Add" or "AddRange", Instance: ILocalReferenceOperation receiver } add && SymbolEqualityComparer.Default.Equals(receiver.Local, collection) && add.Arguments.Length > 0
                && Names(add.Arguments[0].Value, names, at, 1))
            {
                return true;
            }
        }

        return false;
    }
}
