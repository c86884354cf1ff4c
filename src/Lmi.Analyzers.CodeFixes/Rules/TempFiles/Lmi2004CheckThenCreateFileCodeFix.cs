using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.TempFiles;

/// <summary>The file is written under a unique name and moved into place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi2004CheckThenCreateFileCodeFix)), Shared]
internal sealed class Lmi2004CheckThenCreateFileCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI2004";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Move", static _ => "Write to a unique name and move the file into place", MoveIntoPlaceFix.ApplyAsync));
}
