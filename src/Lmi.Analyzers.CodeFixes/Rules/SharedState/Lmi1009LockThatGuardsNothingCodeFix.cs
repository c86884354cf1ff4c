using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>A lock object that everybody shares. No fix for objects that come from elsewhere, or are used for more than locking.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1009LockThatGuardsNothingCodeFix)), Shared]
internal sealed class Lmi1009LockThatGuardsNothingCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1009";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("OneLock", static _ => "Lock one object for all invocations", OneLockFix.ApplyAsync));
}
