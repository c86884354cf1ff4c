using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.CheckThenAct;
using Lmi.Analyzers.Concurrency.Runtime;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>Statements that declare, enumerate, dispose or lock.</summary>
internal sealed partial class SummaryBuilder
{
    private void VisitDeclarator(IVariableDeclaratorOperation declarator)
    {
        var value = declarator.GetVariableInitializer()?.Value;
        if (value == null)
        {
            Declare(declarator.Symbol);
            return;
        }

        var made = ValueOf(value);
        AddLocal(declarator.Symbol, made);
        Visit(value);
        FollowText(declarator.Symbol, made);
    }

    private void VisitForEach(IForEachLoopOperation each)
    {
        var collection = Unconverted(each.Collection);
        foreach (var local in each.Locals)
        {
            AddLocal(local, Value.Element(ValueOf(collection), ImmutableArray<Value>.Empty));
        }

        if (collection.Type is INamedTypeSymbol type && _symbols.IsSource(type))
        {
            RecordPatternCall(type, "GetEnumerator", collection);
            RecordPatternCall(type, "GetAsyncEnumerator", collection);
        }

        VisitChildren(each);
    }

    private void VisitUsing(IUsingOperation @using)
    {
        Visit(@using.Resources);
        var resource = @using.Resources is IVariableDeclarationGroupOperation group ? FirstInitializer(group) : @using.Resources;
        RecordDisposal(resource);
        if (ScopedLock(resource) is { } held)
        {
            WithLock(held, @using.Body);
        }
        else
        {
            Visit(@using.Body);
        }
    }

    private static IOperation? FirstInitializer(IVariableDeclarationGroupOperation group)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                return declarator.GetVariableInitializer()?.Value;
            }
        }

        return null;
    }

    /// <summary>Around us: tries that catch, within this body.</summary>
    private int _caught;

    /// <summary>Are we where something failed, within this body?</summary>
    private bool _hasFailed;

    private void VisitTry(ITryOperation @try)
    {
        var held = _held;
        _caught++;
        Visit(@try.Body);
        _caught--;
        _held = held = WithoutAssigned(held, @try);
        var hadFailed = _hasFailed;
        _hasFailed = true;
        foreach (var handler in @try.Catches)
        {
            Visit(handler);
            _held = held;
        }

        _hasFailed = hadFailed;
        Visit(@try.Finally);
    }

    private void RecordThrow(IThrowOperation thrown)
    {
        if (_caught == 0)
        {
            Add(new Effect(EffectKind.Throw, "", "throw", null, ValueOf(thrown.Exception), ImmutableArray<Value>.Empty, ImmutableArray<TextSpan>.Empty, thrown.Syntax.Span, _locks, UnsetStorage()));
        }
    }

    private void RecordAsyncVoid(IMethodSymbol function, IOperation? body, SyntaxNode syntax)
    {
        if (function is { IsAsync: true, ReturnsVoid: true })
        {
            RecordAsyncVoid(function, body == null ? ImmutableArray<IOperation>.Empty : ImmutableArray.Create(body), syntax switch
            {
                AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.Span,
                LocalFunctionStatementSyntax local => local.Identifier.Span,
                _ => syntax.Span,
            });
        }
    }

    private void RecordAsyncVoid(IMethodSymbol function, System.Collections.Generic.IEnumerable<IOperation> blocks, TextSpan span)
    {
        if (!function.ReturnsVoid)
        {
            return;
        }

        foreach (var block in blocks)
        {
            if (CaughtBodies.CatchesAll(block))
            {
                return;
            }
        }

        Add(new Effect(EffectKind.AsyncVoid, "", function.Name, null, null, ImmutableArray<Value>.Empty, ImmutableArray<TextSpan>.Empty, span, _locks, UnsetStorage()));
    }

    private void WithLock(HeldLock held, IOperation? body)
    {
        var before = _locks;
        _locks = _locks.Add(held);
        Visit(body);
        _locks = before;
    }

    private void Add(CollectionUse? use)
    {
        if (use != null)
        {
            _body.CollectionUses.Add(use);
        }
    }

    private void RecordRead(IPropertyReferenceOperation property)
    {
        var kind = _symbols.KindOf(property.Property);
        if (kind == PropertyKind.Storage)
        {
            RecordRead(property, property.Property, property.Property.SetMethod is not { IsInitOnly: false });
        }
        else if (kind == PropertyKind.Computed)
        {
            RecordGetter(property);
        }
        else
        {
            if (CollectionMembers.IsSize(property.Property))
            {
                Add(Collections.ReadSize(property, _locks));
            }

            RecordEffects(property, value: null);
        }
    }

    /// <summary>Notes that storage of ours is read, unless nobody could change what it says.</summary>
    private void RecordRead(IMemberReferenceOperation reference, ISymbol member, bool isReadOnly)
    {
        if (isReadOnly && !IsCollection(reference.Type) || IsOnStack(reference.Instance))
        {
            return;
        }

        var id = _symbols.Id(member);
        var use = UseOf(reference);
        if (use == null || reference.Instance is null or IInstanceReferenceOperation && IsRead(id, use.Value))
        {
            return;
        }

        AddRead(ValueOf(reference), use.Value, reference.Syntax.Span);
    }

    /// <summary>A local of an enclosing body outlives this one, and others may see it.</summary>
    private void RecordCapturedRead(ILocalReferenceOperation reference)
    {
        if (_body.Parent != null && reference.Local is { IsConst: false, ContainingSymbol: { } owner } && _memory.BodyIds.TryGetValue(owner.OriginalDefinition, out var id) && id != _body.Id && UseOf(reference) is { } use)
        {
            AddRead(LocalValue(reference.Local), use, reference.Syntax.Span);
        }
    }

    private void AddRead(Value storage, ReadUse use, TextSpan span)
    {
        if (storage.Kind is ValueKind.Static or ValueKind.Member or ValueKind.Local && !IsRead(storage, use))
        {
            _body.Reads.Add(new StorageRead(storage, use, span, _locks));
        }
    }

    /// <summary>Has such a read of our own member been noted under the same locks?</summary>
    private bool IsRead(string member, ReadUse use)
    {
        foreach (var read in _body.Reads)
        {
            if (read.Use == use && read.Locks == _locks && read.Storage.Id == member && read.Storage.Base is null or { Kind: ValueKind.This })
            {
                return true;
            }
        }

        return false;
    }

    private bool IsRead(Value storage, ReadUse use)
    {
        foreach (var read in _body.Reads)
        {
            if (read.Use == use && read.Locks == _locks && read.Storage.IsSameStorage(storage))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsCollection(ITypeSymbol? type) => type is IArrayTypeSymbol || _symbols.Collection(type) != null;

    /// <summary>What is done with the value that is read; null when nothing is, as in <c>nameof</c>, or when it is only locked on.</summary>
    private ReadUse? UseOf(IOperation read)
    {
        var child = read;
        var parent = read.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            child = parent;
            parent = parent.Parent;
        }

        switch (parent)
        {
            case INameOfOperation or ILockOperation or IExpressionStatementOperation or null:
            case IArgumentOperation { Parameter.ContainingSymbol.ContainingType.Name: "Monitor" }:
            case IArgumentOperation { Parameter.RefKind: not RefKind.None }:
            case IPropertyReferenceOperation { Property.Name: "SyncRoot" }:
            case IPropertyReferenceOperation { Property: { Name: "Length" or "LongLength" or "Rank", ContainingType.SpecialType: SpecialType.System_Array } }:
                return null;
            case IPropertyReferenceOperation { Property.Name: "Count" } counted when counted.Instance == child:
                return ReadUse.Size;
        }

        if (read.Type is not { IsReferenceType: true })
        {
            return ReadUse.Content;
        }

        return parent switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => ReadUse.Reference,
            IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation } => ReadUse.Reference,
            IVariableInitializerOperation or IAssignmentOperation or ICoalesceOperation => ReadUse.Reference,
            IReturnOperation => ReadUse.Returned,
            IArgumentOperation { Parameter.ContainingSymbol: { } callee } when _symbols.IsSource(callee) => ReadUse.Reference,
            IInvocationOperation { TargetMethod: { Name: "GetType" or "Equals" or "GetHashCode" or "ToString" } } => ReadUse.Reference,
            _ => ReadUse.Content,
        };
    }

    private void VisitNested(IMethodSymbol symbol, IOperation? operations, BodyKind kind, SyntaxNode syntax)
    {
        var outer = _body;
        var locks = _locks;
        var tests = _tests;
        var id = NestedId(symbol, syntax);
        var span = syntax is LocalFunctionStatementSyntax function ? function.Identifier.Span : new TextSpan(syntax.SpanStart, System.Math.Min(syntax.Span.Length, 1));
        _body = new BodySummary(_member, id, kind, outer, kind == BodyKind.LocalFunction ? symbol.Name : outer.Name, span, symbol.IsStatic) { IsAsync = symbol.IsAsync };
        _member.Bodies.Add(_body);
        var caught = _caught;
        var hasFailed = _hasFailed;
        var held = _held;
        _held = null;
        _caught = 0;
        _hasFailed = false;
        _locks = ImmutableArray<HeldLock>.Empty;
        _tests = ImmutableStack<UnsetTest>.Empty;
        RecordAsyncVoid(symbol, operations, syntax);
        if (operations is IBlockOperation block)
        {
            VisitStatements(block.Operations);
        }
        else
        {
            Visit(operations);
        }

        _body = outer;
        _locks = locks;
        _tests = tests;
        _caught = caught;
        _hasFailed = hasFailed;
        _held = held;
    }

    private string NestedId(IMethodSymbol symbol, SyntaxNode syntax)
    {
        var key = symbol.OriginalDefinition;
        if (!_memory.BodyIds.TryGetValue(key, out var id))
        {
            _memory.BodyIds[key] = id = $"{_member.Id}~{syntax.SpanStart}";
        }

        return id;
    }

    private void RecordPatternCall(INamedTypeSymbol type, string name, IOperation receiver)
    {
        foreach (var member in type.GetMembers(name))
        {
            if (member is IMethodSymbol { Parameters.Length: 0 } method)
            {
                AddCall(CallKind.Call, method, ValueOf(receiver), ImmutableArray<Value>.Empty, receiver.Syntax.Span);
            }
        }
    }

    /// <summary>The <c>Deconstruct</c> that <c>var (a, b) = x</c> and the pattern <c>(1, var b)</c> call, and what the first assigns.</summary>
    private void RecordDeconstruct(IOperation operation)
    {
        if (operation is IRecursivePatternOperation pattern)
        {
            RecordDeconstruct(pattern.DeconstructSymbol as IMethodSymbol, (pattern.Parent as IIsPatternOperation)?.Value, pattern);
            return;
        }

        var deconstruction = (IDeconstructionAssignmentOperation)operation;
        RecordDeconstruction(deconstruction.Target, deconstruction.Value);
        var value = Unconverted(deconstruction.Value);
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is ITupleOperation { Elements.Length: var count } && value.Type is INamedTypeSymbol { IsTupleType: false } type && _symbols.IsSource(type))
        {
            foreach (var member in type.GetMembers("Deconstruct"))
            {
                RecordDeconstruct(member is IMethodSymbol method && method.Parameters.Length == count ? method : null, value, value);
            }
        }
    }

    private void RecordDeconstruct(IMethodSymbol? method, IOperation? receiver, IOperation at)
    {
        if (method is { IsStatic: false, IsImplicitlyDeclared: false } && _symbols.IsSource(method))
        {
            AddCall(CallKind.Call, method, receiver == null ? Value.Unknown : ReceiverOf(receiver), ImmutableArray<Value>.Empty, at.Syntax.Span);
        }
    }

    /// <summary>An awaitable of ours, and the awaiter that it hands out.</summary>
    private void RecordAwaiter(IOperation awaited)
    {
        if (awaited.Type is not INamedTypeSymbol type || !_symbols.IsSource(type))
        {
            return;
        }

        RecordPatternCall(type, "GetAwaiter", awaited);
        foreach (var member in type.GetMembers("GetAwaiter"))
        {
            if (member is IMethodSymbol { ReturnType: INamedTypeSymbol awaiter } && _symbols.IsSource(awaiter))
            {
                RecordPatternCall(awaiter, "GetResult", awaited);
                RecordPatternCall(awaiter, "get_IsCompleted", awaited);
            }
        }
    }

    private void RecordDisposal(IOperation? resource)
    {
        if (resource?.Type is INamedTypeSymbol type && _symbols.IsSource(type))
        {
            RecordPatternCall(type, "Dispose", resource);
            RecordPatternCall(type, "DisposeAsync", resource);
        }
    }
}
