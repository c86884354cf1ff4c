using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>Shared state that is written under a lock is accessed without it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1008InconsistentLockingAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1008",
        "Inconsistent locking of shared state",
        "{0} is shared by every concurrent invocation and written elsewhere under {1}: {2}",
        DiagnosticSeverity.Warning,
        "A lock guards state only when every access holds it. Here the state is read or written without the lock under which others write it, so that it is seen half changed, or changes are lost. Take the same lock.");

    public Lmi1008InconsistentLockingAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.InconsistentLock, s_rule, static race =>
            (race.LockName.Length == 0 ? "a lock" : $"the lock on '{race.LockName}'") + (race.HoldsForReading ? ", which is held here only for reading" : ", which is not held here"));
}
