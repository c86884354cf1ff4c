using Lmi.Analyzers.Concurrency;
using Lmi.Analyzers.Concurrency.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>A lock around state that invocations share, on an object that they do not share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1009LockThatGuardsNothingAnalyzer : LmiAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1009",
        "A lock that guards nothing",
        "{0} is shared by every concurrent invocation, and this lock does not keep them apart, because {1}: {2}",
        DiagnosticSeverity.Warning,
        "A lock keeps invocations apart only when all of them lock the same object. This one is new, boxed, made at run time, replaced, or one invocation's own, so everybody enters at once. Lock a private static readonly object.");

    public Lmi1009LockThatGuardsNothingAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        RaceReport.Register(context, lmi, RaceKind.UselessLock, s_rule, static race => race.Fault switch
        {
            LockFault.Boxed => "each time it locks a new box around a value",
            LockFault.BuiltString => "it locks a string that is made at run time",
            LockFault.PerInvocation => "each invocation locks an object of its own",
            LockFault.PerThread => "each thread locks an object of its own",
            LockFault.Reassigned => "the object that it locks is replaced",
            _ => "it locks a new object each time",
        });
}
