using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>A question to a shared concurrent collection, and then a change that rests on the answer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1005CheckThenActAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1005",
        "Check, then act, on a shared concurrent collection",
        "{0} is {1} shared by every concurrent invocation, and another one can change it between the check and this write: {2}",
        DiagnosticSeverity.Warning,
        "A concurrent collection makes each call safe, not two of them: between a check or read and the write that rests on it, another invocation does the same. Use the member that does both in one step, such as TryAdd, GetOrAdd, AddOrUpdate or TryDequeue.");

    public Lmi1005CheckThenActAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.CheckThenAct, s_rule);
}
