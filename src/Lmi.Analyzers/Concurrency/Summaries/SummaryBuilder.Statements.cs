using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

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

        AddLocal(declarator.Symbol, ValueOf(value));
        Visit(value);
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

    private void WithLock(HeldLock held, IOperation? body)
    {
        var before = _locks;
        _locks = _locks.Add(held);
        Visit(body);
        _locks = before;
    }
}
