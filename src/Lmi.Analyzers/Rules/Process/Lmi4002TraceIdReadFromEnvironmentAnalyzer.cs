using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Process;

/// <summary>The environment variable with the trace id, which concurrent invocations do not get.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi4002TraceIdReadFromEnvironmentAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Process.Rule(
        "LMI4002",
        "Trace id is read from the environment",
        "'_X_AMZN_TRACE_ID' is never set on Managed Instances, where one process runs many invocations: take ILambdaContext.TraceId or LambdaTraceProvider.CurrentTraceId; {0}",
        DiagnosticSeverity.Warning,
        "One process runs many invocations, so no environment variable can hold the trace id of one of them, and the runtime sets none. The Lambda context and LambdaTraceProvider know the id of the invocation that asks.");

    public Lmi4002TraceIdReadFromEnvironmentAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var reached in lmi.Concurrency.AbsentVariablesIn(c.Tree, c.CancellationToken))
            {
                c.Report(HazardReport.Create(s_rule, reached));
            }
        });
}
