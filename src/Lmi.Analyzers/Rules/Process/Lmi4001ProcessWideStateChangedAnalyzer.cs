using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Process;

/// <summary>State of the whole process that an invocation changes under all the others.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi4001ProcessWideStateChangedAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Process.Rule(
        "LMI4001",
        "Process-wide state is changed",
        "'{0}' changes {1} for the whole process, in which other invocations run at the same time: {2}",
        DiagnosticSeverity.Warning,
        "Environment variables, the current directory, default cultures, console streams and the like belong to the process. What one invocation sets, all others get, in the middle of their work. Set it once, at start-up, or pass the value to the code that needs it.");

    public Lmi4001ProcessWideStateChangedAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var reached in lmi.Concurrency.EffectsIn(c.Tree, EffectKind.ProcessWide, Way.Again, c.CancellationToken))
            {
                if (reached.IsSettled)
                {
                    continue;
                }

                var what = reached.Effect.Fact?.Argument("what")?.Replace('-', ' ') ?? "state";
                c.Report(HazardReport.Create(s_rule, reached, reached.Effect.Name, "the " + what));
            }
        });
}
