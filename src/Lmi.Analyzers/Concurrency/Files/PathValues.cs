using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>
/// Answers what a value says as a path: the text of it, and for what the text does not tell, how it compares between invocations. Follows constants, locals,
/// fields, parameters (left open, for each caller to fill), what members of this program return, and the members of metadata that work on paths and strings.
/// Unknown when something cannot be followed, refers to itself, or takes more than <see cref="MostSteps"/> steps.
/// </summary>
internal sealed partial class PathValues(ProgramSymbols symbols, ProgramSummaries summaries, Callers callers, Lifetimes lifetimes, EntryPoints entryPoints, InvocationData data)
{
    /// <summary>Values looked at for one path: a long method with many pieces fits, a chain of a thousand locals does not.</summary>
    private const int MostSteps = 400;

    /// <summary>Values inside of values.</summary>
    private const int DeepestStep = 40;

    private readonly ConcurrentDictionary<(string Field, bool IsShared), PathText> _fields = new();

    /// <summary>The call that a body is evaluated for.</summary>
    private sealed class Frame(string body, ImmutableArray<PathText> arguments, bool isOfInvocation)
    {
        /// <summary>Is the receiver data of an invocation, which somebody outside of this program filled?</summary>
        public bool IsOfInvocation { get; } = isOfInvocation;

        public string Body { get; } = body;

        public ImmutableArray<PathText> Arguments { get; } = arguments;
    }

    /// <summary>One question, with what it is in the middle of. What a field says is a question of its own, so that it is the same whoever asks.</summary>
    private sealed class Question(CancellationToken cancellationToken, Question? asker = null)
    {
        /// <summary>The fields that one asks for another, innermost last.</summary>
        public List<string> Fields { get; } = asker?.Fields ?? new();

        /// <summary>Fields that are set from themselves.</summary>
        public HashSet<string> Circular { get; } = asker?.Circular ?? new(StringComparer.Ordinal);

        public CancellationToken CancellationToken { get; } = cancellationToken;

        public HashSet<string> UnderWay { get; } = new(StringComparer.Ordinal);

        public int Steps { get; set; }
    }

    /// <summary>The value as the body sees it; its parameters stay open.</summary>
    public PathText Of(Value value, BodySummary body, CancellationToken cancellationToken) => Of(value, body, null, new Question(cancellationToken), 0);

    private PathText Of(Value value, BodySummary body, Frame? frame, Question question, int depth)
    {
        if (depth > DeepestStep || ++question.Steps > MostSteps)
        {
            return PathText.Unknown;
        }

        question.CancellationToken.ThrowIfCancellationRequested();
        switch (value.Kind)
        {
            case ValueKind.Constant:
                return value.IsText || value.Id.Length > 0 ? PathText.Literal(value.Id) : PathText.Nothing;
            case ValueKind.Parameter:
                return OfParameter(value, frame);
            case ValueKind.Local:
                return OfLocal(value, body, frame, question, depth);
            case ValueKind.Static:
                return OfField(value.Id, isShared: true, question);
            case ValueKind.Member:
                return OfMember(value, body, frame, question, depth);
            case ValueKind.Element:
                return OfElement(value, body, frame, question, depth);
            case ValueKind.New:
                return OfCreation(value, body, frame, question, depth);
            case ValueKind.Call:
                return OfCall(value, body, frame, question, depth);
            case ValueKind.Any:
                return OfEither(value.Parts, body, frame, question, depth, "", isDefault: true);
            case ValueKind.Derived:
                return OfDerived(value, body, frame, question, depth);
            default:
                return PathText.Unknown;
        }
    }

    private PathText OfDerived(Value value, BodySummary body, Frame? frame, Question question, int depth)
    {
        if (value.IsOfStringBuilder && !IsFollowed(value.Parts[value.Parts.Length - 1], body))
        {
            return PathText.Unknown;
        }

        var parts = Parts(value, body, frame, question, depth);
        var text = Computed(value, parts);
        if (text != PathText.Unknown || !value.Id.StartsWith("P:", StringComparison.Ordinal) || value.Parts.Length != 1 || parts[0].Kind != PathKind.Open || value.Parts[0].Kind != ValueKind.Parameter)
        {
            return text;
        }

        // A property of what every caller has from an invocation: `upload.FileName`.
        var passed = OfCallers(parts[0], question, depth + 1);
        return passed.Kind == PathKind.Repeating ? PathText.Computed(value.Id, new[] { passed }) : text;
    }

    /// <summary>Is all known that was appended to this StringBuilder?</summary>
    private static bool IsFollowed(Value builder, BodySummary body) =>
        builder.Kind == ValueKind.Local ? builder.Index > 0 && body.Member.TryGetLocal(builder, out var text) && text.Others.Count == 0 && text.Values.TrueForAll(static v => v.IsStringBuilder) : builder.IsStringBuilder;

    private ImmutableArray<PathText> Parts(Value value, BodySummary body, Frame? frame, Question question, int depth)
    {
        var parts = ImmutableArray.CreateBuilder<PathText>(value.Parts.Length);
        foreach (var part in value.Parts)
        {
            // `params` arrays are what they list.
            if (part is { Kind: ValueKind.New, Id: "array" } && value.Kind == ValueKind.Derived)
            {
                parts.AddRange(part.Parts.Select(p => Of(p, body, frame, question, depth + 1)));
            }
            else
            {
                parts.Add(Of(part, body, frame, question, depth + 1));
            }
        }

        return parts.ToImmutable();
    }

    private PathText OfEither(IEnumerable<Value> values, BodySummary body, Frame? frame, Question question, int depth, string id, bool isDefault = false)
    {
        PathText? all = null;
        foreach (var value in values)
        {
            var one = Of(value, body, frame, question, depth + 1);
            all = all == null ? one : PathText.Either(all, one, id, isDefault);
        }

        return all ?? PathText.Unknown;
    }

    private PathText OfParameter(Value parameter, Frame? frame)
    {
        if (parameter == Value.Request)
        {
            return PathText.Repeating("request");
        }

        if (frame?.Body == parameter.Id)
        {
            return parameter.Index < frame.Arguments.Length ? frame.Arguments[parameter.Index] : PathText.Unknown;
        }

        return entryPoints.At(parameter.Id) is { } entry
            ? entry.ServiceAt(parameter.Index) == null ? PathText.Repeating("event" + parameter.Index) : PathText.Unknown
            : PathText.Parameter(parameter.Id, parameter.Index);
    }

    private PathText OfLocal(Value local, BodySummary body, Frame? frame, Question question, int depth)
    {
        var key = body.Member.Id + "|" + local.Id + local.Index;
        if (!body.Member.TryGetLocal(local, out var summary) || summary.Values.Count + summary.Others.Count == 0)
        {
            return PathText.Unknown;
        }

        if (!question.UnderWay.Add(key))
        {
            // `path += ".csv"` adds to what it was assigned first.
            return summary.Others.Count == 1 && summary.Values.Count == 1 ? Of(summary.Others[0], summary.Owner, frame, question, depth + 1) : PathText.Unknown;
        }

        if (local.Index == 0 && summary.Values.Exists(static v => v.IsStringBuilder))
        {
            question.UnderWay.Remove(key);
            return PathText.Unknown; // its text changes with each statement that appends to it
        }

        // An empty text is a start, not a path.
        var assigned = summary.Values.Concat(summary.Others.Where(o => summary.Values.Count == 0 && summary.Others.Count == 1 || !(o.IsText && o.Id.Length == 0)));
        var text = OfEither(assigned, summary.Owner, frame, question, depth, local.Id, isDefault: local.Index > 0); // where ways meet, and not at different times
        question.UnderWay.Remove(key);
        return !text.IsUnique || !IsMadeOnce(summary, question) ? text.Anchored(local.Id)
            : IsSetByNested(summary, body) ? PathText.Unknown
            : text.MadeOnce(local.Id);
    }

    /// <summary>Does the body that declares the local run once, so that all who capture it have the same?</summary>
    private bool IsMadeOnce(LocalSummary local, Question question) => local.Owner.Kind switch
    {
        BodyKind.Main or BodyKind.StaticInitializer => true,
        BodyKind.Constructor or BodyKind.InstanceInitializer => lifetimes.IsInstanceShared(local.Owner.Member.ContainingType, 0, question.CancellationToken),
        _ => false,
    };

    private static bool IsSetByNested(LocalSummary local, BodySummary body) =>
        body.Member.Bodies.Exists(b => b != local.Owner && b.Accesses.Exists(a => a.Kind != AccessKind.Mutation && a.Target.Kind == ValueKind.Local && a.Target.Id == local.Self.Id));

    private PathText OfMember(Value member, BodySummary body, Frame? frame, Question question, int depth)
    {
        if (member.Base!.Kind == ValueKind.This)
        {
            return frame is { IsOfInvocation: true } ? OfData(member.Id, question) : OfField(member.Id, IsShared(member.Id, body, question), question);
        }

        if (member.Id.StartsWith("P:System.", StringComparison.Ordinal))
        {
            return Computed(member, ImmutableArray.Create(Of(member.Base, body, frame, question, depth + 1)));
        }

        if (member.Base.Kind is ValueKind.Parameter && entryPoints.At(member.Base.Id) == null)
        {
            return OfData(member, body, question) ?? Stored(member.Id, question);
        }

        var owner = Of(member.Base, body, frame, question, depth + 1);
        return owner.Kind == PathKind.Repeating ? PathText.Computed(member.Id, new[] { owner }) : OfData(member, body, question) ?? Stored(member.Id, question);
    }

    /// <summary>
    /// A part of the data of an invocation; null when it is none. What this program itself stores there, and we cannot read, need not be as repeating as the data
    /// that it was made from: a list of files that were made for the invocation.
    /// </summary>
    private PathText? OfData(Value member, BodySummary body, Question question) =>
        data.Includes(member, body, question.CancellationToken) ? OfData(member.Id, question) : null;

    private PathText OfData(string member, Question question) =>
        lifetimes.StoresTo(member, question.CancellationToken).Any() && OfField(member, isShared: false, question) is { Kind: PathKind.Unknown or PathKind.Unique } stored && stored != PathText.Nothing ? PathText.Unknown : PathText.Repeating(member);

    /// <summary>A field of an object that could be anybody's: what everybody stores in it, unless that is one of a kind.</summary>
    private PathText Stored(string field, Question question) =>
        OfField(field, isShared: false, question) is { Kind: PathKind.SameForAll } same ? same : PathText.Unknown;

    private bool IsShared(string field, BodySummary body, Question question)
    {
        var type = symbols.Symbol(field)?.ContainingType is { } owner ? symbols.Id(owner) : body.Member.ContainingType;
        return lifetimes.IsInstanceShared(body.Member.ContainingType, 0, question.CancellationToken) || lifetimes.IsInstanceShared(type, 0, question.CancellationToken);
    }

    /// <summary>What is stored in a field, by everybody who does.</summary>
    private PathText OfField(string field, bool isShared, Question asker)
    {
        if (_fields.TryGetValue((field, isShared), out var known))
        {
            return known;
        }

        var circle = asker.Fields.IndexOf(field);
        if (circle >= 0)
        {
            asker.Circular.UnionWith(asker.Fields.Skip(circle));
        }

        if (circle >= 0 || asker.Fields.Count > Limits.HolderDepth || !IsText(field))
        {
            return PathText.Unknown;
        }

        var question = new Question(asker.CancellationToken, asker);
        question.Fields.Add(field);
        PathText? all = null;
        foreach (var (body, access) in lifetimes.StoresTo(field, question.CancellationToken))
        {
            var one = access.Kind == AccessKind.Update ? PathText.Unknown : OfCallers(Of(access.Value, body, null, question, 0), question, 0);
            if (access.Kind != AccessKind.Construction && isShared && one.Kind != PathKind.SameForAll && one != PathText.Nothing)
            {
                one = PathText.Unknown; // who comes last decides
            }

            // An empty text is a start, not a path: who sets it to more may be outside of this program.
            one = one.IsEmpty && !isShared ? PathText.Nothing : one;
            all = all == null ? one : PathText.Either(all, one, field);
        }

        var text = question.Circular.Contains(field) ? PathText.Unknown : all ?? PathText.Unknown;
        text = isShared ? text.Kind == PathKind.Repeating ? PathText.Unknown : text.MadeOnce(field) : text.Anchored(field);
        question.Fields.RemoveAt(question.Fields.Count - 1);
        return _fields[(field, isShared)] = text;
    }

    /// <summary>A number that can change is no text that stays.</summary>
    private bool IsText(string field) => symbols.Symbol(field) switch
    {
        IFieldSymbol f => f.IsReadOnly || f.Type.IsReferenceType || f.Type.Name == "Guid",
        IPropertySymbol p => p.SetMethod == null || p.SetMethod.IsInitOnly || p.Type.IsReferenceType || p.Type.Name == "Guid",
        _ => true,
    };

    /// <summary>Fills open parameters with what all callers pass, for an object whose makers cannot be told apart.</summary>
    private PathText OfCallers(PathText text, Question question, int depth)
    {
        while (text.Kind == PathKind.Open && depth < DeepestStep)
        {
            var (body, _, _) = text.Parameters().First();
            PathText? all = null;
            foreach (var passed in Passed(text, body, question, depth))
            {
                all = all == null ? passed : PathText.Either(all, passed, body);
            }

            if (all == null)
            {
                return PathText.Unknown;
            }

            text = all;
            depth++;
        }

        return text.Kind == PathKind.Open ? PathText.Unknown : text;
    }

    private IEnumerable<PathText> Passed(PathText text, string body, Question question, int depth)
    {
        if (summaries.Body(body, question.CancellationToken) is not { } callee)
        {
            yield break;
        }

        foreach (var (caller, call) in callers.Of(callee, question.CancellationToken))
        {
            yield return text.WithArguments((of, ordinal) => of == body ? Argument(call, ordinal, caller, question, depth + 1) : null);
        }
    }

    private PathText Argument(CallSite call, int ordinal, BodySummary caller, Question question, int depth) =>
        ordinal < call.Arguments.Length ? Of(call.Arguments[ordinal], caller, null, question, depth) : PathText.Unknown;

    /// <summary>The path with the arguments of one call in it.</summary>
    public PathText AtCall(PathText text, string callee, CallSite call, BodySummary caller, CancellationToken cancellationToken) =>
        text.WithArguments((of, ordinal) => of == callee ? Argument(call, ordinal, caller, new Question(cancellationToken), 0) : null);

    private PathText OfElement(Value element, BodySummary body, Frame? frame, Question question, int depth)
    {
        if (TypeOf(element.Base!) is { } type && type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(static p => p.IsIndexer) is { } indexer && symbols.Knowledge.Find(Verdict.Unique, indexer)?.Argument("kind") == "process")
        {
            return PathText.Same(element.Base!.Id + "[" + string.Join(",", element.Parts.Select(static p => p.Id)) + "]");
        }

        return Of(element.Base!, body, frame, question, depth + 1);
    }

    private ITypeSymbol? TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Static or ValueKind.Member => symbols.Symbol(value.Id) switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => CapturedParameter(value.Id),
        },
        ValueKind.Parameter => symbols.Symbol(value.Id) is IMethodSymbol method && value.Index < method.Parameters.Length ? method.Parameters[value.Index].Type : null,
        ValueKind.Service => symbols.Symbol(value.Id) as ITypeSymbol,
        _ => null,
    };

    private ITypeSymbol? CapturedParameter(string id)
    {
        var open = id.IndexOf('(');
        return open > 0 && symbols.Symbol(id.Substring(0, open)) is INamedTypeSymbol type
            ? type.InstanceConstructors.SelectMany(static c => c.Parameters).FirstOrDefault(p => p.Name == id.Substring(open + 1, id.Length - open - 2))?.Type
            : null;
    }
}
