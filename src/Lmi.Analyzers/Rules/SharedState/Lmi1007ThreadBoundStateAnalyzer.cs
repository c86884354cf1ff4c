using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency.SingleThreaded;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>Storage with one value a thread keeps what belongs to an invocation, in code that awaits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1007ThreadBoundStateAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1007",
        "State of an invocation is bound to a thread",
        "'{0}' is {1} and keeps state of an invocation across an await, which may go on on another thread and find what another invocation left there: {2}",
        DiagnosticSeverity.Warning,
        "After an await the code goes on on any thread of the pool, while the thread that it left serves other invocations. What was kept for the thread is gone, or is somebody else's. AsyncLocal follows the invocation instead.");

    public Lmi1007ThreadBoundStateAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var found in lmi.Concurrency.PerThreadStatesIn(c.Tree, c.CancellationToken))
            {
                var what = found.Kind switch { PerThreadKind.ThreadStatic => "thread-static", PerThreadKind.ThreadLocal => "a ThreadLocal", _ => "keyed by thread ids" };
                var properties = found.Id.Length == 0 ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(DiagnosticKeys.State, found.Id);
                c.Report(HazardReport.Create(s_rule, found.Declaration, found.Declaration, found.Path, properties, found.Name, what));
            }
        });
}
