using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Lmi.Analyzers.Concurrency.Runtime;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Names the values that expressions stand for.</summary>
internal sealed partial class SummaryBuilder
{
    /// <summary>OperationKind.CollectionExpression, which the oldest compiler that we serve does not know.</summary>
    private const OperationKind CollectionExpression = (OperationKind)0x7f;

    /// <summary>What the Lambda context says about the function, the same for all its invocations.</summary>
    private static readonly HashSet<string> s_sameForAll = new()
    {
        "FunctionName", "FunctionVersion", "InvokedFunctionArn", "LogGroupName", "LogStreamName", "MemoryLimitInMB",
    };

    private readonly Stack<IOperation> _conditionalReceivers = new();
    private readonly Memory _memory;

    /// <summary>What a builder remembers of one member. A thread uses its own again: new ones for each member would be a good part of what a summary allocates.</summary>
    private sealed class Memory
    {
        /// <summary>To empty more than that would cost small members more than a new one.</summary>
        private const int MostKept = 100;

        [ThreadStatic]
        private static Memory? t_free;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public Dictionary<ISymbol, string> BodyIds { get; } = new(SymbolEqualityComparer.Default);

        public Dictionary<ILocalSymbol, LocalSummary> Locals { get; } = new(SymbolEqualityComparer.Default);

        public Dictionary<IParameterSymbol, Value> Parameters { get; } = new(SymbolReferences.Comparer);

        public static Memory Take()
        {
            var memory = t_free ?? new Memory();
            t_free = null;
            return memory;
        }

        /// <summary>The names, when the member is done.</summary>
        public string[] Return()
        {
            var names = Names.ToArray();
            if (Names.Count + Locals.Count < MostKept)
            {
                Names.Clear();
                BodyIds.Clear();
                Locals.Clear();
                Parameters.Clear();
                t_free = this;
            }

            return names;
        }
    }

    private Value ValueOf(IOperation? operation, int depth = 0)
    {
        if (operation == null || depth > Limits.ValueDepth)
        {
            return Value.Unknown;
        }

        depth++;

        // By kind: a test of type for each case would be most of the cost of a summary.
        switch (operation.Kind)
        {
            case OperationKind.Conversion when ((IConversionOperation)operation).OperatorMethod == null:
                return ValueOf(((IConversionOperation)operation).Operand, depth - 1);
            case OperationKind.Parenthesized:
                return ValueOf(((IParenthesizedOperation)operation).Operand, depth - 1);
            case OperationKind.Await:
                return ValueOf(((IAwaitOperation)operation).Operation, depth);
            case OperationKind.Literal or OperationKind.FieldReference or OperationKind.Binary or OperationKind.InterpolatedString or OperationKind.NameOf when operation.ConstantValue is { HasValue: true, Value: var constant }:
                return ConstantValue(constant);
            case OperationKind.Literal or OperationKind.DefaultValue or OperationKind.TypeOf or OperationKind.NameOf or OperationKind.SizeOf or OperationKind.Utf8String:
                return Value.Constant;
            case OperationKind.InstanceReference:
                return InstanceValue((IInstanceReferenceOperation)operation);
            case OperationKind.ParameterReference:
                return ParameterValue(((IParameterReferenceOperation)operation).Parameter);
            case OperationKind.LocalReference:
                return LocalValue(((ILocalReferenceOperation)operation).Local);
            case OperationKind.DeclarationExpression:
                return ValueOf(((IDeclarationExpressionOperation)operation).Expression, depth);
            case OperationKind.FieldReference:
                return FieldValue((IFieldReferenceOperation)operation, depth);
            case OperationKind.PropertyReference:
                return PropertyValue((IPropertyReferenceOperation)operation, depth);
            case OperationKind.EventReference:
                var reference = (IEventReferenceOperation)operation;
                return reference.Instance == null ? Value.Static(Id(reference.Event)) : Value.Member(ValueOf(reference.Instance, depth), Id(reference.Event));
            case OperationKind.Binary when (IBinaryOperation)operation is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Value.Derived(Value.Concatenation, Operands(sum, depth));
            case OperationKind.InterpolatedString:
                return Value.Derived(Value.Concatenation, ChildValues(operation, depth));
            case OperationKind.Interpolation:
                return ValueOf(((IInterpolationOperation)operation).Expression, depth - 1);
            case OperationKind.InterpolatedStringText:
                return ValueOf(((IInterpolatedStringTextOperation)operation).Text, depth - 1);
            case OperationKind.InterpolatedStringHandlerCreation:
                return ValueOf(((IInterpolatedStringHandlerCreationOperation)operation).Content, depth - 1);
            case OperationKind.InterpolatedStringAppendLiteral or OperationKind.InterpolatedStringAppendFormatted when ((IInterpolatedStringAppendOperation)operation).AppendCall is IInvocationOperation { Arguments: { Length: > 0 } appended }:
                return ValueOf(appended[0].Value, depth - 1);
            case OperationKind.ArrayElementReference:
                var element = (IArrayElementReferenceOperation)operation;
                return Value.Element(ValueOf(element.ArrayReference, depth), Values(element.Indices, depth));
            case OperationKind.Invocation:
                return InvocationValue((IInvocationOperation)operation, depth);
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation;
                return Value.New(creation.Type == null ? "" : Id(creation.Type), Values(creation.Arguments, depth).AddRange(InitializerValues(creation.Initializer, depth)));
            case OperationKind.ArrayCreation:
                return Value.New("array", ((IArrayCreationOperation)operation).Initializer is { } elements ? Values(elements.ElementValues, depth) : ImmutableArray<Value>.Empty);
            case OperationKind.Tuple:
                return Value.New("tuple", Values(((ITupleOperation)operation).Elements, depth));
            case OperationKind.AnonymousObjectCreation:
                return Value.New("anonymous", Values(((IAnonymousObjectCreationOperation)operation).Initializers, depth));
            case OperationKind.With:
                var with = (IWithOperation)operation;
                return Value.New(with.Type == null ? "" : _symbols.Id(with.Type), ImmutableArray.Create(ValueOf(with.Operand, depth)).AddRange(InitializerValues(with.Initializer, depth)));
            case OperationKind.Conditional:
                var conditional = (IConditionalOperation)operation;
                return LambdaPlatform.IsTrue(conditional.Condition) is { } answer ? ValueOf(answer ? conditional.WhenTrue : conditional.WhenFalse, depth) : Value.Any(ImmutableArray.Create(ValueOf(conditional.WhenTrue, depth), ValueOf(conditional.WhenFalse, depth)));
            case OperationKind.Coalesce:
                var coalesce = (ICoalesceOperation)operation;
                return Value.Any(ImmutableArray.Create(ValueOf(coalesce.Value, depth), ValueOf(coalesce.WhenNull, depth)));
            case OperationKind.SwitchExpression:
                return SwitchValue((ISwitchExpressionOperation)operation, depth);
            case OperationKind.ConditionalAccess:
                return ConditionalAccessValue((IConditionalAccessOperation)operation, depth);
            case OperationKind.ConditionalAccessInstance:
                return ConditionalReceiverValue(depth);
            case OperationKind.SimpleAssignment:
                return ValueOf(((ISimpleAssignmentOperation)operation).Value, depth);
            case OperationKind.CoalesceAssignment:
                var fill = (ICoalesceAssignmentOperation)operation;
                return Value.Any(ImmutableArray.Create(ValueOf(fill.Target, depth), ValueOf(fill.Value, depth)));
            case OperationKind.DelegateCreation:
                return ValueOf(((IDelegateCreationOperation)operation).Target, depth);
            case OperationKind.AnonymousFunction:
                return Value.Delegate(NestedId(((IAnonymousFunctionOperation)operation).Symbol, operation.Syntax));
            case OperationKind.MethodReference:
                var method = (IMethodReferenceOperation)operation;
                return Value.Delegate(CalleeId(method.Method), method.Instance == null ? null : ValueOf(method.Instance, depth));
            case OperationKind.None when operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax:
                return Value.New("array", ImmutableArray<Value>.Empty); // filled by whoever gets the span
            case CollectionExpression:
            case OperationKind.None when operation.Syntax is CollectionExpressionSyntax:
                return Value.New("array", ChildValues(operation, depth));
            default:
                return Value.Derived(ChildValues(operation, depth));
        }
    }

    private static Value ConstantValue(object? constant) => constant switch
    {
        string text => Value.Text(text),
        int or long or bool or char => Value.Literal(Convert.ToString(constant, CultureInfo.InvariantCulture)!),
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
        if (!_memory.Parameters.TryGetValue(parameter, out var value) && (value = ValueOf(parameter)) != Value.Unknown)
        {
            _memory.Parameters[parameter] = value;
        }

        return value;
    }

    private Value ValueOf(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && IsCapturedConstructorParameter(parameter, constructor))
        {
            return Value.Member(Value.This, CapturedParameterId(parameter));
        }

        var owner = parameter.ContainingSymbol;
        return _memory.BodyIds.TryGetValue(owner.OriginalDefinition, out var body) ? Value.Parameter(body, parameter.Ordinal)
            : owner is IMethodSymbol { MethodKind: MethodKind.Constructor } ? Value.Parameter(_symbols.Id(owner), parameter.Ordinal) // an initializer reads a primary constructor's
            : Value.Unknown;
    }

    /// <summary>A primary-constructor parameter used outside of the constructor and initializers is a field in all but name.</summary>
    private bool IsCapturedConstructorParameter(IParameterSymbol parameter, IMethodSymbol constructor) =>
        !_memory.BodyIds.ContainsKey(constructor.OriginalDefinition)
        && _member.Bodies[0].Kind is not (BodyKind.InstanceInitializer or BodyKind.StaticInitializer);

    private string CapturedParameterId(IParameterSymbol parameter) => _symbols.Id(parameter.ContainingType) + "(" + parameter.Name + ")";

    private Value LocalValue(ILocalSymbol local) => (_texts?.ContainsKey(local) == true ? Declare(local) : Holding.Of(local, _held) ?? Declare(local)).Self;

    private LocalSummary Declare(ILocalSymbol local)
    {
        if (!_memory.Locals.TryGetValue(local, out var summary))
        {
            var owner = _body;
            if (local.ContainingSymbol != null && _memory.BodyIds.TryGetValue(local.ContainingSymbol.OriginalDefinition, out var id))
            {
                owner = BodyAt(id) ?? _body;
            }

            var span = default(TextSpan);
            var key = local.Name;
            if (local.Locations is { Length: > 0 } locations)
            {
                span = locations[0].SourceSpan;
                key += "~" + span.Start.ToString(CultureInfo.InvariantCulture);
            }

            if (!_member.Locals.TryGetValue(key, out summary))
            {
                _member.Locals[key] = summary = new LocalSummary(owner, key, local.Name, span);
            }

            _memory.Locals[local] = summary;
        }

        return summary;
    }

    private BodySummary? BodyAt(string id)
    {
        foreach (var body in _member.Bodies)
        {
            if (body.Id == id)
            {
                return body;
            }
        }

        return null;
    }

    private void AddLocal(ILocalSymbol local, Value value)
    {
        Declare(local).Add(value);
        _held = Holding.Without(local, _held);
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
        var kind = _symbols.KindOf(symbol);
        if (kind == PropertyKind.Storage)
        {
            return symbol.IsStatic ? Value.Static(Id(symbol)) : Value.Member(ValueOf(property.Instance, depth), Id(symbol));
        }

        // A property that is still being typed may have no accessor.
        if (kind == PropertyKind.Computed && (symbol.GetMethod ?? symbol.SetMethod) is { } accessor)
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

        if (symbol.Name == "Logger" && symbol.ContainingType.Name == "ILambdaContext")
        {
            return Value.Derived(Value.Ambient, ImmutableArray<Value>.Empty);
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

        var callee = _symbols.Callee(method);
        if (callee.IsSource)
        {
            return Value.Call(CalleeId(method), invocation.Instance == null ? null : ValueOf(invocation.Instance, depth), ArgumentValues(invocation.Arguments, depth));
        }

        if (callee.IsResolution && method.TypeArguments.Length > 0)
        {
            _memory.Names.Add(method.TypeArguments[0].Name);
            return Value.Service(_symbols.Id(method.TypeArguments[0]));
        }

        var from = invocation.Instance ?? (invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        if (callee.ReturnsReceiver)
        {
            return ValueOf(from, depth);
        }

        if ((callee.Verdicts & KnowledgeBase.Bit(Verdict.Element)) != 0 && _symbols.Knowledge.Find(Verdict.Element, method) is { } fact && fact.Argument("parameter") == null)
        {
            return Value.Element(ValueOf(from, depth), ArgumentValues(invocation.Arguments, depth));
        }

        var arguments = ArgumentValues(invocation.Arguments, depth);
        return Value.Derived(_symbols.Id(method), invocation.Instance is not { } instance ? arguments : arguments.Add(TextIn(instance) ?? ValueOf(instance, depth)));
    }
}
