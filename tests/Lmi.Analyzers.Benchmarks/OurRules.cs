using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Benchmarks;

/// <summary>The rules that are measured: all that the analyzer assembly has.</summary>
internal static class OurRules
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> All =
    [
        .. typeof(LmiAnalyzer).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
            .OrderBy(static t => t.Name, StringComparer.Ordinal)
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    public static readonly ImmutableArray<string> Ids = [.. All.SelectMany(static r => r.SupportedDiagnostics).Select(static d => d.Id).Distinct().Order(StringComparer.Ordinal)];

    public static string Assembly => typeof(LmiAnalyzer).Assembly.Location;
}
