using System.Collections.Generic;
using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Runtime;
using Lmi.Analyzers.Concurrency.CheckThenAct;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Summaries;

/// <summary>
/// Turns the operations of one member into a <see cref="MemberSummary"/>: one pass, no question about any other body.
/// This part walks; the others name values, record calls, follow locks and recognise lazy initialization.
/// </summary>
internal sealed partial class SummaryBuilder
{
    private readonly ProgramSymbols _symbols;
    private readonly MemberSummary _member;
    private CollectionUseReader? _collections;
    private BodySummary _body;
    private ImmutableArray<HeldLock> _locks = ImmutableArray<HeldLock>.Empty;
    private int _depth;

    private SummaryBuilder(ProgramSymbols symbols, MemberSummary member, BodySummary body, ISymbol owner)
    {
        _symbols = symbols;
        _member = member;
        _body = body;
        _memory = Memory.Take();
        _memory.BodyIds[owner] = body.Id;
        member.Bodies.Add(body);
    }

    /// <summary>Summarises the operation blocks of a member. Never throws on code with errors: what does not bind is unknown.</summary>
    public static MemberSummary Build(ProgramSymbols symbols, ISymbol owner, SyntaxTree tree, IEnumerable<IOperation> blocks)
    {
        var type = owner.ContainingType;
        var id = symbols.Id(owner);
        var member = new MemberSummary(tree, id, type == null ? "" : symbols.Id(type));
        var body = new BodySummary(member, id, KindOf(owner, symbols.Compilation), null, NameOf(owner), SpanOf(owner, tree), owner.IsStatic);
        var builder = new SummaryBuilder(symbols, member, body, owner);
        if (owner is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) } method && IsSynchronized(method))
        {
            builder._memory.Names.Add(TreeIndex.Lock);
            builder._locks = builder._locks.Add(new HeldLock(method.IsStatic ? Value.Constant : Value.This, LockMode.Exclusive, body.Span));
        }

        builder.RecordCapturedConstructorParameters(owner);
        builder.RecordImplicitBaseCall(owner);
        if (owner is IMethodSymbol { IsAsync: true } asynchronous)
        {
            body.IsAsync = true;
            builder.RecordAsyncVoid(asynchronous, blocks, body.Span);
        }

        foreach (var block in blocks)
        {
            builder.VisitRoot(block);
        }

        builder.MarkStarts();
        member.Names = builder._memory.Return();
        return member;
    }

    /// <summary>Mentioned by members that hand a delegate to a hosting API.</summary>
    public const string EntryPointMention = "#entry";

    /// <summary>The id of a symbol, and a note that this member uses it. Nobody asks who uses a type of metadata.</summary>
    private string Id(ISymbol symbol)
    {
        if (symbol is ITypeSymbol && !_symbols.IsSource(symbol))
        {
            return _symbols.Id(symbol);
        }

        _memory.Names.Add(symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } => symbol.ContainingType.Name,
            IMethodSymbol { MethodKind: MethodKind.Conversion, Name: "op_Implicit" } => TreeIndex.ImplicitConversion,
            IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => TreeIndex.Operator,
            IMethodSymbol { AssociatedSymbol: { } associated } => PlainName(associated.Name),
            _ => PlainName(symbol.Name),
        });
        return _symbols.Id(symbol);
    }

    /// <summary>An explicit interface implementation is called by the last part of its name.</summary>
    private static string PlainName(string name) => name.Length == 0 ? name : name[name.Length - 1] == ']' ? TreeIndex.Indexer : name.Substring(name.LastIndexOf('.') + 1);

    private static BodyKind KindOf(ISymbol owner, Compilation compilation) => owner switch
    {
        IFieldSymbol or IPropertySymbol or IEventSymbol => owner.IsStatic ? BodyKind.StaticInitializer : BodyKind.InstanceInitializer,
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => BodyKind.StaticInitializer,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => BodyKind.Constructor,
        IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" } => BodyKind.Main,
        _ => BodyKind.Method,
    };

    private static string NameOf(ISymbol symbol)
    {
        symbol = (symbol as IMethodSymbol)?.AssociatedSymbol ?? symbol;
        var type = symbol.ContainingType?.Name;
        return symbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor }
            ? $"new {type}"
            : symbol.Name == "<Main>$" ? "Program" : $"{type}.{(symbol is IPropertySymbol { IsIndexer: true } ? "this[]" : symbol.Name)}";
    }

    private static TextSpan SpanOf(ISymbol owner, SyntaxTree tree)
    {
        foreach (var location in owner.Locations)
        {
            if (location.SourceTree == tree)
            {
                return location.SourceSpan;
            }
        }

        return default;
    }

    private static bool IsSynchronized(IMethodSymbol method) => ((int)method.MethodImplementationFlags & 32) != 0; // MethodImplOptions.Synchronized

    private CollectionUseReader Collections => _collections ??= new CollectionUseReader(_symbols, o => ValueOf(o), Declare);

    private void VisitRoot(IOperation block)
    {
        switch (block)
        {
            case IFieldInitializerOperation field:
                foreach (var initialized in field.InitializedFields)
                {
                    RecordInitializer(initialized, field.Value);
                }

                Visit(field.Value);
                break;
            case IPropertyInitializerOperation property:
                foreach (var initialized in property.InitializedProperties)
                {
                    RecordInitializer(initialized, property.Value);
                }

                Visit(property.Value);
                break;
            case IParameterInitializerOperation:
                break;
            default:
                Visit(block);
                break;
        }
    }

    private void Visit(IOperation? operation)
    {
        if (operation == null)
        {
            return;
        }

        var kind = operation.Kind;
        switch (kind)
        {
            case OperationKind.Literal or OperationKind.InstanceReference:
                return;
            case OperationKind.LocalReference:
                var reference = (ILocalReferenceOperation)operation;
                RecordCapturedRead(reference);
                FollowText(reference);
                return;
        }

        if (++_depth > Limits.OperationDepth)
        {
            _depth--;
            return;
        }

        // By kind: a test of type for each case would be most of the cost of a summary.
        switch (kind)
        {
            case OperationKind.ExpressionStatement:
                Visit(((IExpressionStatementOperation)operation).Operation);
                break;
            case OperationKind.Block:
                VisitStatements(((IBlockOperation)operation).Operations);
                break;
            case OperationKind.Lock:
                VisitLock((ILockOperation)operation);
                break;
            case OperationKind.Using:
                VisitUsing((IUsingOperation)operation);
                break;
            case OperationKind.Conditional:
                VisitConditional((IConditionalOperation)operation);
                break;
            case OperationKind.Coalesce:
                var coalesce = (ICoalesceOperation)operation;
                Visit(coalesce.Value);
                WithTest(coalesce.Value, isFlag: false, coalesce.WhenNull);
                break;
            case OperationKind.AnonymousFunction:
                var lambda = (IAnonymousFunctionOperation)operation;
                VisitNested(lambda.Symbol, lambda.Body, BodyKind.Lambda, lambda.Syntax);
                break;
            case OperationKind.LocalFunction:
                var local = (ILocalFunctionOperation)operation;
                VisitNested(local.Symbol, local.Body ?? local.IgnoredBody, BodyKind.LocalFunction, local.Syntax);
                break;
            case OperationKind.VariableDeclarator:
                VisitDeclarator((IVariableDeclaratorOperation)operation);
                break;
            case OperationKind.Return or OperationKind.YieldReturn or OperationKind.YieldBreak when ((IReturnOperation)operation).ReturnedValue is { } returned:
                _body.Returns.Add(ValueOf(returned));
                Visit(returned);
                break;
            case OperationKind.ConditionalAccess:
                var access = (IConditionalAccessOperation)operation;
                Visit(access.Operation);
                _conditionalReceivers.Push(access.Operation);
                Visit(access.WhenNotNull);
                _conditionalReceivers.Pop();
                break;
            case OperationKind.Try when ((ITryOperation)operation).Catches.Length > 0:
                VisitTry((ITryOperation)operation);
                break;
            case OperationKind.Throw:
                RecordThrow((IThrowOperation)operation);
                VisitChildren(operation);
                break;
            case OperationKind.Loop:
                VisitLoop((ILoopOperation)operation);
                break;
            case OperationKind.Switch:
                VisitSwitch((ISwitchOperation)operation);
                break;
            case OperationKind.IsPattern when (IIsPatternOperation)operation is { Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol matched } } isPattern:
                AddLocal(matched, ValueOf(isPattern.Value));
                VisitChildren(operation);
                break;
            default:
                if (!RecordEffect(operation, kind))
                {
                    VisitChildren(operation);
                }

                break;
        }

        _depth--;
    }

    private void VisitChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Visit(child);
        }
    }

    /// <summary>Records writes, calls and mutations; true when it has also visited the children.</summary>
    private bool RecordEffect(IOperation operation, OperationKind kind)
    {
        switch (kind)
        {
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation;
                var value = RecordAssignment(assignment.Target, assignment.Value, assignment);
                RecordCallback(assignment.Target, assignment.Value);
                VisitTarget(assignment.Target);
                Visit(assignment.Value);
                BeginVersion(assignment, value);
                return true;
            case OperationKind.CoalesceAssignment:
                var coalesce = (ICoalesceAssignmentOperation)operation;
                RecordWrite(coalesce.Target, ValueOf(coalesce.Value), AccessKind.Overwrite, AccessTraits.Lazy, coalesce.Target.Syntax.Span);
                VisitTarget(coalesce.Target);
                WithTest(coalesce.Target, isFlag: false, coalesce.Value);
                return true;
            case OperationKind.CompoundAssignment:
                RecordCompound((ICompoundAssignmentOperation)operation);
                return true;
            case OperationKind.Increment or OperationKind.Decrement:
                var increment = (IIncrementOrDecrementOperation)operation;
                RecordWrite(increment.Target, Value.Constant, AccessKind.Update, AccessTraits.None, increment.Syntax.Span);
                RecordOperator(increment.OperatorMethod, increment);
                VisitTarget(increment.Target);
                return true;
            case OperationKind.DeconstructionAssignment or OperationKind.RecursivePattern:
                RecordDeconstruct(operation);
                VisitChildren(operation);
                return true;
            case OperationKind.EventAssignment:
                RecordSubscription((IEventAssignmentOperation)operation);
                VisitChildren(operation);
                return true;
            case OperationKind.Invocation:
                VisitInvocation((IInvocationOperation)operation);
                return true;
            case OperationKind.ObjectCreation:
                VisitCreation((IObjectCreationOperation)operation);
                return true;
            case OperationKind.DelegateCreation:
                var target = ((IDelegateCreationOperation)operation).Target;
                RecordDelegate(target, CallKind.Delegate);
                VisitDelegateTarget(target);
                return true;
            case OperationKind.MethodReference:
                RecordDelegate(operation, CallKind.Delegate);
                VisitChildren(operation);
                return true;
            case OperationKind.TypeOf:
                if (((ITypeOfOperation)operation).TypeOperand is INamedTypeSymbol named)
                {
                    _memory.Names.Add(named.Name);
                }

                return false;
            case OperationKind.FieldReference:
                var field = (IFieldReferenceOperation)operation;
                _memory.Names.Add(field.Field.Name);
                RecordPerThreadRead(field);
                if (_symbols.IsSource(field.Field))
                {
                    RecordRead(field, field.Field, field.Field.IsReadOnly || field.Field.IsConst);
                }

                Visit(field.Instance);
                return true;
            case OperationKind.PropertyReference:
                var property = (IPropertyReferenceOperation)operation;
                _memory.Names.Add(property.Property.Name);
                RecordRead(property);
                RecordPerThreadRead(property, property.Instance, property.Arguments);
                return false;
            case OperationKind.Await:
                var awaited = (IAwaitOperation)operation;
                RecordAwait(awaited);
                Visit(awaited.Operation);
                return true;
            case OperationKind.Binary:
                var binary = (IBinaryOperation)operation;
                RecordOperator(binary.OperatorMethod, binary);
                Visit(binary.LeftOperand);
                Visit(binary.RightOperand);
                return true;
            case OperationKind.Unary:
                RecordOperator(((IUnaryOperation)operation).OperatorMethod, operation);
                return false;
            case OperationKind.Conversion:
                var conversion = (IConversionOperation)operation;
                RecordOperator(conversion.OperatorMethod, conversion);
                Visit(conversion.Operand);
                return true;
            case OperationKind.Argument when (IArgumentOperation)operation is { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                VisitTarget(argument.Value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A written place: its receiver and indices are read, itself is not.</summary>
    private void VisitTarget(IOperation target)
    {
        switch (target)
        {
            case IPropertyReferenceOperation property:
                RecordSetter(property);
                if (property.Property.IsIndexer)
                {
                    Add(Collections.ReadEntryWrite(property, (property.Parent as IAssignmentOperation)?.Value, property.Parent is ICompoundAssignmentOperation or IIncrementOrDecrementOperation, property.Syntax.Span, _locks));
                }

                RecordPerThreadWrite(property);
                if (property.Parent is IAssignmentOperation written && _symbols.KindOf(property.Property) == PropertyKind.Metadata)
                {
                    RecordEffects(property, written.Value);
                }

                VisitChildren(property);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    VisitTarget(element);
                }

                break;
            default:
                VisitChildren(target);
                break;
        }
    }
}
