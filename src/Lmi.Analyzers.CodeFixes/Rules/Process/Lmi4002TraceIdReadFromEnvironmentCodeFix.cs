using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Process;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Process;

/// <summary>The context knows the trace id, and so does the trace provider.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi4002TraceIdReadFromEnvironmentCodeFix)), Shared]
internal sealed class Lmi4002TraceIdReadFromEnvironmentCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI4002";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Ask", static _ => "Ask for the trace id of this invocation", TraceIdFix.ApplyAsync));
}
