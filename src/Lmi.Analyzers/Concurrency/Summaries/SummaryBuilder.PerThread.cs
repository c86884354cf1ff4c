using System.Collections.Generic;
using System.Collections.Immutable;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Records reads and writes of what storage keeps for each thread: thread-static fields, <c>ThreadLocal.Value</c>, entries under the id of the current thread.</summary>
internal sealed partial class SummaryBuilder
{
    /// <summary>The name of a write that reads first: <c>t_depth++</c>.</summary>
    public const string Update = "update";

    /// <summary>The name of a write into the object that is kept: <c>t_errors.Add(error)</c>.</summary>
    public const string Mutation = "mutation";

    /// <summary>The name of a plain write.</summary>
    public const string Assignment = "assignment";

    private HashSet<IOperation>? _mutatedPerThread;

    private void RecordPerThreadRead(IFieldReferenceOperation field)
    {
        if (ProgramSymbols.IsThreadStatic(field.Field) && field.Parent is not INameOfOperation && _mutatedPerThread?.Contains(field) != true)
        {
            AddPerThread(EffectKind.PerThreadRead, "", ValueOf(field), Value.Unknown, field.Syntax.Span);
        }
    }

    private void RecordPerThreadRead(IPropertyReferenceOperation property, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
    {
        if (instance != null && _mutatedPerThread?.Contains(property) != true && (IsThreadLocalValue(property) || IsKeyedByThread(property.Property.IsIndexer, arguments)))
        {
            AddPerThread(EffectKind.PerThreadRead, "", ValueOf(instance), Value.Unknown, property.Syntax.Span);
        }
    }

    /// <summary>A write to a thread-static field; the first value of the thread is none of an invocation.</summary>
    private void RecordPerThreadWrite(IOperation target, Value place, Value value, AccessKind kind, AccessTraits traits, TextSpan span)
    {
        if (target is not IFieldReferenceOperation { Field: var field } || !ProgramSymbols.IsThreadStatic(field) || kind == AccessKind.Construction || (traits & AccessTraits.Lazy) != 0 || IsUnset(place))
        {
            return;
        }

        AddPerThread(EffectKind.PerThreadWrite, kind == AccessKind.Update ? Update : Assignment, place, value, span);
    }

    private void RecordPerThreadWrite(IPropertyReferenceOperation property)
    {
        if (property.Instance == null || !IsThreadLocalValue(property) && !IsKeyedByThread(property.Property.IsIndexer, property.Arguments))
        {
            return;
        }

        var place = ValueOf(property.Instance);
        switch (property.Parent)
        {
            case ISimpleAssignmentOperation assignment when !IsUnset(ValueOf(property)) && !IsUnset(place):
                AddPerThread(EffectKind.PerThreadWrite, Assignment, place, ValueOf(assignment.Value), property.Syntax.Span);
                break;
            case ICompoundAssignmentOperation compound:
                AddPerThread(EffectKind.PerThreadWrite, Update, place, ValueOf(compound.Value), property.Syntax.Span);
                break;
            case IIncrementOrDecrementOperation:
                AddPerThread(EffectKind.PerThreadWrite, Update, place, Value.Constant, property.Syntax.Span);
                break;
        }
    }

    /// <summary>The object that is kept for the thread is changed.</summary>
    private void RecordPerThreadMutation(IOperation receiver, Value value, bool clears, TextSpan span)
    {
        receiver = Unconverted(receiver);
        if (receiver is ICoalesceAssignmentOperation { Target: var target })
        {
            receiver = target; // made for the thread when it is first used
        }
        else if (receiver is IConditionalAccessInstanceOperation && _conditionalReceivers.Count > 0)
        {
            receiver = Unconverted(_conditionalReceivers.Peek());
            var seen = receiver.Syntax.Span;
            _body.Effects.RemoveAll(e => e.Kind == EffectKind.PerThreadRead && e.Span == seen); // asked for null only
        }

        var kept = receiver switch
        {
            IFieldReferenceOperation field when ProgramSymbols.IsThreadStatic(field.Field) => ValueOf(field),
            IPropertyReferenceOperation { Instance: { } instance } property when IsThreadLocalValue(property) || IsKeyedByThread(property.Property.IsIndexer, property.Arguments) => ValueOf(instance),
            _ => null,
        };
        if (kept != null && receiver.Type is not IArrayTypeSymbol)
        {
            (_mutatedPerThread ??= new()).Add(receiver);
            AddPerThread(EffectKind.PerThreadWrite, clears ? Assignment : Mutation, kept, clears ? Value.Constant : value, span);
        }
    }

    /// <summary>A member of a map is given the id of the current thread as the key.</summary>
    private void RecordPerThreadCall(IInvocationOperation invocation)
    {
        if (invocation.Instance == null || !IsKeyedByThread(hasKey: true, invocation.Arguments))
        {
            return;
        }

        var span = NameSpan(invocation.Syntax);
        switch (invocation.TargetMethod.Name)
        {
            case "TryGetValue" or "TryRemove" or "ContainsKey" or "Remove" when invocation.Arguments.Length > 1 || invocation.TargetMethod.Name == "ContainsKey":
                AddPerThread(EffectKind.PerThreadRead, "", ValueOf(invocation.Instance), Value.Unknown, span);
                break;
            case "Add" or "TryAdd" or "AddOrUpdate" or "TryUpdate":
                AddPerThread(EffectKind.PerThreadWrite, Assignment, ValueOf(invocation.Instance), Value.Derived(ArgumentValues(invocation.Arguments.RemoveAt(0), 0)), span);
                break;
        }
    }

    private static bool IsThreadLocalValue(IPropertyReferenceOperation property) => property.Property is { Name: "Value", ContainingType: { Name: "ThreadLocal", Arity: 1 } };

    private bool IsKeyedByThread(bool hasKey, ImmutableArray<IArgumentOperation> arguments)
    {
        if (!hasKey || arguments.IsEmpty || arguments[0].Value is not { Type.SpecialType: SpecialType.System_Int32 } key)
        {
            return false;
        }

        var value = ValueOf(key);
        if (value.Kind == ValueKind.Local && _member.TryGetLocal(value, out var local) && local.Values.Count == 1)
        {
            value = local.Values[0];
        }

        return value is { Kind: ValueKind.Derived or ValueKind.Member, Id: "P:System.Environment.CurrentManagedThreadId" or "P:System.Threading.Thread.ManagedThreadId" };
    }

    private bool IsUnset(Value place)
    {
        foreach (var test in _tests)
        {
            if (test.Storage.IsSameStorage(place) || test.Storage.Parts.Length > 0 && test.Storage.Parts[test.Storage.Parts.Length - 1].IsSameStorage(place))
            {
                return true;
            }
        }

        return false;
    }

    private void AddPerThread(EffectKind kind, string name, Value storage, Value value, TextSpan span) =>
        Add(new Effect(kind, "", name, null, storage, ImmutableArray.Create(value), ImmutableArray<TextSpan>.Empty, span, _locks, ImmutableArray<Value>.Empty));
}
