using Lmi.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>An unguarded mutation of a collection that invocations share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1001SharedCollectionMutatedAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1001",
        "A shared collection is mutated",
        "{0} is {1} shared by every concurrent invocation and is not safe to write: {2}",
        DiagnosticSeverity.Warning,
        "Concurrent invocations share this collection, and its type is not safe to mutate from several threads: entries are lost or doubled, enumerations throw, and the structure itself can break. Use a concurrent collection, or guard every access with one lock.");

    public Lmi1001SharedCollectionMutatedAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.Mutation, s_rule);
}
