using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Process;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Process;

/// <summary>Throws instead of exiting; a task in the place of nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi4003InvocationEndsProcessCodeFix)), Shared]
internal sealed class Lmi4003InvocationEndsProcessCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI4003";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Throw", static _ => "Throw, so that only this invocation fails", ThrowFix.ApplyAsync),
        new Repair("Task", static _ => "Return a task, and await it", AsyncTaskFix.ApplyAsync));
}
