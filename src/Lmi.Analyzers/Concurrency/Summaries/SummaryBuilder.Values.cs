using System.Collections.Generic;
using System.Collections.Immutable;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Names the values that expressions stand for.</summary>
internal sealed partial class SummaryBuilder
{
    /// <summary>OperationKind.CollectionExpression, which the oldest compiler that we serve does not know.</summary>
    private const int CollectionExpression = 0x7f;

    /// <summary>What the Lambda context says about the function, the same for all its invocations.</summary>
    private static readonly HashSet<string> s_sameForAll = new()
    {
        "FunctionName", "FunctionVersion", "InvokedFunctionArn", "LogGroupName", "LogStreamName", "MemoryLimitInMB",
    };

    private readonly Stack<IOperation> _conditionalReceivers = new();


    private Value ValueOf(IOperation? operation, int depth = 0)
    {
        if (operation == null || depth > Limits.ValueDepth)
        {
            return Value.Unknown;
        }

        depth++;
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return ValueOf(conversion.Operand, depth - 1);
            case IParenthesizedOperation parenthesized:
                return ValueOf(parenthesized.Operand, depth - 1);
            case IAwaitOperation awaited:
                return ValueOf(awaited.Operation, depth);
            case ILiteralOperation or IFieldReferenceOperation or IBinaryOperation or IInterpolatedStringOperation or INameOfOperation when operation.ConstantValue.HasValue:
                return ConstantValue(operation.ConstantValue.Value);
            case ILiteralOperation or IDefaultValueOperation or ITypeOfOperation or INameOfOperation or ISizeOfOperation or IUtf8StringOperation:
                return Value.Constant;
            case IInstanceReferenceOperation instance:
                return InstanceValue(instance);
            case IParameterReferenceOperation parameter:
                return ParameterValue(parameter.Parameter);
            case ILocalReferenceOperation local:
                return LocalValue(local.Local);
            case IDeclarationExpressionOperation declaration:
                return ValueOf(declaration.Expression, depth);
            case IFieldReferenceOperation field:
                return FieldValue(field, depth);
            case IPropertyReferenceOperation property:
                return PropertyValue(property, depth);
            case IEventReferenceOperation @event:
                return @event.Instance == null ? Value.Static(Id(@event.Event)) : Value.Member(ValueOf(@event.Instance, depth), Id(@event.Event));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } or IInterpolatedStringOperation:
                return Value.Derived(Value.Concatenation, operation is IBinaryOperation sum ? Operands(sum, depth) : ChildValues(operation, depth));
            case IInterpolationOperation interpolation:
                return ValueOf(interpolation.Expression, depth - 1);
            case IInterpolatedStringTextOperation text:
                return ValueOf(text.Text, depth - 1);
            case IArrayElementReferenceOperation element:
                return Value.Element(ValueOf(element.ArrayReference, depth), Values(element.Indices, depth));
            case IInvocationOperation invocation:
                return InvocationValue(invocation, depth);
            case IObjectCreationOperation creation:
                return Value.New(creation.Type == null ? "" : Id(creation.Type), Values(creation.Arguments, depth).AddRange(InitializerValues(creation.Initializer, depth)));
            case IArrayCreationOperation array:
                return Value.New("array", array.Initializer == null ? ImmutableArray<Value>.Empty : Values(array.Initializer.ElementValues, depth));
            case ITupleOperation tuple:
                return Value.New("tuple", Values(tuple.Elements, depth));
            case IAnonymousObjectCreationOperation anonymous:
                return Value.New("anonymous", Values(anonymous.Initializers, depth));
            case IWithOperation with:
                return Value.New(with.Type == null ? "" : _symbols.Id(with.Type), ImmutableArray.Create(ValueOf(with.Operand, depth)).AddRange(InitializerValues(with.Initializer, depth)));
            case IConditionalOperation conditional:
                return Value.Any(ImmutableArray.Create(ValueOf(conditional.WhenTrue, depth), ValueOf(conditional.WhenFalse, depth)));
            case ICoalesceOperation coalesce:
                return Value.Any(ImmutableArray.Create(ValueOf(coalesce.Value, depth), ValueOf(coalesce.WhenNull, depth)));
            case ISwitchExpressionOperation switchExpression:
                return SwitchValue(switchExpression, depth);
            case IConditionalAccessOperation access:
                return ConditionalAccessValue(access, depth);
            case IConditionalAccessInstanceOperation:
                return ConditionalReceiverValue(depth);
            case ISimpleAssignmentOperation assignment:
                return ValueOf(assignment.Value, depth);
            case ICoalesceAssignmentOperation coalesce:
                return Value.Any(ImmutableArray.Create(ValueOf(coalesce.Target, depth), ValueOf(coalesce.Value, depth)));
            case IDelegateCreationOperation creation:
                return ValueOf(creation.Target, depth);
            case IAnonymousFunctionOperation lambda:
                return Value.Delegate(NestedId(lambda.Symbol, lambda.Syntax));
            case IMethodReferenceOperation method:
                return Value.Delegate(CalleeId(method.Method), method.Instance == null ? null : ValueOf(method.Instance, depth));
            default:
                return (int)operation.Kind == CollectionExpression ? Value.New("array", ChildValues(operation, depth)) : Value.Derived(ChildValues(operation, depth));
        }
    }

    private static Value ConstantValue(object? constant) => constant switch
    {
        string text => Value.Text(text),
        int or long or bool or char => Value.Literal(System.Convert.ToString(constant, System.Globalization.CultureInfo.InvariantCulture)!),
        _ => Value.Constant,
    };

    private Value InstanceValue(IInstanceReferenceOperation instance)
    {
        if (instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance)
        {
            return Value.This;
        }

        // Inside an initializer the receiver is the object under construction, or the property being filled.
        var isInitializer = false;
        for (var parent = instance.Parent; parent != null; isInitializer = parent is IObjectOrCollectionInitializerOperation, parent = parent.Parent)
        {
            switch (parent)
            {
                case IMemberInitializerOperation member when isInitializer:
                    return ValueOf(member.InitializedMember, 2);
                case IObjectCreationOperation creation:
                    return Value.New(creation.Type == null ? "" : Id(creation.Type), ImmutableArray<Value>.Empty);
                case IWithOperation or IAnonymousObjectCreationOperation or ITypeParameterObjectCreationOperation or IDynamicObjectCreationOperation:
                    return Value.New("", ImmutableArray<Value>.Empty);
            }
        }

        return Value.Unknown;
    }

    private Value ParameterValue(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && IsCapturedConstructorParameter(parameter, constructor))
        {
            return Value.Member(Value.This, CapturedParameterId(parameter));
        }

        var owner = parameter.ContainingSymbol;
        return _bodyIds.TryGetValue(owner.OriginalDefinition, out var body) ? Value.Parameter(body, parameter.Ordinal)
            : owner is IMethodSymbol { MethodKind: MethodKind.Constructor } ? Value.Parameter(_symbols.Id(owner), parameter.Ordinal) // an initializer reads a primary constructor's
            : Value.Unknown;
    }

    /// <summary>A primary-constructor parameter used outside of the constructor and initializers is a field in all but name.</summary>
    private bool IsCapturedConstructorParameter(IParameterSymbol parameter, IMethodSymbol constructor) =>
        !_bodyIds.ContainsKey(constructor.OriginalDefinition)
        && _member.Bodies[0].Kind is not (BodyKind.InstanceInitializer or BodyKind.StaticInitializer);

    private string CapturedParameterId(IParameterSymbol parameter) => _symbols.Id(parameter.ContainingType) + "(" + parameter.Name + ")";

    private Value LocalValue(ILocalSymbol local)
    {
        Declare(local);
        return Value.Local(LocalKey(local));
    }

    private static string LocalKey(ILocalSymbol local) => local.Locations.Length > 0 ? $"{local.Name}~{local.Locations[0].SourceSpan.Start}" : local.Name;

    private LocalSummary Declare(ILocalSymbol local)
    {
        var key = LocalKey(local);
        if (!_member.Locals.TryGetValue(key, out var summary))
        {
            var owner = _body;
            if (local.ContainingSymbol != null && _bodyIds.TryGetValue(local.ContainingSymbol.OriginalDefinition, out var id))
            {
                owner = _member.Bodies.Find(b => b.Id == id) ?? _body;
            }

            _member.Locals[key] = summary = new LocalSummary(owner, local.Name, local.Locations.Length > 0 ? local.Locations[0].SourceSpan : default);
        }

        return summary;
    }

    private void AddLocal(ILocalSymbol local, Value value)
    {
        var summary = Declare(local);
        (value.Kind is ValueKind.Constant or ValueKind.Unknown ? summary.Others : summary.Values).Add(value);
    }

    private Value FieldValue(IFieldReferenceOperation field, int depth)
    {
        var symbol = field.Field;
        if (symbol.IsConst)
        {
            return ConstantValue(symbol.ConstantValue);
        }

        if (symbol.IsStatic)
        {
            // Static state of metadata is the process', not the program's.
            return _symbols.IsSource(symbol) ? Value.Static(Id(symbol)) : Value.Derived(_symbols.Id(symbol), ImmutableArray<Value>.Empty);
        }

        var instance = ValueOf(field.Instance, depth);
        return symbol.ContainingType.IsTupleType ? Value.Element(instance, ImmutableArray<Value>.Empty) : Value.Member(instance, Id(symbol));
    }

    private Value PropertyValue(IPropertyReferenceOperation property, int depth)
    {
        var symbol = property.Property;
        if (_symbols.IsStorage(symbol))
        {
            return symbol.IsStatic ? Value.Static(Id(symbol)) : Value.Member(ValueOf(property.Instance, depth), Id(symbol));
        }

        // A property that is still being typed may have no accessor.
        if (_symbols.IsSource(symbol) && (symbol.GetMethod ?? symbol.SetMethod) is { } accessor)
        {
            return Value.Call(CalleeId(accessor), property.Instance == null ? null : ValueOf(property.Instance, depth), Values(property.Arguments, depth));
        }

        if (symbol.IsStatic)
        {
            return Value.Derived(_symbols.Id(symbol), ImmutableArray<Value>.Empty);
        }

        if (s_sameForAll.Contains(symbol.Name) && symbol.ContainingType.Name == "ILambdaContext")
        {
            return Value.Derived(Value.Function, ImmutableArray<Value>.Empty);
        }

        if (symbol.Name is "HttpContext" or "User" or "Request" or "Context" && symbol.ContainingType.Name is "ControllerBase" or "Controller" or "Hub" or "PageModel" or "IHttpContextAccessor")
        {
            return Value.Request;
        }

        var receiver = ValueOf(property.Instance, depth);
        if (symbol.IsIndexer)
        {
            return Value.Element(receiver, Values(property.Arguments, depth));
        }

        if (_symbols.Knowledge.Find(Verdict.Element, symbol) != null)
        {
            return Value.Element(receiver, ImmutableArray<Value>.Empty);
        }

        return IsPlainData(symbol.ContainingType) ? Value.Member(receiver, Id(symbol)) : Value.Derived(_symbols.Id(symbol), ImmutableArray.Create(receiver));
    }

    /// <summary>
    /// Does an object of this metadata type hold what its properties return? Not for services (interfaces, thread-safe types, settings), whose
    /// properties may answer per caller.
    /// </summary>
    private bool IsPlainData(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct && !type.IsAbstract && !_symbols.IsThreadSafe(type) && !_symbols.IsSettings(type);

    private Value InvocationValue(IInvocationOperation invocation, int depth)
    {
        var method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return Value.Call(CalleeId(method), null, ArgumentValues(invocation.Arguments, depth));
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Value.Derived(ImmutableArray.Create(ValueOf(invocation.Instance, depth)).AddRange(ArgumentValues(invocation.Arguments, depth)));
        }

        if (_symbols.IsSource(method))
        {
            return Value.Call(CalleeId(method), invocation.Instance == null ? null : ValueOf(invocation.Instance, depth), ArgumentValues(invocation.Arguments, depth));
        }

        if (IsResolution(method) && method.TypeArguments.Length > 0)
        {
            _member.Names.Add(method.TypeArguments[0].Name);
            return Value.Service(_symbols.Id(method.TypeArguments[0]));
        }

        var from = invocation.Instance ?? (invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        if (method.Name == "ConfigureAwait" || IsAtomicRead(method))
        {
            return ValueOf(from, depth);
        }

        if (_symbols.Knowledge.Find(Verdict.Element, method) is { } fact && fact.Argument("parameter") == null)
        {
            return Value.Element(ValueOf(from, depth), ArgumentValues(invocation.Arguments, depth));
        }

        var arguments = ArgumentValues(invocation.Arguments, depth);
        return Value.Derived(_symbols.Id(method), invocation.Instance == null ? arguments : arguments.Add(ValueOf(invocation.Instance, depth)));
    }

    /// <summary><c>GetRequiredService&lt;T&gt;</c> and its kin.</summary>
    private static bool IsResolution(IMethodSymbol method) =>
        method.Name is "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService"
        && method.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.DependencyInjection";

    private static bool IsAtomicRead(IMethodSymbol method) => method is { Name: "Read", ContainingType.Name: "Volatile" or "Interlocked" };
}
