using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>An unguarded write to storage that invocations share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1002SharedStateWrittenAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1002",
        "Shared state is written",
        "{0} is shared by every concurrent invocation{1} and is written without a lock, so updates are lost or mixed up: {2}",
        DiagnosticSeverity.Warning,
        "Concurrent invocations write the same storage: increments are lost and values of different invocations are mixed. Use Interlocked for a counter or sum, a lock for anything wider, or keep the value in a local.");

    public Lmi1002SharedStateWrittenAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.Write, s_rule, static race => race.IsInEntry ? " that looks up the same object" : "");
}
