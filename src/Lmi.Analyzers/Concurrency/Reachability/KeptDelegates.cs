using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>
/// Answers where a delegate is invoked that was put away when it was made: in a field, in a collection that a field keeps, such as a table of routes, or with whoever is returned it.
/// Opens the members that name one of these keepers. Silent about delegates that code of other libraries keeps, and about what an object is given.
/// </summary>
internal sealed class KeptDelegates(ProgramSymbols symbols, ProgramSummaries summaries)
{
    /// <summary>Storages and members that one delegate is followed through: what is handed round further is nobody's plan of calls.</summary>
    private const int MostKeepers = 16;

    /// <summary>The invocations of a delegate of <paramref name="body"/> that is made in a member. Each call has as receiver what keeps the delegate, as the invoking body names it.</summary>
    public IEnumerable<(BodySummary Body, CallSite Call)> InvocationsOf(string body, MemberSummary maker, CancellationToken cancellationToken)
    {
        var keepers = new List<Keeper>();
        foreach (var other in maker.Bodies)
        {
            AddKeepers(Keeper.Delegate(body), other, keepers);
        }

        for (var i = 0; i < keepers.Count && i < MostKeepers; i++)
        {
            foreach (var member in MembersNaming(keepers[i], cancellationToken))
            {
                foreach (var user in member.Bodies)
                {
                    AddKeepers(keepers[i], user, keepers);
                    foreach (var call in user.Calls)
                    {
                        if (call.Callee.Length == 0 && call.Receiver is { } receiver && keepers[i].FindIn(receiver, user) is { } kept)
                        {
                            yield return (user, call.On(kept));
                        }
                    }
                }
            }
        }
    }

    /// <summary>Where the body puts the delegate, or the collection that it is in.</summary>
    private static void AddKeepers(Keeper delegates, BodySummary body, List<Keeper> keepers)
    {
        foreach (var access in body.Accesses)
        {
            if (delegates.IsStored(access, body))
            {
                Add(access.Target);
            }
        }

        foreach (var use in body.CollectionUses)
        {
            if (use is { Kept: { } kept, Collection: { } collection } && delegates.FindIn(kept, body) != null)
            {
                Add(collection);
            }
        }

        if (body.Parent == null && body.Returns.Exists(r => delegates.FindIn(r, body) != null))
        {
            Add(Value.Call(body.Id, null, ImmutableArray<Value>.Empty));
        }

        void Add(Value target)
        {
            while (target.Kind == ValueKind.Element)
            {
                target = target.Base!;
            }

            var isKeeper = target.Kind is ValueKind.Static or ValueKind.Local or ValueKind.Call
                || target.Kind == ValueKind.Member && (target.Base!.Kind == ValueKind.This || delegates.IsDelegate);
            if (isKeeper && !keepers.Exists(k => k.Is(target, body.Member)))
            {
                keepers.Add(new Keeper(target, body.Member));
            }
        }
    }

    private IEnumerable<MemberSummary> MembersNaming(Keeper keeper, CancellationToken cancellationToken)
    {
        if (keeper.Kind == ValueKind.Local)
        {
            return new[] { keeper.Member! };
        }

        var (name, type) = symbols.Symbol(keeper.Id) switch
        {
            IFieldSymbol field => (field.Name, field.Type),
            IPropertySymbol property => (property.Name, property.Type),
            IMethodSymbol { MethodKind: not MethodKind.Constructor } method => ((method.AssociatedSymbol ?? method).Name, method.ReturnType),
            _ => ("", null),
        };
        return type is null or { SpecialType: SpecialType.System_Void or (>= SpecialType.System_Boolean and <= SpecialType.System_String) }
            ? Enumerable.Empty<MemberSummary>() // no place for a delegate
            : summaries.Naming(name.Substring(name.LastIndexOf('.') + 1), cancellationToken);
    }

    /// <summary>What holds the delegate: at first a value that is the delegate itself, then a field, a local, or a member that returns it.</summary>
    private sealed class Keeper(Value value, MemberSummary? member)
    {
        private readonly Value _value = value;

        /// <summary>Who declares the local.</summary>
        public MemberSummary? Member { get; } = member;

        public ValueKind Kind => _value.Kind;

        public string Id => _value.Id;

        public bool IsDelegate => Kind == ValueKind.Delegate;

        public static Keeper Delegate(string body) => new(Value.Delegate(body), null);

        public bool Is(Value value, MemberSummary member) => value.Kind == Kind && value.Id == Id && (Kind != ValueKind.Local || member == Member);

        /// <summary>Is the delegate, or a collection with it, what the access stores?</summary>
        public bool IsStored(Access access, BodySummary body) =>
            access.Kind == AccessKind.Mutation && access.Value is { Kind: ValueKind.Derived, Id.Length: 0 } added
                ? added.Parts.Any(p => FindIn(p, body) != null) // the arguments of Add
                : FindIn(access.Value, body) != null;

        /// <summary>The part of the value that is, or keeps, the delegate, as the body names it; null when none does.</summary>
        public Value? FindIn(Value value, BodySummary body) => FindIn(value, body, isArgument: false, 0);

        private Value? FindIn(Value value, BodySummary body, bool isArgument, int depth)
        {
            if (depth > Limits.ValueDepth)
            {
                return null;
            }

            if (Is(value, body.Member))
            {
                return isArgument && IsDelegate ? null : value;
            }

            switch (value.Kind)
            {
                case ValueKind.Element:
                    return FindIn(value.Base!, body, isArgument, depth + 1) is { } kept ? Value.Element(kept, value.Parts) : null;
                case ValueKind.Local when body.Member.TryGetLocal(value, out var local):
                    return FirstIn(local.Values, local.Owner, isArgument, depth);
                case ValueKind.Any:
                case ValueKind.New when value.IsCollection:
                    return FirstIn(value.Parts, body, isArgument && value.Kind == ValueKind.Any, depth);
                case ValueKind.Derived when value.Id.StartsWith("M:", StringComparison.Ordinal):
                    return FirstIn(value.Parts, body, isArgument: true, depth); // a copy of a collection; a selector is no part of it
                case ValueKind.Parameter:
                    return InElements(value, body, depth);
                default:
                    return null;
            }
        }

        private Value? FirstIn(IEnumerable<Value> values, BodySummary body, bool isArgument, int depth)
        {
            foreach (var value in values)
            {
                if (FindIn(value, body, isArgument, depth + 1) is { } kept)
                {
                    return kept;
                }
            }

            return null;
        }

        /// <summary>The parameter of a lambda that is called for each element of a collection.</summary>
        private Value? InElements(Value parameter, BodySummary body, int depth)
        {
            foreach (var maker in body.Member.Bodies)
            {
                foreach (var made in maker.Calls)
                {
                    if (made.Kind == CallKind.Delegate && made.Callee == parameter.Id && parameter.Index < made.Arguments.Length)
                    {
                        return FindIn(made.Arguments[parameter.Index], maker, false, depth + 1);
                    }
                }
            }

            return null;
        }
    }
}
