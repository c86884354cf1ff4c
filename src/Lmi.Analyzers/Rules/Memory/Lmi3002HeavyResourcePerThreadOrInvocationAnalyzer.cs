using Lmi.Analyzers.Concurrency.Resources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Memory;

/// <summary>One copy of something expensive for each thread or each invocation, by design: thread-bound storage, scoped and transient services.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi3002HeavyResourcePerThreadOrInvocationAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Memory.Rule(
        "LMI3002",
        "Heavy resource per thread or invocation",
        "{0}: {1}",
        DiagnosticSeverity.Warning,
        "Invocations run on many pool threads at once. A model, session or pool that each thread keeps, or that the container builds for each scope, exists as many times as there are threads or invocations, in one memory limit. Share one instance, or take it from a bounded pool where it serves one caller at a time.");

    public Lmi3002HeavyResourcePerThreadOrInvocationAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi)
    {
        HeavyReport.Register(context, lmi, HeavyKind.PerThread, static r => HazardReport.Create(
            s_rule, r.Location, r.Declaration, r.Path, HeavyReport.Properties(r),
            $"'{r.Name}' keeps {HeavyReport.Noun(r).ToLowerInvariant()} for each thread or flow that uses it, and invocations run on many at once in one memory limit"));
        HeavyReport.Register(context, lmi, HeavyKind.BuiltByContainer, static r => HazardReport.Create(
            s_rule, r.Location, null, r.Path, HeavyReport.Properties(r),
            $"{HeavyReport.Noun(r)} ('{r.Name}') is built again for each scope or each time the service is asked for, and concurrent invocations hold their copies in one memory limit"));
    }
}
