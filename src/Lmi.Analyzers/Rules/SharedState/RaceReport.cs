using System.Collections.Immutable;
using System.Text;
using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>Turns the races of one kind into diagnostics: where, which state, and how an invocation gets there.</summary>
internal static class RaceReport
{
    public static void Register(CompilationStartAnalysisContext context, LmiContext lmi, RaceKind kind, DiagnosticDescriptor rule)
    {
        lmi.CollectSummaries(context);
        context.RegisterSemanticModelAction(c =>
        {
            foreach (var race in lmi.Concurrency.RacesIn(c.SemanticModel.SyntaxTree, c.CancellationToken))
            {
                if (race.Kind == kind)
                {
                    c.ReportDiagnostic(Create(race, rule, lmi.Concurrency.Symbols));
                }
            }
        });
    }

    private static Diagnostic Create(Race race, DiagnosticDescriptor rule, ProgramSymbols symbols)
    {
        var locations = ImmutableArray.CreateBuilder<Location>();
        if (race.State.Local is { } local)
        {
            locations.Add(Location.Create(race.Body.Member.Tree, local.Span));
        }
        else if (Declaration(race.State.Id, symbols) is { } declaration)
        {
            locations.Add(declaration);
        }

        foreach (var (body, _) in race.Path.Steps)
        {
            locations.Add(Location.Create(body.Member.Tree, body.Span));
        }

        var properties = ImmutableDictionary<string, string?>.Empty;
        if (race.State.Local == null)
        {
            properties = properties.Add(DiagnosticKeys.State, race.State.Id);
        }

        if (race.State.IsElement)
        {
            properties = properties.Add(DiagnosticKeys.Element, "");
        }

        return Diagnostic.Create(rule, race.Location, locations, properties, Subject(race), WithArticle(race.TypeName), Describe(race.Path));
    }

    /// <summary>The state, or what it holds: the map may be safe, and the list inside not.</summary>
    private static string Subject(Race race) => race.State.IsElement ? $"An object in '{race.StateName}'" : $"'{race.StateName}'";

    private static string WithArticle(string type) => (type.Length > 0 && "AEIOUaeiou".IndexOf(type[0]) >= 0 ? "an " : "a ") + type;

    private static Location? Declaration(string id, ProgramSymbols symbols)
    {
        var captured = id.StartsWith("T:", System.StringComparison.Ordinal) ? id.IndexOf('(') : -1;
        if (captured < 0)
        {
            return InSource(symbols.Symbol(id));
        }

        if (symbols.Symbol(id.Substring(0, captured)) is INamedTypeSymbol type)
        {
            var name = id.Substring(captured + 1).TrimEnd(')');
            foreach (var constructor in type.InstanceConstructors)
            {
                foreach (var parameter in constructor.Parameters)
                {
                    if (parameter.Name == name && InSource(parameter) is { } location)
                    {
                        return location;
                    }
                }
            }
        }

        return null;
    }

    private static Location? InSource(ISymbol? symbol) => symbol is { Locations: { Length: > 0 } locations } && locations[0].IsInSource ? locations[0] : null;

    /// <summary>"handler 'Function.Handle' gets here through 'Orders.Add' and 'Cache.Put'".</summary>
    private static string Describe(InvocationPath path)
    {
        var first = path.Steps[0].Body;
        var text = new StringBuilder(path.Role).Append(" '").Append(first.Name).Append("' gets here");
        var previous = first.Name;
        var count = 0;
        for (var i = 1; i < path.Steps.Count; i++)
        {
            var name = path.Steps[i].Body.Name;
            if (name == previous)
            {
                continue;
            }

            previous = name;
            text.Append(count++ == 0 ? " through '" : ", '").Append(name).Append('\'');
        }

        return text.ToString();
    }
}
