using System.Collections.Generic;
using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Runtime;
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

/// <summary>Records what members of metadata do beyond storage: what facts say of them, and awaits and subscriptions.</summary>
internal sealed partial class SummaryBuilder
{
    private static readonly (Verdict Verdict, EffectKind Kind)[] s_effects =
    {
        (Verdict.ProcessWide, EffectKind.ProcessWide),
        (Verdict.EndsProcess, EffectKind.EndsProcess),
        (Verdict.Blocking, EffectKind.Blocking),
        (Verdict.Environment, EffectKind.EnvironmentRead),
        (Verdict.Heavy, EffectKind.HeavyCreation),
        (Verdict.Caches, EffectKind.Caching),
        (Verdict.WritesPath, EffectKind.WritesPath),
        (Verdict.ReadsPath, EffectKind.ReadsPath),
        (Verdict.DeletesPath, EffectKind.DeletesPath),
    };

    private static readonly (Verdict Verdict, EffectKind Kind)[] s_none = System.Array.Empty<(Verdict, EffectKind)>();

    private void RecordEffects(IInvocationOperation invocation, IMethodSymbol method, CalleeTraits callee)
    {
        var known = callee.Verdicts;
        foreach (var (verdict, kind) in known == 0 ? s_none : s_effects)
        {
            if ((known & KnowledgeBase.Bit(verdict)) != 0 && _symbols.Knowledge.FindSlot(verdict, method) is { } fact && (kind != EffectKind.Blocking || Holds(invocation, fact)))
            {
                AddEffect(kind, method, fact, invocation.Instance, invocation.Arguments, kind == EffectKind.Blocking ? BlockingSpan(invocation.Syntax) : NameSpan(invocation.Syntax));
            }
        }

        if (callee.IsAdd)
        {
            RecordProcessArgument(invocation);
        }

        RecordUse(invocation.Instance, method, Invoked(invocation.Syntax));
        RecordUses(invocation.Arguments, method, callee);
    }

    /// <summary>What is added to the list of arguments of another process, which may name a file that it writes.</summary>
    private void RecordProcessArgument(IInvocationOperation invocation)
    {
        var filled = invocation.Instance is IInstanceReferenceOperation { Parent.Parent.Parent: IMemberInitializerOperation initializer } ? initializer.InitializedMember : invocation.Instance;
        if (invocation.Arguments.Length == 1 && filled is IPropertyReferenceOperation list
            && (_symbols.Knowledge.VerdictsNamed(list.Property) & KnowledgeBase.Bit(Verdict.WritesPath)) != 0 && _symbols.Knowledge.Find(Verdict.WritesPath, list.Property) is { } fact)
        {
            AddEffect(EffectKind.WritesPath, list.Property, fact, list.Instance, list.Arguments, list.Syntax.Span, invocation.Arguments[0].Value);
        }
    }

    private void RecordEffects(IObjectCreationOperation creation, IMethodSymbol constructor, CalleeTraits callee)
    {
        foreach (var (verdict, kind) in s_effects)
        {
            var fact = ((callee.Verdicts & KnowledgeBase.Bit(verdict)) != 0 ? _symbols.Knowledge.Find(verdict, constructor) : null) ?? (verdict == Verdict.Heavy ? _symbols.Knowledge.FindInherited(verdict, constructor.ContainingType) : null);
            if (fact != null)
            {
                AddEffect(kind, constructor, fact, null, creation.Arguments, creation.Syntax.Span);
            }
        }

        RecordUses(creation.Arguments, constructor, callee);
    }

    /// <summary>A property of metadata is read or, as <paramref name="value"/> says, written.</summary>
    private void RecordEffects(IPropertyReferenceOperation property, IOperation? value)
    {
        var known = _symbols.Knowledge.VerdictsNamed(property.Property);
        foreach (var (verdict, kind) in known == 0 ? s_none : s_effects)
        {
            if ((known & KnowledgeBase.Bit(verdict)) != 0 && _symbols.Knowledge.Find(verdict, property.Property) is { } fact && IsSaidOfGetter(kind, fact) == (value == null)
                && (kind != EffectKind.Blocking || !CompletedTasks.Includes(property.Instance, property)))
            {
                AddEffect(kind, property.Property, fact, property.Instance, property.Arguments, kind == EffectKind.Blocking ? BlockingSpan(property.Syntax) : property.Syntax.Span, value);
            }
        }

        if (value == null && property is { Property: { IsIndexer: true, ContainingType.Name: "IDictionary" or "Hashtable" }, Instance: { } variables })
        {
            Add(new Effect(EffectKind.EnvironmentRead, "", "", null, ValueOf(variables), ArgumentValues(property.Arguments, 0), ImmutableArray<TextSpan>.Empty, property.Syntax.Span, _locks, UnsetStorage()));
        }

        RecordUse(property.Instance, property.Property, property.Syntax);
    }

    /// <summary>What blocks, and what looks at the file that its object names, is the read; everything else that knowledge says of a property is said of its setter.</summary>
    private static bool IsSaidOfGetter(EffectKind kind, Fact fact) => kind == EffectKind.Blocking || kind == EffectKind.ReadsPath && fact.Parameters.Contains("this");

    /// <summary>Does the call wait for something? Not for a lock, which its rules judge; not without any time; not for a task that has ended.</summary>
    private bool Holds(IInvocationOperation call, Fact fact)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: 0 } || Unconverted(argument.Value) is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } })
            {
                return false;
            }
        }

        return AcquiredBy(call) == null && !(fact.Argument("kind") == "task" && CompletedTasks.Includes(call.Instance, call));
    }

    /// <summary>The name of the member that waits, from <c>GetAwaiter</c> on.</summary>
    private static TextSpan BlockingSpan(SyntaxNode syntax)
    {
        var access = syntax is InvocationExpressionSyntax call ? call.Expression : syntax;
        switch (access)
        {
            case MemberAccessExpressionSyntax { Name: var name, Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter } } when name.Identifier.ValueText == "GetResult":
                return TextSpan.FromBounds(awaiter.Name.SpanStart, syntax.Span.End);
            case MemberAccessExpressionSyntax { Expression: not SimpleNameSyntax } member:
                return TextSpan.FromBounds(member.Name.SpanStart, syntax.Span.End);
            default:
                return syntax.Span;
        }
    }

    /// <summary>
    /// Notes a change of what exists to be configured before it is shared, or of what a property of the whole process holds. False when it is neither.
    /// </summary>
    private bool RecordChange(IOperation receiver, ISymbol member, Value value, TextSpan span)
    {
        ITypeSymbol? settings = null;
        var owner = Unconverted(receiver);
        while (true)
        {
            if (owner is IConditionalAccessInstanceOperation && _conditionalReceivers.Count > 0)
            {
                owner = Unconverted(_conditionalReceivers.Peek());
            }

            if (_symbols.IsSettings(owner.Type))
            {
                settings = owner.Type;
            }

            if (owner is IPropertyReferenceOperation { Instance: null } held && !_symbols.IsSource(held.Property))
            {
                if (_symbols.Knowledge.Find(Verdict.ProcessWide, held.Property) is { } fact)
                {
                    AddEffect(EffectKind.ProcessWide, held.Property, fact, null, ImmutableArray<IArgumentOperation>.Empty, span);
                    return true;
                }

                return settings != null;
            }

            if (owner is not IMemberReferenceOperation { Member: IPropertySymbol { IsIndexer: false } or IFieldSymbol, Instance: { } outer } reference || _symbols.IsSource(reference.Member))
            {
                break;
            }

            owner = Unconverted(outer);
        }

        if (settings == null)
        {
            return false;
        }

        var changed = new Effect(
            EffectKind.Reconfiguration, _symbols.Id(member), settings.Name, null, ValueOf(owner), ImmutableArray.Create(value), ImmutableArray<TextSpan>.Empty, span, _locks, UnsetStorage())
        {
            IsUsedUnlocked = !_locks.IsEmpty && LockedRegion.IsUsedOutside(owner),
        };
        if (changed.Receiver!.Kind is not (ValueKind.New or ValueKind.Constant or ValueKind.Unknown or ValueKind.Derived))
        {
            Add(changed);
        }

        return true;
    }

    private void AddEffect(EffectKind kind, ISymbol member, Fact? fact, IOperation? instance, ImmutableArray<IArgumentOperation> arguments, TextSpan span, IOperation? assigned = null)
    {
        var values = ArgumentValues(arguments, 0);
        var spans = SpansOf(arguments);

        if (assigned != null)
        {
            values = values.Add(ValueOf(assigned));
            spans = spans.Add(assigned.Syntax.Span);
        }

        var type = member.ContainingType?.Name;
        if (kind is EffectKind.WritesPath or EffectKind.DeletesPath)
        {
            // By what is written there; the type of a receiver is not.
            var syntax = arguments.IsEmpty ? null : arguments[0].Parent?.Syntax;
            if (type != null && (syntax is ObjectCreationExpressionSyntax || syntax is ImplicitObjectCreationExpressionSyntax made && TreeIndex.IsSpelledOut(made) || member.IsStatic && syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax }))
            {
                _memory.Names.Add(type);
            }

            if (member is not IMethodSymbol { MethodKind: MethodKind.Constructor })
            {
                _memory.Names.Add(member.Name);
            }
        }
        else if (kind == EffectKind.ReadsPath && fact?.Argument("kind") == "enumerate")
        {
            _memory.Names.Add(member.Name);
        }

        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? type! : $"{type}.{member.Name}";
        Add(new Effect(kind, _symbols.Id(member), name, fact, instance == null ? null : ValueOf(instance), values, spans, span, _locks, UnsetStorage())
        {
            MissingUnlocked = kind == EffectKind.WritesPath && !_locks.IsEmpty && !_tests.IsEmpty ? MissingUnlocked() : ImmutableArray<Value>.Empty,
        });
    }

    private void Add(CallSite call)
    {
        call.WhileUnset = UnsetStorage();
        call.IsCaught = _caught > 0;
        _body.Calls.Add(call);
    }

    private void Add(Effect effect) => _body.Effects.Add(effect);

    private ImmutableArray<Value> UnsetStorage()
    {
        if (_tests.IsEmpty)
        {
            return ImmutableArray<Value>.Empty;
        }

        var unset = ImmutableArray.CreateBuilder<Value>();
        foreach (var test in _tests)
        {
            unset.Add(test.IsEntry ? Value.Element(test.Storage, ImmutableArray<Value>.Empty) : test.Storage);
        }

        return unset.ToImmutable();
    }

    private void RecordUses(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method, CalleeTraits callee)
    {
        if (!callee.TakesObjects)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && CalleeTraits.IsObject(parameter))
            {
                RecordUse(argument.Value, method, argument.Value.Syntax, parameter.Name);
            }
        }
    }

    /// <summary>Notes the use of an object that serves one thread at a time, where somebody else might have it as well.</summary>
    private void RecordUse(IOperation? used, ISymbol member, SyntaxNode syntax, string? parameter = null)
    {
        if (used == null)
        {
            return;
        }

        used = Unconverted(used);
        if (used is ILiteralOperation or IAnonymousFunctionOperation || used.Type is not { TypeKind: TypeKind.Class or TypeKind.Interface } type || _symbols.Knowledge.FindInherited(Verdict.NotThreadSafe, type) is not { } fact
            || member.ContainingType?.SpecialType == SpecialType.System_Object || _symbols.Knowledge.FindSlot(Verdict.ThreadSafe, member) != null
            || fact.Argument("kind") == "members" && !Changes(member, parameter))
        {
            return;
        }

        var value = ValueOf(used);
        if (value.Kind is not (ValueKind.New or ValueKind.Constant or ValueKind.Unknown or ValueKind.Derived))
        {
            Add(new Effect(EffectKind.UnsafeUse, _symbols.Id(type), type.Name, fact, value, ImmutableArray<Value>.Empty, ImmutableArray<TextSpan>.Empty, syntax.Span, _locks, UnsetStorage()));
        }
    }

    /// <summary>Of a type that several threads may read: whether the member changes its receiver or, when <paramref name="parameter"/> is given, what is passed there.</summary>
    private bool Changes(ISymbol member, string? parameter) =>
        _symbols.Knowledge.FindSlot(Verdict.NotThreadSafe, member) is { } fact && fact.Argument("parameter") == parameter;

    private void RecordAwait(IAwaitOperation awaited)
    {
        RecordAwaiter(awaited.Operation);
        Add(new Effect(EffectKind.Await, "", "await", null, ValueOf(awaited.Operation), ImmutableArray<Value>.Empty, ImmutableArray<TextSpan>.Empty, awaited.Syntax.Span, _locks, UnsetStorage()));
    }

    private void RecordSubscriptionEffect(ISymbol member, Value storage, IOperation handler, bool adds, TextSpan span) =>
        Add(new Effect(
            adds ? EffectKind.Subscription : EffectKind.Unsubscription, Id(member), $"{member.ContainingType?.Name}.{member.Name}", null, storage, ImmutableArray.Create(ValueOf(handler)), ImmutableArray.Create(handler.Syntax.Span), span, _locks, UnsetStorage()));

    /// <summary>The event of the object that a statement before, in the same block, made and stored; otherwise of whatever is stored there.</summary>
    private Value EventOf(IEventReferenceOperation reference) =>
        reference.Instance is IMemberReferenceOperation owner && MadeBefore(owner) is { } made ? Value.Member(ValueOf(made), Id(reference.Event)) : ValueOf(reference);

    private static IObjectCreationOperation? MadeBefore(IMemberReferenceOperation used)
    {
        IOperation statement = used;
        while (statement.Parent is { } parent and not IBlockOperation)
        {
            statement = parent;
        }

        IObjectCreationOperation? made = null;
        foreach (var before in statement.Parent is IBlockOperation block ? block.Operations : ImmutableArray<IOperation>.Empty)
        {
            if (before == statement)
            {
                break;
            }

            if (before is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IMemberReferenceOperation stored } assignment } && IsOwn(stored) && IsOwn(used) && SymbolEqualityComparer.Default.Equals(stored.Member, used.Member))
            {
                made = Unconverted(assignment.Value) as IObjectCreationOperation;
            }
        }

        return made;

        static bool IsOwn(IMemberReferenceOperation member) => member.Instance is null or IInstanceReferenceOperation;
    }

    /// <summary><c>_handlers += handler</c>: an event in all but name.</summary>
    private void RecordCombination(ICompoundAssignmentOperation combination)
    {
        if (combination.Target is IMemberReferenceOperation { Member: var member } && ValueOf(combination.Target) is { Kind: ValueKind.Static or ValueKind.Member } storage)
        {
            RecordSubscriptionEffect(member, storage, combination.Value, combination.OperatorKind == BinaryOperatorKind.Add, combination.Target.Syntax.Span);
        }
    }

    /// <summary>
    /// What a member of metadata hands to a delegate, by the delegate's parameters: elements of a sequence, one after the other, as in <c>files.ForEach(Delete)</c>. Where a generic method
    /// takes a sequence of T and a delegate to which it hands a T, it has no other to hand over. Empty when it hands over something else.
    /// </summary>
    private ImmutableArray<Value> ElementsHandedTo(IInvocationOperation call, IArgumentOperation argument)
    {
        if (_symbols.Knowledge.Find(Verdict.Element, call.TargetMethod)?.Argument("parameter") == argument.Parameter!.Name && (call.Instance ?? call.Arguments[0].Value) is { } holder)
        {
            return ImmutableArray.Create(Value.Element(ValueOf(holder), ImmutableArray<Value>.Empty));
        }

        var method = call.TargetMethod.OriginalDefinition;
        if (!method.IsGenericMethod || !method.IsStatic || argument.Parameter.Ordinal >= method.Parameters.Length || method.Parameters[argument.Parameter.Ordinal].Type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoked })
        {
            return ImmutableArray<Value>.Empty;
        }

        var elements = ImmutableArray<Value>.Empty;
        for (var i = 0; i < invoked.Parameters.Length; i++)
        {
            if (invoked.Parameters[i].Type is ITypeParameterSymbol handed && SequenceOf(handed, call.Arguments) is { } sequence)
            {
                while (elements.Length < i)
                {
                    elements = elements.Add(Value.Unknown);
                }

                elements = elements.Add(Value.Element(ValueOf(sequence), ImmutableArray<Value>.Empty));
            }
        }

        return elements;
    }

    /// <summary>The argument that is a sequence or array of that type.</summary>
    private static IOperation? SequenceOf(ITypeParameterSymbol element, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            var type = argument.Parameter?.OriginalDefinition.Type;
            if (SymbolEqualityComparer.Default.Equals(element, type is IArrayTypeSymbol array ? array.ElementType : type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } sequence ? sequence.TypeArguments[0] : null))
            {
                return argument.Value;
            }
        }

        return null;
    }
}
