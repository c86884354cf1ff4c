using Lmi.Analyzers.Concurrency.Resources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Memory;

/// <summary>Something expensive that the first burst of invocations builds several times, because none waits for the others.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi3003HeavyInitializationRacesAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Memory.Rule(
        "LMI3003",
        "Heavy initialization races",
        "{0} ('{1}') may be built by each of the invocations that come first, because none waits for the others, and all copies share one memory limit: {2}",
        DiagnosticSeverity.Warning,
        "The first concurrent invocations all find the value missing and build it at the same time: GetOrAdd and GetOrCreate run racing factories, Lazy<T> does in PublicationOnly, Interlocked.CompareExchange compares only after the value was built. One result is kept; the memory for all of them is needed at once. Use Lazy<T> in its default mode, also as the value of a ConcurrentDictionary.");

    public Lmi3003HeavyInitializationRacesAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        HeavyReport.Register(context, lmi, HeavyKind.BuiltByRacers, static r => HazardReport.Create(s_rule, r.Location, null, r.Path, HeavyReport.Properties(r), HeavyReport.Noun(r), r.Name));
}
