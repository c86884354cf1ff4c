using System.Collections.Generic;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>Who stores what in a field, and who mutates what it holds.</summary>
internal sealed partial class Lifetimes
{
    /// <summary>The ways in which the storage behind an abstract property may be shared: as far as the object that it belongs to is.</summary>
    public IEnumerable<Sharing> OfSlot(Value slot, BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var property in callers.StorageBehind(slot.Id, cancellationToken))
        {
            foreach (var sharing in OfObject(slot.Base!, body, 0, cancellationToken))
            {
                yield return new Sharing(sharing.Need, new SharedState(symbols.Id(property), isElement: false));
            }
        }
    }

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

    /// <summary>The bodies that may use the storage: of members that mention a field, of the member that declares a local.</summary>
    public IEnumerable<BodySummary> BodiesNaming(Value storage, BodySummary body, CancellationToken cancellationToken)
    {
        if (storage.Kind == ValueKind.Local)
        {
            foreach (var other in body.Member.Bodies)
            {
                yield return other;
            }

            yield break;
        }

        foreach (var member in MembersOf(storage.Id, cancellationToken))
        {
            foreach (var other in member.Bodies)
            {
                yield return other;
            }
        }
    }

    /// <summary>All that is done to a storage and to the collection in it, by whomever; as many as there are.</summary>
    public IEnumerable<(BodySummary Body, Access Access)> AccessesTo(Value storage, BodySummary body, CancellationToken cancellationToken)
    {
        foreach (var other in BodiesNaming(storage, body, cancellationToken))
        {
            foreach (var access in other.Accesses)
            {
                if (access.Target.Kind == storage.Kind && access.Target.Id == storage.Id)
                {
                    yield return (other, access);
                }
            }
        }
    }

    /// <summary>The body with that id, or null when it is none of ours.</summary>
    public BodySummary? Body(string callee, CancellationToken cancellationToken) => summaries.Body(callee, cancellationToken);

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
        if (symbols.Symbol(field) is { DeclaredAccessibility: Accessibility.Private, ContainingType: { } owner } declared && symbols.IsSource(declared))
        {
            // Nobody else can mention it.
            foreach (var reference in owner.DeclaringSyntaxReferences)
            {
                if (symbols.Compilation.ContainsSyntaxTree(reference.SyntaxTree) && IsFirstIn(owner, reference))
                {
                    foreach (var member in summaries.NamingIn(reference.SyntaxTree, name, cancellationToken))
                    {
                        yield return member;
                    }
                }
            }

            yield break;
        }

        foreach (var member in summaries.Naming(name, cancellationToken))
        {
            yield return member;
        }
    }

    /// <summary>Two parts of a partial type can be in one tree.</summary>
    private static bool IsFirstIn(INamedTypeSymbol type, SyntaxReference part)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == part.SyntaxTree)
            {
                return reference.Span == part.Span;
            }
        }

        return false;
    }
}
