using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>A check for unset shared storage, and its initialization, that are not one step.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1003UnsynchronisedLazyInitializationAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1003",
        "Unsynchronised lazy initialization",
        "{0} is shared by every concurrent invocation and is initialized on first use without a lock, so the first invocations initialize it several times or see it half done: {2}",
        DiagnosticSeverity.Warning,
        "The first concurrent invocations all find the storage unset and initialize it at the same time. Use Lazy<T>, or Lazy<Task<T>> for an asynchronous factory.");

    public Lmi1003UnsynchronisedLazyInitializationAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.LazyInitialization, s_rule);
}
