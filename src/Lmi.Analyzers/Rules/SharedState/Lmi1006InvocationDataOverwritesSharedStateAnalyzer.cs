using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>Data of one invocation that replaces what other invocations read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1006InvocationDataOverwritesSharedStateAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1006",
        "Data of one invocation overwrites shared state",
        "{0} is shared by every concurrent invocation and is overwritten with data of one of them, which the others then read as their own: {2}",
        DiagnosticSeverity.Warning,
        "One invocation stores its event, context, user or something computed from them where all invocations read. A lock does not help: the value is still somebody else's. Pass it as a parameter, or keep it in an AsyncLocal<T>.");

    public Lmi1006InvocationDataOverwritesSharedStateAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.InvocationData, s_rule);
}
