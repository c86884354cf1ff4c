using System.Collections.Immutable;
using System.Text;
using Lmi.Analyzers.Concurrency;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Rules;

/// <summary>The diagnostic of a hazard that an invocation gets to: the path is the last argument of the message, and its steps are additional locations.</summary>
internal static class HazardReport
{
    /// <summary>Additional locations are the declaration of the state, where there is one, and then each step of the path.</summary>
    public static Diagnostic Create(DiagnosticDescriptor rule, Location location, Location? declaration, InvocationPath path, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        Create(rule, location, declaration, path, properties, rule.DefaultSeverity, arguments);

    /// <summary>For a rule about state: the message ends with what makes the object of that state the same for all invocations.</summary>
    public static Diagnostic Create(DiagnosticDescriptor rule, Location location, Location? declaration, InvocationPath path, string? keeper, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        Create(rule, location, declaration, path, keeper, properties, rule.DefaultSeverity, arguments);

    /// <summary>For a rule that warns of the grave cases and informs of the light ones.</summary>
    public static Diagnostic Create(DiagnosticDescriptor rule, Location location, Location? declaration, InvocationPath path, ImmutableDictionary<string, string?> properties, DiagnosticSeverity severity, params object[] arguments) =>
        Create(rule, location, declaration, path, null, properties, severity, arguments);

    private static Diagnostic Create(DiagnosticDescriptor rule, Location location, Location? declaration, InvocationPath path, string? keeper, ImmutableDictionary<string, string?> properties, DiagnosticSeverity severity, object[] arguments)
    {
        var locations = ImmutableArray.CreateBuilder<Location>();
        if (declaration != null)
        {
            locations.Add(declaration);
        }

        foreach (var (body, _) in path.Steps)
        {
            locations.Add(Location.Create(body.Member.Tree, body.Span));
        }

        var all = new object[arguments.Length + 1];
        arguments.CopyTo(all, 0);
        all[arguments.Length] = keeper == null ? Describe(path) : $"{Describe(path)}, on {keeper}";
        return Diagnostic.Create(rule, location, severity, locations, properties, all);
    }

    public static Diagnostic Create(DiagnosticDescriptor rule, ReachedEffect reached, params object[] arguments) =>
        Create(rule, reached.Location, null, reached.Path, s_place, arguments);

    private static readonly ImmutableDictionary<string, string?> s_place = ImmutableDictionary<string, string?>.Empty.Add(DiagnosticKeys.Place, "");

    /// <summary>"handler 'Function.Handle' gets here through 'Orders.Add', 'Cache.Put'". A lambda goes by the member that it stands in, as its own steps do; one that others call is no call of that member.</summary>
    private static string Describe(InvocationPath path)
    {
        var first = path.Steps[0].Body;
        var text = new StringBuilder(path.Role).Append(path.Role == Invocations.ContainerRole && IsLambda(first) ? " the factory in '" : " '").Append(first.Name).Append("' gets here");
        var previous = first;
        var count = 0;
        for (var i = 1; i < path.Steps.Count; i++)
        {
            var step = path.Steps[i].Body;
            if (step.Name == previous.Name)
            {
                continue;
            }

            text.Append(count++ == 0 ? " through " : ", ").Append(IsLambda(step) && step.Member != previous.Member ? "a lambda in '" : "'").Append(step.Name).Append('\'');
            previous = step;
        }

        return text.ToString();
    }

    private static bool IsLambda(BodySummary body) => body.Kind == BodyKind.Lambda;
}
