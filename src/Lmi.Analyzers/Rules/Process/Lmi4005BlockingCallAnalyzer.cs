using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Process;

/// <summary>A thread of the pool that an invocation holds while it waits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi4005BlockingCallAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Process.Rule(
        "LMI4005",
        "Blocking call in invocation code",
        "'{0}' holds a thread of the pool while it waits. All invocations in flight, and the runtime that fetches them, take their threads from that pool; when it is empty they all stand still: {1}",
        DiagnosticSeverity.Warning,
        "On Managed Instances each invocation in flight needs a thread of the pool, which has few more than there are processors and grows slowly. A thread that waits for a task or sleeps serves nobody. Await instead.");

    public Lmi4005BlockingCallAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var reached in lmi.Concurrency.EffectsIn(c.Tree, EffectKind.Blocking, Way.PoolThread, c.CancellationToken))
            {
                // What blocks on a file or a socket often has no better twin.
                if (reached.Effect.Fact?.Argument("kind") != "io")
                {
                    c.Report(HazardReport.Create(s_rule, reached, reached.Effect.Name));
                }
            }
        });
}
