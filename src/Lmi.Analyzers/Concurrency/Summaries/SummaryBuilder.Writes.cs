using System.Collections.Immutable;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Records writes to storage and mutations of collections.</summary>
internal sealed partial class SummaryBuilder
{
    private void RecordInitializer(ISymbol symbol, IOperation value)
    {
        var id = Id(symbol);
        var target = symbol.IsStatic ? Value.Static(id) : Value.Member(Value.This, id);
        _body.Accesses.Add(new Access(AccessKind.Construction, target, ValueOf(value), value.Syntax.Span, AccessTraits.None, _locks, ""));
    }

    private void RecordCapturedConstructorParameters(ISymbol owner)
    {
        if (owner is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            || constructor.DeclaringSyntaxReferences.Length == 0
            || constructor.DeclaringSyntaxReferences[0].GetSyntax() is not TypeDeclarationSyntax)
        {
            return;
        }

        foreach (var parameter in constructor.Parameters)
        {
            _body.Accesses.Add(new Access(
                AccessKind.Construction, Value.Member(Value.This, CapturedParameterId(parameter)), Value.Parameter(_body.Id, parameter.Ordinal), default, AccessTraits.None, _locks, ""));
        }
    }

    /// <summary>Returns what a local of this body holds from now on; null when the target is none.</summary>
    private Value? RecordAssignment(IOperation target, IOperation value, IOperation assignment)
    {
        if (target is IDiscardOperation)
        {
            return null;
        }

        var written = ValueOf(value);
        if (target is ITupleOperation)
        {
            RecordDeconstruction(target, value);
            return null;
        }

        if (Unconverted(target) is ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } && !IsCaptured(local))
        {
            if (written.Kind == ValueKind.Derived && written.Reads(LocalValue(local)))
            {
                written = IsRepeated(assignment, local) ? Value.Unknown : local.Type.SpecialType == SpecialType.System_String ? ValueOfChange(local, value) : written;
            }

            AddLocal(local, written);
            return written;
        }

        // `x = x ?? Load()` is lazy; `x = x + 1` is an update. Behind an interface the getter is called.
        var place = ValueOf(target);
        var kind = AccessKind.Overwrite;
        var traits = AccessTraits.None;
        if (Unconverted(value) is ICoalesceOperation coalesce && ValueOf(coalesce.Value).IsSameStorage(place))
        {
            traits |= AccessTraits.Lazy;
        }
        else if (written.Reads(place) || place.Kind == ValueKind.Call && written.Calls(place.Id))
        {
            kind = AccessKind.Update;
        }

        RecordWrite(target, written, kind, traits, target.Syntax.Span);
        return null;
    }

    private bool IsCaptured(ILocalSymbol local) => Declare(local).Owner != _body;

    private void RecordDeconstruction(IOperation target, IOperation value)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is not ITupleOperation tuple)
        {
            return;
        }

        var source = Unconverted(value);
        var whole = ValueOf(source);
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var element = tuple.Elements[i];
            var part = source is ITupleOperation values && values.Elements.Length == tuple.Elements.Length ? ValueOf(values.Elements[i]) : Value.Derived(ImmutableArray.Create(whole));
            switch (element)
            {
                case ITupleOperation:
                    RecordDeconstruction(element, value);
                    break;
                case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                    AddLocal(declared.Local, part);
                    break;
                case ILocalReferenceOperation { Local.RefKind: RefKind.None } local when !IsCaptured(local.Local):
                    AddLocal(local.Local, part);
                    break;
                default:
                    RecordWrite(element, part, part.Reads(ValueOf(element)) ? AccessKind.Update : AccessKind.Overwrite, AccessTraits.None, element.Syntax.Span);
                    break;
            }
        }
    }

    private void RecordWrite(IOperation target, Value value, AccessKind kind, AccessTraits traits, TextSpan span)
    {
        target = Unconverted(target);
        if (target is IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation)
        {
            RecordElementWrite(target, span);
            return;
        }

        if (target is IPropertyReferenceOperation { Property.IsIndexer: true } indexer)
        {
            RecordIndexerWrite(indexer, value, span);
            return;
        }

        if (target is IParameterReferenceOperation { Parameter: { RefKind: RefKind.Ref or RefKind.Out } reference })
        {
            _body.References.Add(new ReferenceUse(reference.Ordinal, isAtomic: kind == AccessKind.Atomic, _locks));
            return;
        }

        if (target is ILocalReferenceOperation { Local: { RefKind: RefKind.Ref } alias })
        {
            RecordAliasWrite(alias, value, kind, span);
            return;
        }

        if (target is IPropertyReferenceOperation { Instance: { } owner, Property: { } property } && !_symbols.IsSource(property) && !IsConstruction(target) && RecordChange(owner, property, value, span))
        {
            return;
        }

        var place = StorageOf(target);
        if (place == null)
        {
            return;
        }

        if (IsConstruction(target))
        {
            kind = AccessKind.Construction;
        }

        RecordPerThreadWrite(target, place, value, kind, traits, span);

        var symbol = (target as IMemberReferenceOperation)?.Member;
        if (symbol is IFieldSymbol { IsVolatile: true } && kind == AccessKind.Overwrite)
        {
            traits |= AccessTraits.Published;
        }

        if (symbol is IPropertySymbol { IsAbstract: true })
        {
            traits |= AccessTraits.Slot;
        }

        if (ProgramSymbols.IsTearable(target.Type))
        {
            traits |= AccessTraits.Tearable;
        }

        Add(kind, place, value, span, traits, target.Type?.Name ?? "");
    }

    /// <summary>The storage that a write to this expression changes, or null when it is none that we name.</summary>
    private Value? StorageOf(IOperation target)
    {
        switch (target)
        {
            case IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } tuple }:
                return StorageOf(Unconverted(tuple));
            case IFieldReferenceOperation field:
                return !field.Field.IsStatic || _symbols.IsSource(field.Field) ? IsOnStack(field.Instance) ? null : ValueOf(target) : null;
            case IPropertyReferenceOperation property:
                if (_symbols.IsStorage(property.Property))
                {
                    return IsOnStack(property.Instance) ? null : ValueOf(target);
                }

                if (property is { Property.IsAbstract: true, Instance: not null } && _symbols.IsSource(property.Property))
                {
                    return Value.Member(ValueOf(property.Instance), Id(property.Property));
                }

                // A metadata property of a plain object is storage inside of it; a service's setter is its own affair.
                // To set one of an object that serves one thread at a time is to use that object.
                return !property.Property.IsStatic && !_symbols.IsSource(property.Property) && IsPlainData(property.Property.ContainingType) && !IsOnStack(property.Instance)
                    && !_symbols.Knowledge.IsInherited(Verdict.NotThreadSafe, property.Property.ContainingType)
                    && !PassesService(property.Instance)
                    ? Value.Member(ValueOf(property.Instance), Id(property.Property))
                    : null;
            case ILocalReferenceOperation local:
                return IsCaptured(local.Local) ? ValueOf(local) : null;
            case IParameterReferenceOperation parameter:
                return ParameterValue(parameter.Parameter) is { Kind: ValueKind.Member } captured ? captured : null;
            default:
                return null;
        }
    }

    /// <summary>A member of a struct that is a local or parameter by value is nobody else's.</summary>
    private static bool IsOnStack(IOperation? instance) =>
        instance != null && instance.Type?.IsValueType == true
        && Unconverted(instance) is ILocalReferenceOperation { Local.RefKind: RefKind.None } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None };

    /// <summary>Does the chain of receivers go through a settings object or a service?</summary>
    private bool PassesService(IOperation? instance)
    {
        while (instance != null)
        {
            instance = Unconverted(instance);
            if (_symbols.IsSettings(instance.Type) || _symbols.IsThreadSafe(instance.Type))
            {
                return true;
            }

            // What a service hands out of its keeping, or declares beside it in this project, is no part of the service.
            instance = instance is IMemberReferenceOperation { Member: var member } reference && !_symbols.IsSource(member)
                && !(member is IPropertySymbol property && (property.IsIndexer || _symbols.Knowledge.Is(Verdict.Element, property)))
                ? reference.Instance
                : null;
        }

        return false;
    }

    /// <summary>Is this a write to the object that the current constructor, or the enclosing object initializer, is building?</summary>
    private bool IsConstruction(IOperation target)
    {
        if (target is not IMemberReferenceOperation { Instance: { } instance } member)
        {
            return target is IFieldReferenceOperation or IPropertyReferenceOperation && _body.Kind == BodyKind.StaticInitializer;
        }

        if (instance is IInstanceReferenceOperation { ReferenceKind: not InstanceReferenceKind.ContainingTypeInstance })
        {
            return true;
        }

        return instance is IInstanceReferenceOperation
            && (_body.Kind is BodyKind.Constructor or BodyKind.InstanceInitializer || IsInitAccessor(member));
    }

    private bool IsInitAccessor(IMemberReferenceOperation member) =>
        _body.Kind == BodyKind.Method && member.Member is IFieldSymbol { IsReadOnly: true };

    private void RecordAliasWrite(ILocalSymbol alias, Value value, AccessKind kind, TextSpan span)
    {
        foreach (var target in Declare(alias).Values.ToArray())
        {
            if (target.Kind is ValueKind.Static or ValueKind.Member)
            {
                Add(kind, target, value, span, AccessTraits.None, "");
            }
            else if (target.Kind == ValueKind.Parameter && target.Id == _body.Id)
            {
                _body.References.Add(new ReferenceUse(target.Index, isAtomic: false, _locks));
            }
        }
    }

    private void RecordElementWrite(IOperation target, TextSpan span)
    {
        if (target is IArrayElementReferenceOperation array)
        {
            Add(AccessKind.Mutation, ValueOf(array.ArrayReference), Value.Unknown, span, AccessTraits.None, ShortName(array.ArrayReference.Type));
        }
    }

    private void RecordIndexerWrite(IPropertyReferenceOperation indexer, Value value, TextSpan span)
    {
        if (indexer.Instance == null)
        {
            return;
        }

        if (_symbols.IsSource(indexer.Property))
        {
            return; // its accessor is a body of its own
        }

        RecordMutation(indexer.Instance, indexer.Property, value, span);
    }

    /// <summary>Records a mutation when the static type, or its creation, is a collection that is not safe to mutate.</summary>
    private void RecordMutation(IOperation receiver, ISymbol member, Value value, TextSpan span)
    {
        receiver = Unconverted(receiver);
        if (receiver.Type is not IArrayTypeSymbol && RecordChange(receiver, member, value, span))
        {
            return;
        }

        var type = receiver.Type;
        if (type is not IArrayTypeSymbol)
        {
            if (_symbols.Collection(type) is not { } fact)
            {
                return;
            }

            if (fact.Argument("abstract") != null)
            {
                Mutate(AccessTraits.AbstractType);
                return;
            }
        }

        Mutate(AccessTraits.None);

        void Mutate(AccessTraits traits)
        {
            RecordPerThreadMutation(receiver, value, member.Name is "Clear", span);
            if (PassesService(receiver))
            {
                return;
            }

            if (member.Name is "Clear")
            {
                traits |= AccessTraits.Clears;
            }

            Add(AccessKind.Mutation, ValueOf(receiver), value, span, traits, ShortName(type));
        }
    }

    private static string ShortName(ITypeSymbol? type) => type switch
    {
        null => "collection",
        IArrayTypeSymbol array => array.ElementType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "[]",
        _ => type.Name,
    };

    private void Add(AccessKind kind, Value target, Value value, TextSpan span, AccessTraits traits, string typeName)
    {
        if (kind != AccessKind.Construction && target.Kind == ValueKind.New)
        {
            return;
        }

        if (kind == AccessKind.Overwrite && IsBounded(target))
        {
            kind = AccessKind.Update;
        }

        var access = new Access(kind, target, value, span, _hasFailed ? traits | AccessTraits.Failure : traits, _locks, typeName);
        ApplyTests(access);
        _body.Accesses.Add(access);
    }

    private void RecordCompound(ICompoundAssignmentOperation compound)
    {
        if (compound is { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Type.TypeKind: TypeKind.Delegate })
        {
            RecordCombination(compound);
        }
        else
        {
            RecordWrite(compound.Target, ValueOf(compound.Value), AccessKind.Update, AccessTraits.None, compound.Target.Syntax.Span);
            RecordAppend(compound);
            RecordOperator(compound.OperatorMethod, compound);
        }

        VisitTarget(compound.Target);
        Visit(compound.Value);
    }
}
