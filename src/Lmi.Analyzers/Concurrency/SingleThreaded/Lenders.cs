using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>A registered service that lends an object to each caller, and the name under which it knows that object; empty when it has only one.</summary>
internal sealed record Lender(string Registration, string Name);

/// <summary>
/// Answers which service of the container lends objects of a type, one to each caller: a fact says how it is registered, and the program registers it for that very type.
/// Null when it does not, or when it is not certain that what is lent is the same as what is shared. Asked once for each hazard.
/// </summary>
internal sealed class Lenders(ProgramSymbols symbols, ProgramSummaries summaries)
{
    /// <summary>What tells a pool of prediction engines which model to load. A pool that gets its model in another way is not known.</summary>
    private static readonly string[] s_modelSources = { "FromFile", "FromUri" };

    private static readonly string[] s_registrations = { "AddSingleton", "AddScoped", "AddTransient", "TryAddSingleton", "TryAddScoped", "TryAddTransient" };

    public Lender? Of(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol named || symbols.Knowledge.FindInherited(Verdict.NotThreadSafe, named)?.Argument("lent-by") is not { } verbs)
        {
            return null;
        }

        var types = named.IsGenericType ? named.TypeArguments.Select(symbols.Id).ToList() : new List<string> { symbols.Id(named) };
        foreach (var verb in verbs.Split(','))
        {
            if (CallsOf(verb, types, cancellationToken).Any())
            {
                return named.IsGenericType ? OfModel(verb, named, types, cancellationToken) : new Lender(verb, "");
            }
        }

        return null;
    }

    /// <summary>One model alone feeds the pool, and it is the one that a registered engine uses, where there is one.</summary>
    private Lender? OfModel(string verb, INamedTypeSymbol engine, List<string> types, CancellationToken cancellationToken)
    {
        var sources = s_modelSources.SelectMany(s => CallsOf(s, types, cancellationToken)).ToList();
        if (sources.Count != 1 || symbols.Symbol(sources[0].Callee) is not IMethodSymbol method)
        {
            return null;
        }

        string? name = "", file = null;
        foreach (var parameter in method.Parameters)
        {
            var given = parameter.Ordinal < sources[0].Arguments.Length ? TextOf(sources[0].Arguments[parameter.Ordinal]) : null;
            switch (parameter.Name)
            {
                case "modelName":
                    name = given;
                    break;
                case "filePath" or "uri":
                    file = given;
                    break;
            }
        }

        return name != null && Registered(symbols.Id(engine), cancellationToken).All(loaded => loaded != null && loaded == file) ? new Lender(verb, name) : null;
    }

    /// <summary>The files that the registrations of the object itself load; null for one that is not known.</summary>
    private IEnumerable<string?> Registered(string type, CancellationToken cancellationToken)
    {
        foreach (var call in s_registrations.SelectMany(r => CallsOf(r, new List<string> { type }, cancellationToken)))
        {
            foreach (var argument in call.Arguments)
            {
                foreach (var effect in summaries.Body(argument.Kind == ValueKind.Delegate ? argument.Id : "", cancellationToken)?.Effects ?? new List<Effect>())
                {
                    if (effect.Kind == EffectKind.HeavyCreation && effect.Arguments.Length > 0 && effect.Member.Contains(".Load"))
                    {
                        yield return TextOf(effect.Arguments[0]);
                    }
                }
            }
        }
    }

    private IEnumerable<CallSite> CallsOf(string verb, List<string> types, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.Naming(verb, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var call in body.Calls)
                {
                    if (call.Types.Length >= types.Count && call.Callee.Contains("." + verb) && types.SequenceEqual(call.Types.Take(types.Count), StringComparer.Ordinal))
                    {
                        yield return call;
                    }
                }
            }
        }
    }

    private static string? TextOf(Value value) => value.IsText ? value.Id : null;
}
