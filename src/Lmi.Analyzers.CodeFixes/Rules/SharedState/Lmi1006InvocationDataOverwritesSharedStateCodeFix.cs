using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.InvocationData;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>A parameter where the value only goes down to private methods; else an <c>AsyncLocal&lt;T&gt;</c>. A lock would not help.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1006InvocationDataOverwritesSharedStateCodeFix)), Shared]
internal sealed class Lmi1006InvocationDataOverwritesSharedStateCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1006";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Parameter", static r => $"Make '{r.State!.Name}' a local, passed as a parameter", ParameterFix.ApplyAsync),
        new Repair("AsyncLocal", static r => $"Keep '{r.State!.Name}' in an AsyncLocal<T>", AsyncLocalFix.ApplyAsync));
}
