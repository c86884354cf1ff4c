using System;
using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.CheckThenAct;

/// <summary>
/// Recognises questions to concurrent collections and changes of them, and which question decides about which change. Looks at the operations around a change only;
/// changes are rare, so that costs next to nothing.
/// </summary>
internal sealed class CollectionUseReader(ProgramSymbols symbols, Func<IOperation?, Value> valueOf, Func<ILocalSymbol, LocalSummary> declared)
{
    /// <summary>A call of a member of metadata that is of this kind; null when nothing comes of it.</summary>
    public CollectionUse? Read(IInvocationOperation call, CollectionUseKind kind, TextSpan span, ImmutableArray<HeldLock> locks)
    {
        if (CollectionMembers.Receiver(call) is not { } receiver)
        {
            return null;
        }

        if (kind is CollectionUseKind.Take or CollectionUseKind.Remove && !IsUnlooked(call))
        {
            return null;
        }

        var value = CollectionMembers.Argument(call, "value");
        var key = kind == CollectionUseKind.Add && !IsMark(call, value) ? null : CollectionMembers.Argument(call, "key");
        var use = new CollectionUse(kind, call.TargetMethod.Name, valueOf(receiver), key == null ? null : valueOf(key), value == null || kind != CollectionUseKind.Set ? null : valueOf(value), span, locks)
        {
            Kept = kind is CollectionUseKind.Set or CollectionUseKind.Add && call.TargetMethod.Name != "TryAdd" && (value ?? CollectionMembers.Argument(call, "item")) is { } kept ? valueOf(kept) : null,
            TypeName = Unconverted(receiver).Type?.Name ?? "",
            IsTakenForUse = kind == CollectionUseKind.Take && IsTakenForUse(call),
        };
        return kind == CollectionUseKind.Check ? use : Governed(use, call, value);
    }

    /// <summary>An entry is assigned, or read, changed and assigned.</summary>
    public CollectionUse? ReadEntryWrite(IPropertyReferenceOperation indexer, IOperation? value, bool isUpdate, TextSpan span, ImmutableArray<HeldLock> locks)
    {
        if (indexer.Instance is not { } receiver || !CollectionMembers.IsConcurrent(receiver.Type) || indexer.Arguments.Length != 1)
        {
            return null;
        }

        var use = new CollectionUse(CollectionUseKind.Set, "this[]", valueOf(receiver), valueOf(indexer.Arguments[0].Value), value == null ? Value.Constant : valueOf(value), span, locks)
        {
            IsUpdate = isUpdate,
            TypeName = receiver.Type!.Name,
        };
        return Governed(use, indexer, value);
    }

    /// <summary>A property is read that says the size of a collection.</summary>
    public CollectionUse? ReadSize(IPropertyReferenceOperation property, ImmutableArray<HeldLock> locks) =>
        property.Instance is { } receiver && CollectionMembers.IsConcurrent(receiver.Type)
            ? new CollectionUse(CollectionUseKind.Check, property.Property.Name, valueOf(receiver), null, null, property.Syntax.Span, locks)
            : null;

    /// <summary>A call of ours that a question decides about; its type keeps a concurrent collection.</summary>
    public CollectionUse? ReadCall(IInvocationOperation call, string callee, ImmutableArray<Value> arguments, TextSpan span, ImmutableArray<HeldLock> locks)
    {
        var use = new CollectionUse(CollectionUseKind.Call, callee, call.Instance == null ? null : valueOf(call.Instance), null, null, span, locks);
        use = Governed(use, call, null);
        if (use.Checks.IsEmpty)
        {
            return null;
        }

        use.Arguments = arguments;
        return use;
    }

    private CollectionUse Governed(CollectionUse use, IOperation act, IOperation? value)
    {
        var checks = ImmutableArray.CreateBuilder<CollectionCheck>();
        var child = act;
        for (var parent = act.Parent; parent != null && parent.Kind is not (OperationKind.AnonymousFunction or OperationKind.LocalFunction or OperationKind.MethodBody); child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when child != conditional.Condition:
                    AddChecks(conditional.Condition, child == conditional.WhenTrue, checks);
                    break;
                case IBlockOperation block:
                    foreach (var statement in block.Operations)
                    {
                        if (statement == child)
                        {
                            break;
                        }

                        if (statement is IConditionalOperation { WhenFalse: null } guard && Leaves(guard.WhenTrue))
                        {
                            AddChecks(guard.Condition, whenTrue: false, checks);
                        }
                    }

                    break;
            }
        }

        if (checks.Count > 0)
        {
            use.Checks = checks.ToImmutable();
            (use.HasCompany, use.HasCalls) = BranchEffects.Beside(act, value);
        }

        return use;
    }

    private void AddChecks(IOperation? condition, bool whenTrue, ImmutableArray<CollectionCheck>.Builder checks)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                AddChecks(not.Operand, !whenTrue, checks);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or } both:
                AddChecks(both.LeftOperand, whenTrue, checks);
                AddChecks(both.RightOperand, whenTrue, checks);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: bool constant } } comparison:
                AddChecks(comparison.LeftOperand, whenTrue == (constant == (comparison.OperatorKind == BinaryOperatorKind.Equals)), checks);
                break;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } } pattern:
                AddChecks(pattern.Value, whenTrue == expected, checks);
                break;
            case IBinaryOperation { LeftOperand: IPropertyReferenceOperation { Instance: { } receiver, Property.Name: "Count" }, RightOperand.ConstantValue: { HasValue: true, Value: 0 } } when CollectionMembers.IsConcurrent(receiver.Type):
                checks.Add(new CollectionCheck("IsEmpty", valueOf(receiver), null, null, null));
                break;
            case IBinaryOperation comparison:
                AddChecks(comparison.LeftOperand, whenTrue, checks);
                AddChecks(comparison.RightOperand, whenTrue, checks);
                break;
            case IConversionOperation conversion:
                AddChecks(conversion.Operand, whenTrue, checks);
                break;
            case IIsPatternOperation pattern:
                AddChecks(pattern.Value, whenTrue, checks);
                break;
            case IPropertyReferenceOperation { Instance: { } receiver, Property: { Name: "Count" or "IsEmpty" } property } when CollectionMembers.IsConcurrent(receiver.Type):
                checks.Add(new CollectionCheck(property.Name, valueOf(receiver), null, null, null));
                break;
            case IPropertyReferenceOperation { Property: { } property } asked when symbols.IsSource(property) && property.ContainingType is { } type && symbols.KeepsConcurrentCollection(type):
                checks.Add(new CollectionCheck("", null, null, whenTrue, valueOf(asked)));
                break;
            case IInvocationOperation call when symbols.IsSource(call.TargetMethod):
                if (call.TargetMethod.ContainingType is { } owner && symbols.KeepsConcurrentCollection(owner))
                {
                    checks.Add(new CollectionCheck("", null, null, whenTrue, valueOf(call)));
                }

                break;
            case IInvocationOperation call when CollectionMembers.KindOf(call.TargetMethod) == CollectionUseKind.Check && CollectionMembers.Receiver(call) is { } receiver:
                var key = CollectionMembers.Argument(call, "key");
                checks.Add(new CollectionCheck(call.TargetMethod.Name, valueOf(receiver), key == null ? null : valueOf(key), call.Type?.SpecialType == SpecialType.System_Boolean ? whenTrue : null, null));
                break;
            case ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 } local:
                AddAnswer(declared(local.Local), whenTrue, checks);
                break;
        }
    }

    /// <summary>The answer was kept in a local.</summary>
    private static void AddAnswer(LocalSummary local, bool whenTrue, ImmutableArray<CollectionCheck>.Builder checks)
    {
        if (local.Values.Count != 1)
        {
            return;
        }

        var answer = local.Values[0];
        if (answer.Kind == ValueKind.Call)
        {
            checks.Add(new CollectionCheck("", null, null, whenTrue, answer));
        }
        else if (answer.Kind == ValueKind.Derived && answer.Parts.Length > 0 && CollectionMembers.CheckById(answer.Id) is { } name)
        {
            checks.Add(new CollectionCheck(name, answer.Parts[answer.Parts.Length - 1], name is "Count" or "IsEmpty" or "TryPeek" ? null : answer.Parts[0], name is "Count" or "IsEmpty" ? null : whenTrue, null));
        }
    }

    /// <summary>Is a plain mark set under the key, such as <c>true</c> or the time, and nobody looks whether it was new?</summary>
    private bool IsMark(IInvocationOperation call, IOperation? value) =>
        value != null && call.TargetMethod.Name == "TryAdd" && IsUnlooked(call)
        && (value.ConstantValue.HasValue || Unconverted(value) is IPropertyReferenceOperation { Property: { IsStatic: true, ContainingType.Name: "DateTime" or "DateTimeOffset" } });

    /// <summary>Is the answer to "was there anything?" thrown away, and what was taken used all the same?</summary>
    private static bool IsUnlooked(IInvocationOperation call)
    {
        var parent = call.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
    }

    /// <summary>Does the same block go on with what was taken? Not when it goes to a variable that is read wherever the branch ends.</summary>
    private static bool IsTakenForUse(IInvocationOperation call)
    {
        var taken = call.Arguments.Length > 0 ? Unconverted(call.Arguments[0].Value) : null;
        if (taken is not ILocalReferenceOperation { Local: var local })
        {
            return taken is not (null or IDiscardOperation);
        }

        IOperation statement = call;
        while (statement.Parent is { } parent and not (IBlockOperation or IConditionalOperation))
        {
            statement = parent;
        }

        foreach (var next in (statement.Parent as IBlockOperation)?.Operations ?? ImmutableArray<IOperation>.Empty)
        {
            if (next == statement)
            {
                continue;
            }

            foreach (var part in next.Descendants())
            {
                if (part is ILocalReferenceOperation { Local: var read } && SymbolEqualityComparer.Default.Equals(read, local))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
