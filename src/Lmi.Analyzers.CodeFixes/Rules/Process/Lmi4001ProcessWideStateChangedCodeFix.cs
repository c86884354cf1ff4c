using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Process;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Process;

/// <summary>The culture of the invocation instead of the default of all threads; everything else has to be passed, and no tool knows to whom.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi4001ProcessWideStateChangedCodeFix)), Shared]
internal sealed class Lmi4001ProcessWideStateChangedCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI4001";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Culture", static _ => "Set the culture of this invocation alone", CultureFix.ApplyAsync));
}
