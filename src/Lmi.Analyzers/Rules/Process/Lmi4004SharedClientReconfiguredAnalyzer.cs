using Lmi.Analyzers.Concurrency;
using Lmi.Analyzers.Rules.SharedState;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Process;

/// <summary>A client or settings object that invocations share, and that one of them changes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi4004SharedClientReconfiguredAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Process.Rule(
        "LMI4004",
        "A shared client is reconfigured",
        "{0} holds {1} that concurrent invocations share; changed here, it changes in the middle of the requests of others: {2}",
        DiagnosticSeverity.Warning,
        "An HttpClient, serializer options or the configuration of an SDK client are configured once and shared afterwards. A header or an address that one invocation sets goes out with the requests of others, and serializer options may throw. Put what differs on the request, or configure before sharing.");

    public Lmi4004SharedClientReconfiguredAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.Reconfiguration, s_rule);
}
