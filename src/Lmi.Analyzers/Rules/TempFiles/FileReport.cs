using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.TempFiles;

/// <summary>Turns the file hazards of one kind into diagnostics.</summary>
internal static class FileReport
{
    public static void Register(CompilationStartAnalysisContext context, LmiContext lmi, FileHazardKind kind, DiagnosticDescriptor rule) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var hazard in lmi.Concurrency.FileHazardsIn(c.Tree, c.CancellationToken))
            {
                if (hazard.Kind == kind)
                {
                    c.Report(HazardReport.Create(rule, hazard.Location, null, hazard.Way, Properties(hazard), hazard.Path.ToString(), hazard.Member));
                }
            }
        });

    private static ImmutableDictionary<string, string?> Properties(FileHazard hazard) =>
        ImmutableDictionary<string, string?>.Empty.Add(DiagnosticKeys.Path, hazard.Path.ToString()).Add(DiagnosticKeys.Member, hazard.Member).Add(DiagnosticKeys.Place, "");
}
