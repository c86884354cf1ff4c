using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Process;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Process;

/// <summary>Headers on the request instead of the client.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi4004SharedClientReconfiguredCodeFix)), Shared]
internal sealed class Lmi4004SharedClientReconfiguredCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI4004";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Request", static _ => "Set the headers on the request", RequestHeadersFix.ApplyAsync));
}
