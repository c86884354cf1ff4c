using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.TempFiles;

/// <summary>The file goes when its only stream is closed, else in a finally block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi2005TempFileLeftBehindCodeFix)), Shared]
internal sealed class Lmi2005TempFileLeftBehindCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI2005";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("DeleteOnClose", static _ => "Delete the file when its stream is closed", DeleteOnCloseFix.ApplyAsync),
        new Repair("Delete", static _ => "Delete the file in a finally block", DeleteFix.ApplyAsync));
}
