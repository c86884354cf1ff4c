using Lmi.Analyzers.Concurrency.Resources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Memory;

/// <summary>A model, session, pool, provider, browser or client that every invocation builds again. Light ones are an info.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi3001HeavyResourceBuiltPerInvocationAnalyzer : LmiAnalyzer
{
    private const string Copies = "each concurrent invocation holds a copy of its own, and all copies share one memory limit";
    private const string Pool = "it serves one caller at a time, so a pool of them, made once, would save the work";
    private const string Cost = "one instance, made once, would do for all invocations";

    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Memory.Rule(
        "LMI3001",
        "Heavy resource built per invocation",
        "{0} ('{1}') is built again for every invocation; {2}: {3}",
        DiagnosticSeverity.Warning,
        "Many invocations run at once in one process. A model, session or pool that each of them builds is loaded as many times as invocations run, and their memory adds up until the process is killed. Build it once, in a static Lazy<T> or the constructor, and share it; clients and engines that cost little are reported as an info.");

    public Lmi3001HeavyResourceBuiltPerInvocationAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        HeavyReport.Register(context, lmi, HeavyKind.BuiltEachTime, static r => HazardReport.Create(
            s_rule, r.Location, null, r.Path, HeavyReport.Properties(r), r.Use == HeavyUse.Light ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            HeavyReport.Noun(r), r.Name, r.Use != HeavyUse.Light ? Copies : r.NeedsPool ? Pool : Cost));
}
