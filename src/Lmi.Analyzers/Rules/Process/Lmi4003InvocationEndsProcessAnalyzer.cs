using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Process;

/// <summary>What ends the process, and every invocation in flight with it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi4003InvocationEndsProcessAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Process.Rule(
        "LMI4003",
        "An invocation ends the process",
        "{0} every invocation in flight with it: {1}",
        DiagnosticSeverity.Warning,
        "Many invocations run in one process. An exit, an exception in an async void function, or one on a thread without a task ends all of them, not only the one that failed. An exception that the handler lets out fails that one invocation only.");

    public Lmi4003InvocationEndsProcessAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var reached in lmi.Concurrency.EndingsIn(c.Tree, c.CancellationToken))
            {
                c.Report(HazardReport.Create(s_rule, reached, What(reached.Effect)));
            }
        });

    private static string What(Effect effect) => effect.Kind switch
    {
        EffectKind.AsyncVoid => "Nobody can catch what an 'async void' function throws; an exception ends the process, and",
        EffectKind.Throw => "Nobody catches this exception on its thread; it ends the process, and",
        _ => $"'{effect.Name}' ends the process, and",
    };
}
