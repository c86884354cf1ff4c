using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>Each invocation adds a handler to an event that outlives it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1010SharedEventSubscribedAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1010",
        "A shared event is subscribed by each invocation",
        "'{0}' is shared by every concurrent invocation, so each invocation adds one more handler, which stays and sees the events of the others: {1}",
        DiagnosticSeverity.Warning,
        "A handler that an invocation adds to a static or shared event is never taken off: handlers pile up for as long as the environment lives, and each runs for the events of all other invocations. Subscribe once, during initialization.");

    public Lmi1010SharedEventSubscribedAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var reached in lmi.Concurrency.SubscriptionsIn(c.Tree, c.CancellationToken))
            {
                c.Report(HazardReport.Create(s_rule, reached, reached.Effect.Name));
            }
        });
}
