using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.TempFiles;

/// <summary>A directory of its own for each invocation, which it deletes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi2003SharedDirectoryClearedCodeFix)), Shared]
internal sealed class Lmi2003SharedDirectoryClearedCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI2003";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Unique", static _ => "Give each invocation a directory of its own", OwnDirectoryFix.ApplyAsync));
}
