using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.Process;

/// <summary>A lock that invocations hold while they wait, or around all that they do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi4008LockSerializesInvocationsAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.Process.Rule(
        "LMI4008",
        "A lock serializes invocations",
        "'{0}' is held {1}, so that invocations run one at a time again: {2}",
        DiagnosticSeverity.Info,
        "Managed Instances run many invocations at once to use the time that each of them waits. A shared lock that is held across an await or blocking call, or around everything that a handler does, gives that up. Hold it only while shared state is touched.");

    public Lmi4008LockSerializesInvocationsAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var held in lmi.Concurrency.SerializedIn(c.Tree, c.CancellationToken))
            {
                var across = held.WaitsFor == null ? "around all the work of the invocation" : $"across '{held.WaitsFor}'";
                c.Report(HazardReport.Create(s_rule, held.Location, null, held.Path, ImmutableDictionary<string, string?>.Empty, held.Name, across));
            }
        });
}
