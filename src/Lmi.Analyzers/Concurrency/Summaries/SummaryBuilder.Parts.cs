using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Summaries.Callees;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>The values that an expression passes on or is made of: branches, receivers, initializers, arguments.</summary>
internal sealed partial class SummaryBuilder
{
    /// <summary>The strings that <c>a + b + c</c> puts together, however many: the compiler nests them.</summary>
    private ImmutableArray<Value> Operands(IBinaryOperation sum, int depth)
    {
        var operands = ImmutableArray.CreateBuilder<Value>();
        IOperation left = sum;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } nested)
        {
            if (operands.Count >= Limits.Operands)
            {
                return ImmutableArray.Create(Value.Unknown);
            }

            operands.Add(ValueOf(nested.RightOperand, depth));
            left = Unconverted(nested.LeftOperand);
        }

        operands.Add(ValueOf(left, depth));
        operands.Reverse();
        return operands.ToImmutable();
    }

    /// <summary>A text that grows: what it was and what is added. In a loop nobody knows how often.</summary>
    private void RecordAppend(ICompoundAssignmentOperation compound)
    {
        if (compound is not { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } || Unconverted(compound.Target) is not ILocalReferenceOperation { Local: var local })
        {
            return;
        }

        var isFollowed = !IsCaptured(local);
        var grown = IsRepeated(compound, local) ? Value.Unknown : Value.Derived(Value.Concatenation, ImmutableArray.Create(isFollowed ? ThisFar(local).Self : LocalValue(local), ValueOf(compound.Value)));
        AddLocal(local, grown);
        if (isFollowed && grown != Value.Unknown && compound.Parent is IExpressionStatementOperation)
        {
            BeginVersion(local, grown);
        }
    }

    /// <summary>A text that is made from itself: <c>name = name.Trim()</c>.</summary>
    private Value ValueOfChange(ILocalSymbol local, IOperation value)
    {
        _held = new Holding(local, ThisFar(local), _held);
        return ValueOf(value);
    }

    /// <summary>Is the operation inside of a loop of its own body, around which the local keeps what it held?</summary>
    private static bool IsRepeated(IOperation operation, ILocalSymbol local)
    {
        for (var outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation loop && !(local.Locations.Length > 0 && loop.Body.Syntax.Span.Contains(local.Locations[0].SourceSpan)))
            {
                return true;
            }
        }

        return false;
    }

    private Value SwitchValue(ISwitchExpressionOperation switchExpression, int depth)
    {
        var arms = ImmutableArray.CreateBuilder<Value>(switchExpression.Arms.Length);
        foreach (var arm in switchExpression.Arms)
        {
            arms.Add(ValueOf(arm.Value, depth));
        }

        return arms.Count == 0 ? Value.Unknown : Value.Any(arms.MoveToImmutable());
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

        var values = ImmutableArray.CreateBuilder<Value>(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            values.Add(Value.Unknown);
        }

        foreach (var argument in arguments)
        {
            var ordinal = argument.Parameter?.Ordinal ?? -1;
            if (ordinal >= 0 && ordinal < values.Count)
            {
                values[ordinal] = ValueOf(argument.Value, depth);
            }
        }

        return values.MoveToImmutable();
    }

    /// <summary>The places of arguments, when one of them has a type that names files.</summary>
    private static ImmutableArray<TextSpan> PathArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Type is { SpecialType: SpecialType.System_String } or { Name: "FileInfo" or "DirectoryInfo" or "FileSystemInfo" or "Uri" })
            {
                return SpansOf(arguments);
            }
        }

        return ImmutableArray<TextSpan>.Empty;
    }

    /// <summary>Where each argument is written, by parameter ordinal; default where it is left out.</summary>
    private static ImmutableArray<TextSpan> SpansOf(ImmutableArray<IArgumentOperation> arguments)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>(arguments.Length);
        spans.Count = arguments.Length;
        foreach (var argument in arguments)
        {
            if (argument is { IsImplicit: false, Parameter.Ordinal: var ordinal } && ordinal < spans.Count)
            {
                spans[ordinal] = argument.Value.Syntax.Span;
            }
        }

        return spans.MoveToImmutable();
    }

    private ImmutableArray<Value> Values<T>(ImmutableArray<T> operations, int depth)
        where T : IOperation
    {
        if (operations.IsEmpty)
        {
            return ImmutableArray<Value>.Empty;
        }

        var values = ImmutableArray.CreateBuilder<Value>(operations.Length);
        foreach (var operation in operations)
        {
            values.Add(ValueOf(operation is IArgumentOperation argument ? argument.Value : operation, depth));
        }

        return values.MoveToImmutable();
    }

    private ImmutableArray<Value> ChildValues(IOperation operation, int depth)
    {
        var count = operation.ChildOperations.Count;
        if (count == 0)
        {
            return ImmutableArray<Value>.Empty;
        }

        var values = ImmutableArray.CreateBuilder<Value>(count);
        foreach (var child in operation.ChildOperations)
        {
            values.Add(ValueOf(child, depth));
        }

        return values.Count == values.Capacity ? values.MoveToImmutable() : values.ToImmutable();
    }

    private void RecordReferences(IInvocationOperation invocation, CalleeTraits callee)
    {
        if (!callee.TakesReferences)
        {
            return;
        }

        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind is not (RefKind.Ref or RefKind.Out))
            {
                continue;
            }

            var target = Unconverted(argument.Value);
            var local = (target as ILocalReferenceOperation ?? (target as IDeclarationExpressionOperation)?.Expression as ILocalReferenceOperation)?.Local;
            if (local is { RefKind: RefKind.None } && !IsCaptured(local))
            {
                AddLocal(local, OutValue(invocation, argument));
            }
            else if (callee.IsAtomic)
            {
                RecordAtomicWrite(invocation, target);
            }
            else if (target is not IDiscardOperation)
            {
                var arguments = Value.Derived(Values(invocation.Arguments.Remove(argument), 1));
                var before = _body.Accesses.Count;
                RecordWrite(target, argument.Parameter.RefKind == RefKind.Out ? arguments : Value.Constant, AccessKind.ByReference, AccessTraits.None, argument.Value.Syntax.Span);
                if (_body.Accesses.Count > before && invocation is { TargetMethod: { IsAbstract: false, IsVirtual: false, IsOverride: false } method, IsVirtual: false } && (method.MethodKind == MethodKind.LocalFunction || _symbols.IsSource(method)))
                {
                    _body.Accesses[before].PassedTo = (CalleeId(method), argument.Parameter.Ordinal);
                }
            }
        }
    }

    /// <summary>What <c>Interlocked</c> and <c>Volatile</c> publish: no race, but somebody else sees the value from then on.</summary>
    private void RecordAtomicWrite(IInvocationOperation invocation, IOperation target)
    {
        if (target is IParameterReferenceOperation { Parameter: { RefKind: RefKind.Ref or RefKind.Out } reference })
        {
            _body.References.Add(new ReferenceUse(reference.Ordinal, isAtomic: true, _locks));
            return;
        }

        if (invocation.TargetMethod.Name is not ("Exchange" or "CompareExchange" or "Write"))
        {
            return;
        }

        IOperation? value = null;
        var traits = invocation.TargetMethod.Name == "CompareExchange" ? AccessTraits.None : AccessTraits.Published;
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

    /// <summary>Whoever names a type as an argument may have it built; not who only has an object of it to infer it from.</summary>
    private void MentionTypeArguments(IInvocationOperation invocation)
    {
        var name = (invocation.Syntax as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var other => other,
        };
        foreach (var argument in name is GenericNameSyntax ? invocation.TargetMethod.TypeArguments : ImmutableArray<ITypeSymbol>.Empty)
        {
            if (argument is INamedTypeSymbol named && _symbols.IsSource(named))
            {
                _memory.Names.Add(named.Name);
            }
        }
    }

    /// <summary>Whose thread runs the delegates that are given to this method of metadata.</summary>
    private ThreadKind ThreadOf(IMethodSymbol method) => _symbols.Knowledge.Find(Verdict.Background, method)?.Argument("kind") switch
    {
        "thread" => ThreadKind.Own,
        "callback" => ThreadKind.Callback,
        _ => ThreadKind.Task,
    };

    private void RecordDelegate(IOperation target, CallKind kind) => RecordDelegate(target, kind, ImmutableArray<Value>.Empty);

    /// <param name="elements">What is known to be handed to the delegate, by its parameters.</param>
    private void RecordDelegate(IOperation target, CallKind kind, ImmutableArray<Value> elements)
    {
        switch (target)
        {
            case IAnonymousFunctionOperation lambda:
                Add(new CallSite(kind, NestedId(lambda.Symbol, lambda.Syntax), Value.This, elements, lambda.Syntax.Span, kind == CallKind.Delegate ? _locks : ImmutableArray<HeldLock>.Empty));
                break;
            case IMethodReferenceOperation reference when reference.Method.MethodKind == MethodKind.LocalFunction || _symbols.IsSource(reference.Method):
                AddCall(kind, reference.Method, reference.Instance == null ? null : ValueOf(reference.Instance), elements, reference.Syntax.Span);
                break;
            case IMethodReferenceOperation reference when elements.Length == 1:
                RecordEffects(reference, elements[0]);
                break;
        }
    }

    /// <summary>A method of metadata that is called for each element works on the file that the element names.</summary>
    private void RecordEffects(IMethodReferenceOperation reference, Value element)
    {
        foreach (var (verdict, kind) in s_effects)
        {
            if (kind is EffectKind.WritesPath or EffectKind.ReadsPath or EffectKind.DeletesPath && reference.Method.Parameters.Length == 1 && _symbols.Knowledge.FindSlot(verdict, reference.Method) is { } fact)
            {
                _memory.Names.Add(reference.Method.Name);
                _memory.Names.Add(reference.Method.ContainingType.Name);
                Add(new Effect(
                    kind, _symbols.Id(reference.Method), $"{reference.Method.ContainingType.Name}.{reference.Method.Name}", fact, null, ImmutableArray.Create(element), ImmutableArray.Create(reference.Syntax.Span), reference.Syntax.Span, _locks, UnsetStorage()));
            }
        }
    }

    /// <summary>A constructor that does not say which constructor of the base it calls. Operations have that call or not, by how one gets to them.</summary>
    private void RecordImplicitBaseCall(ISymbol owner)
    {
        if (owner is not IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.BaseType: { } parent } || !_symbols.IsSource(parent)
            || owner.DeclaringSyntaxReferences.Length == 0 || owner.DeclaringSyntaxReferences[0].GetSyntax() is not ConstructorDeclarationSyntax { Initializer: null })
        {
            return;
        }

        foreach (var constructor in parent.InstanceConstructors)
        {
            if (constructor.Parameters.Length == 0)
            {
                AddCall(CallKind.Call, constructor, Value.This, ImmutableArray<Value>.Empty, _body.Span, isBaseCall: true);
            }
        }
    }
}
