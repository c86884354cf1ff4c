using System.Collections.Generic;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>Who stores what in a field, and who mutates what it holds.</summary>
internal sealed partial class Lifetimes
{
    /// <summary>All assignments to a field, initializers included; at most <see cref="Limits.StoresPerField"/>.</summary>
    public IEnumerable<(BodySummary Body, Access Access)> StoresTo(string field, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var member in MembersOf(field, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var access in body.Accesses)
                {
                    if (access.Kind != AccessKind.Mutation && access.Target.Id == field && access.Target.Kind is ValueKind.Member or ValueKind.Static)
                    {
                        if (++count > Limits.StoresPerField)
                        {
                            yield break;
                        }

                        yield return (body, access);
                    }
                }
            }
        }
    }

    /// <summary>All mutations of the collection that a field keeps.</summary>
    public IEnumerable<(BodySummary Body, Access Access)> MutationsOf(string field, CancellationToken cancellationToken)
    {
        foreach (var member in MembersOf(field, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var access in body.Accesses)
                {
                    if (access.Kind == AccessKind.Mutation && access.Target.Id == field)
                    {
                        yield return (body, access);
                    }
                }
            }
        }
    }

    private IEnumerable<MemberSummary> MembersOf(string field, CancellationToken cancellationToken)
    {
        var captured = field.IndexOf('(');
        if (captured > 0 && field[0] == 'T')
        {
            if (symbols.Symbol(field.Substring(0, captured)) is INamedTypeSymbol type)
            {
                foreach (var constructor in type.InstanceConstructors)
                {
                    if (summaries.Member(symbols.Id(constructor), cancellationToken) is { } member)
                    {
                        yield return member;
                    }
                }
            }

            yield break;
        }

        var name = field.Substring(field.LastIndexOf('.') + 1);
        foreach (var member in summaries.Naming(name, cancellationToken))
        {
            yield return member;
        }
    }
}
