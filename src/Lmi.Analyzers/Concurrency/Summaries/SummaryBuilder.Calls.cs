using System.Collections.Generic;
using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Summaries.Callees;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Records whom a body calls, and what becomes of the delegates that it makes.</summary>
internal sealed partial class SummaryBuilder
{
    private string CalleeId(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return method.DeclaringSyntaxReferences.Length > 0
                ? NestedId(method, method.DeclaringSyntaxReferences[0].GetSyntax())
                : "";
        }

        return Id(method);
    }

    private void AddCall(CallKind kind, IMethodSymbol method, Value? receiver, ImmutableArray<Value> arguments, TextSpan span, bool isBaseCall = false, ImmutableArray<TextSpan> paths = default) =>
        Add(new CallSite(kind, CalleeId(method), receiver, arguments, span, _locks) { IsBaseCall = isBaseCall, ArgumentSpans = paths.IsDefault ? ImmutableArray<TextSpan>.Empty : paths });

    private void VisitInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var callee = _symbols.Callee(method);
        if (callee.IsGeneric)
        {
            MentionTypeArguments(invocation);
        }

        if (callee.IsSource || method.MethodKind == MethodKind.LocalFunction)
        {
            var span = NameSpan(invocation.Syntax);
            var isBase = invocation.Instance?.Syntax is BaseExpressionSyntax || method.MethodKind == MethodKind.Constructor;
            AddCall(CallKind.Call, method, ReceiverOf(invocation.Instance), ArgumentValues(invocation.Arguments, 0), span, isBase, PathArguments(invocation.Arguments));
            var made = _body.Calls[_body.Calls.Count - 1];
            made.Collections = CollectionArguments(invocation.Arguments);
            if (callee.MayRestOnCheck)
            {
                Add(Collections.ReadCall(invocation, made.Callee, made.Arguments, span, _locks));
            }

            RecordReferences(invocation, callee);
            VisitReceiverAndArguments(invocation, callee);
            return;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            RecordDelegateInvocation(invocation);
            VisitReceiverAndArguments(invocation, callee);
            return;
        }

        RecordEffects(invocation, method, callee);
        if (callee.MayBeKeyed)
        {
            RecordPerThreadCall(invocation);
        }

        if ((callee.Verdicts & KnowledgeBase.Bit(Verdict.Mutates)) != 0)
        {
            RecordMetadataMutation(invocation, method, NameSpan(invocation.Syntax));
        }

        if (callee.Collection is { } kind)
        {
            Add(Collections.Read(invocation, kind, NameSpan(invocation.Syntax), _locks));
        }

        RecordReferences(invocation, callee);
        RecordRegistration(invocation, method, callee, invocation.Arguments);
        RecordDelegateArguments(invocation.Arguments, method, callee);
        VisitReceiverAndArguments(invocation, callee);
    }

    /// <summary>The expression that is invoked, without its arguments.</summary>
    private static SyntaxNode Invoked(SyntaxNode syntax) => syntax is InvocationExpressionSyntax call ? call.Expression : syntax;

    private static TextSpan NameSpan(SyntaxNode syntax) => Invoked(syntax).Span;

    private void VisitReceiverAndArguments(IInvocationOperation invocation, CalleeTraits callee)
    {
        Visit(invocation.Instance);
        foreach (var argument in invocation.Arguments)
        {
            VisitArgument(argument, callee);
        }
    }

    private void VisitArgument(IArgumentOperation argument, CalleeTraits callee)
    {
        var value = argument.Value;
        if (callee.MayTakeDelegates && (value = Unconverted(value)) is IDelegateCreationOperation { Target: var target })
        {
            if (_handledDelegates?.Remove(value) != true)
            {
                RecordDelegate(target, CallKind.Delegate);
            }

            VisitDelegateTarget(target);
        }
        else
        {
            Visit(callee.TakesReferences ? argument : argument.Value);
        }
    }

    private void VisitDelegateTarget(IOperation target)
    {
        if (target is IMethodReferenceOperation reference)
        {
            Visit(reference.Instance);
        }
        else
        {
            Visit(target);
        }
    }

    private HashSet<IOperation>? _handledDelegates;

    private void RecordDelegateArguments(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method, CalleeTraits callee)
    {
        if (!callee.MayTakeDelegates)
        {
            return;
        }

        CallKind? known = null;
        foreach (var argument in arguments)
        {
            var value = Unconverted(argument.Value);
            if (value.Type?.TypeKind != TypeKind.Delegate || argument.Parameter == null)
            {
                continue;
            }

            var kind = DelegateKind(method, argument.Parameter, callee.Verdicts) ?? (known ??= CallKind.Delegate);
            if (kind == CallKind.EntryPoint)
            {
                _memory.Names.Add(EntryPointMention);
            }

            if (value is IDelegateCreationOperation creation)
            {
                (_handledDelegates ??= new()).Add(value);
                var before = _body.Calls.Count;
                RecordDelegate(creation.Target, kind, kind == CallKind.Delegate && arguments[0].Parent is IInvocationOperation call ? ElementsHandedTo(call, argument) : ImmutableArray<Value>.Empty);
                if (kind == CallKind.Background && _body.Calls.Count > before)
                {
                    _body.Calls[before].Thread = ThreadOf(method);
                    NoteStart(_body.Calls[before], arguments[0].Parent);
                }
            }
            else if (kind == CallKind.EntryPoint)
            {
                Add(new CallSite(kind, "", ValueOf(value), ImmutableArray<Value>.Empty, argument.Syntax.Span, _locks));
            }
        }
    }

    /// <summary>What a metadata method does with a delegate handed to this parameter.</summary>
    private CallKind? DelegateKind(IMethodSymbol method, IParameterSymbol parameter, uint known)
    {
        if (parameter.Type.Name == "LambdaBootstrapInitializer")
        {
            return CallKind.RunsOnce;
        }

        foreach (var (verdict, kind) in s_runners)
        {
            if ((known & KnowledgeBase.Bit(verdict)) != 0 && _symbols.Knowledge.Find(verdict, method) is { } fact && (fact.Argument("parameter") is not { } name || name == parameter.Name))
            {
                return kind;
            }
        }

        return null;
    }

    private static readonly (Verdict Verdict, CallKind Kind)[] s_runners =
    {
        (Verdict.RunsOnce, CallKind.RunsOnce),
        (Verdict.EntryPoint, CallKind.EntryPoint),
        (Verdict.Caches, CallKind.Cached),
        (Verdict.Background, CallKind.Background),
    };

    /// <summary>A delegate assigned to a property that its owner calls for each request.</summary>
    private void RecordCallback(IOperation target, IOperation value)
    {
        if (target is IPropertyReferenceOperation { Property: { } property } && Unconverted(value) is IDelegateCreationOperation creation && _symbols.Knowledge.Find(Verdict.EntryPoint, property) != null)
        {
            _memory.Names.Add(EntryPointMention);
            RecordDelegate(creation.Target, CallKind.EntryPoint);
        }
    }

    private void RecordDelegateInvocation(IInvocationOperation invocation)
    {
        if (invocation.Instance == null)
        {
            return;
        }

        Add(new CallSite(CallKind.Call, "", ValueOf(invocation.Instance), ArgumentValues(invocation.Arguments, 0), NameSpan(invocation.Syntax), _locks));
    }

    private void VisitCreation(IObjectCreationOperation creation)
    {
        if (creation.Constructor is { } constructor)
        {
            var callee = _symbols.Callee(constructor);
            if (callee.IsSource)
            {
                AddCall(CallKind.Creation, constructor, null, ArgumentValues(creation.Arguments, 0), creation.Syntax.Span, paths: PathArguments(creation.Arguments));
            }
            else
            {
                RecordEffects(creation, constructor, callee);
                RecordRegistration(creation, constructor, callee, creation.Arguments);
                RecordDelegateArguments(creation.Arguments, constructor, callee);
            }

            foreach (var argument in creation.Arguments)
            {
                VisitArgument(argument, callee);
            }
        }

        Visit(creation.Initializer);
    }

    private void RecordMetadataMutation(IInvocationOperation invocation, IMethodSymbol method, TextSpan span)
    {
        var fact = _symbols.Knowledge.Find(Verdict.Mutates, method);
        if (fact?.Argument("parameter") is { } name)
        {
            foreach (var argument in invocation.Arguments)
            {
                if (argument.Parameter?.Name == name)
                {
                    RecordMutation(argument.Value, method, Value.Unknown, argument.Value.Syntax.Span);
                }
            }
        }
        else if (invocation.Instance is { } receiver)
        {
            if (fact != null || method.OverriddenMethod is { } overridden && _symbols.Knowledge.Find(Verdict.Mutates, overridden) != null)
            {
                RecordMutation(receiver, method, Value.Derived(ArgumentValues(invocation.Arguments, 0)), span);
            }
        }
        else if (fact != null && method.IsExtensionMethod && invocation.Arguments.Length > 0)
        {
            RecordMutation(invocation.Arguments[0].Value, method, Value.Unknown, span);
        }
    }

    private Value OutValue(IInvocationOperation invocation, IArgumentOperation argument)
    {
        var method = invocation.TargetMethod;
        var holder = invocation.Instance ?? (method.IsExtensionMethod && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        if (!_symbols.IsSource(method) && holder != null && _symbols.Knowledge.Find(Verdict.Element, method)?.Argument("parameter") == argument.Parameter!.Name)
        {
            return Value.Element(ValueOf(holder), Values(invocation.Arguments.Remove(argument), 1));
        }

        var others = Values(invocation.Arguments.Remove(argument), 1);
        return Value.Derived(invocation.Instance == null ? others : others.Add(ValueOf(invocation.Instance)));
    }

    private ImmutableArray<(int, TextSpan, string)> CollectionArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var found = ImmutableArray<(int, TextSpan, string)>.Empty;
        foreach (var argument in arguments)
        {
            var value = Unconverted(argument.Value);
            if (argument.Parameter is { RefKind: RefKind.None, IsParams: false } parameter && (value.Type is IArrayTypeSymbol || _symbols.Collection(value.Type) != null))
            {
                found = found.Add((parameter.Ordinal, argument.Value.Syntax.Span, ShortName(value.Type)));
            }
        }

        return found;
    }

    private void RecordGetter(IPropertyReferenceOperation property)
    {
        if (property.Property.GetMethod is { } getter)
        {
            AddCall(CallKind.Call, getter, ReceiverOf(property.Instance), ArgumentValues(property.Arguments, 0), property.Syntax.Span, property.Instance?.Syntax is BaseExpressionSyntax);
        }
    }

    private void RecordSetter(IPropertyReferenceOperation property)
    {
        if (_symbols.KindOf(property.Property) != PropertyKind.Computed)
        {
            return;
        }

        var receiver = ReceiverOf(property.Instance);
        var arguments = ArgumentValues(property.Arguments, 0);
        if (property.Property.SetMethod is { } setter)
        {
            var value = property.Parent is IAssignmentOperation assignment ? ValueOf(assignment.Value) : Value.Unknown;
            AddCall(CallKind.Call, setter, receiver, arguments.Add(value), property.Syntax.Span, property.Instance?.Syntax is BaseExpressionSyntax);
        }

        if (property.Parent is not ISimpleAssignmentOperation && property.Property.GetMethod is { } getter)
        {
            AddCall(CallKind.Call, getter, receiver, arguments, property.Syntax.Span);
        }
    }

    private void RecordOperator(IMethodSymbol? method, IOperation operation)
    {
        if (method != null && _symbols.IsSource(method))
        {
            AddCall(CallKind.Call, method, null, ChildValues(operation, 1), operation.Syntax.Span);
        }
    }

    private void RecordSubscription(IEventAssignmentOperation subscription)
    {
        if (subscription.EventReference is not IEventReferenceOperation { Event: { } @event } reference)
        {
            return;
        }

        RecordSubscriptionEffect(reference.Event, EventOf(reference), subscription.HandlerValue, subscription.Adds, reference.Syntax.Span);

        if (_symbols.IsSource(@event) && @event.AddMethod is { IsImplicitlyDeclared: false } accessor)
        {
            AddCall(CallKind.Call, accessor, reference.Instance == null ? null : ValueOf(reference.Instance), ImmutableArray.Create(ValueOf(subscription.HandlerValue)), subscription.Syntax.Span);
        }
    }

    /// <summary>Container registrations and resolutions keep their type arguments: they say who is shared.</summary>
    private void RecordRegistration(IOperation operation, IMethodSymbol method, CalleeTraits callee, ImmutableArray<IArgumentOperation> arguments)
    {
        if (callee.IsContainerWord)
        {
            _memory.Names.Add(method.Name);
        }

        if (!callee.IsRegistration)
        {
            return;
        }

        var isCall = operation is IInvocationOperation;
        if (isCall)
        {
            _memory.Names.Add(method.Name);
        }

        if (method.ContainingType.Name == "ServiceDescriptor")
        {
            _memory.Names.Add("ServiceDescriptor");
        }

        var types = ImmutableArray.CreateBuilder<string>();
        foreach (var argument in method.TypeArguments)
        {
            types.Add(_symbols.Id(argument));
        }

        foreach (var argument in arguments)
        {
            if (Unconverted(argument.Value) is ITypeOfOperation { TypeOperand: INamedTypeSymbol operand })
            {
                types.Add(_symbols.Id(operand));
            }
        }

        Add(new CallSite(CallKind.Call, Id(method), null, ArgumentValues(arguments, 0), isCall ? NameSpan(operation.Syntax) : default, _locks) { Types = types.ToImmutable() });
    }
}
