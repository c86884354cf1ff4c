using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Async;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Process;

/// <summary>Awaits, and makes everything that calls the method await as well.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi4005BlockingCallCodeFix)), Shared]
internal sealed class Lmi4005BlockingCallCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI4005";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Await", static _ => "Await instead of blocking", AwaitFix.ApplyAsync));
}
