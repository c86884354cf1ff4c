using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Resources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Memory;

/// <summary>Turns the expensive objects of one kind into diagnostics.</summary>
internal static class HeavyReport
{
    public static void Register(CompilationStartAnalysisContext context, LmiContext lmi, HeavyKind kind, System.Func<HeavyResource, Diagnostic> create)
    {
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var resource in lmi.Concurrency.ResourcesIn(c.Tree, kind, c.CancellationToken))
            {
                c.Report(create(resource));
            }
        });
    }

    /// <summary>"A model", "An engine": how a message begins.</summary>
    public static string Noun(HeavyResource resource) => ("AEIOUaeiou".IndexOf(resource.Noun[0]) >= 0 ? "An " : "A ") + resource.Noun;

    public static ImmutableDictionary<string, string?> Properties(HeavyResource resource)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(DiagnosticKeys.Use, resource.Use.ToString());
        if (resource.State != null)
        {
            properties = properties.Add(DiagnosticKeys.State, resource.State);
        }
        else if (resource.Declaration == null)
        {
            properties = properties.Add(DiagnosticKeys.Place, "");
        }

        if (resource.IsOneAtATime)
        {
            properties = properties.Add(DiagnosticKeys.OneAtATime, "");
        }

        return resource.IsOfInvocation ? properties.Add(DiagnosticKeys.OfInvocation, "") : properties;
    }
}
