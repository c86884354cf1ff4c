using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>Turns the races of one kind into diagnostics: where, which state, and how an invocation gets there.</summary>
internal static class RaceReport
{
    public static void Register(CompilationStartAnalysisContext context, LmiContext lmi, RaceKind kind, DiagnosticDescriptor rule, System.Func<Race, string>? detail = null)
    {
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var race in lmi.Concurrency.RacesIn(c.Tree, c.CancellationToken))
            {
                if (race.Kind == kind)
                {
                    c.Report(Create(race, rule, lmi.Concurrency.Symbols, detail));
                }
            }
        });
    }

    private static Diagnostic Create(Race race, DiagnosticDescriptor rule, ProgramSymbols symbols, System.Func<Race, string>? detail)
    {
        var declaration = race.State.Local is { } local ? Location.Create(race.Body.Member.Tree, local.Span) : Declaration(race.State.Id, symbols);
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (race.State.Local == null)
        {
            properties = properties.Add(DiagnosticKeys.State, race.State.Id);
        }

        if (race.Kind == RaceKind.Reconfiguration)
        {
            properties = properties.Add(DiagnosticKeys.Place, "");
        }

        if (race.State.IsElement)
        {
            properties = properties.Add(DiagnosticKeys.Element, "");
        }

        return HazardReport.Create(rule, race.Location, declaration, race.Path, race.Path.KeeperOf(race.State, symbols), properties, Subject(race), detail == null ? WithArticle(race.TypeName) : detail(race));
    }

    /// <summary>The state, or what it holds: the map may be safe, and the list inside not.</summary>
    private static string Subject(Race race) => race.State.IsElement ? $"An object in '{race.StateName}'" : $"'{race.StateName}'";

    /// <summary>By ear: an aitch that is spelled out begins with a vowel.</summary>
    public static string WithArticle(string type) => (type.StartsWith("Http", System.StringComparison.Ordinal) || type.Length > 0 && "AEIOUaeiou".IndexOf(type[0]) >= 0 ? "an " : "a ") + type;

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
}
