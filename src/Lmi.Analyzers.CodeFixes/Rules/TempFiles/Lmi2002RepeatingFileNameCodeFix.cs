using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.TempFiles;

/// <summary>A GUID beside the key, with every use of the path in the method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi2002RepeatingFileNameCodeFix)), Shared]
internal sealed class Lmi2002RepeatingFileNameCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI2002";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Unique", static _ => "Add a GUID to the file name", UniqueNameFix.ApplyAsync));
}
