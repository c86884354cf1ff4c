using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>The lock that the other accesses take, where it is a <c>lock</c> on a field of the same object. No fix for the locks of callers and for other kinds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1008InconsistentLockingCodeFix)), Shared]
internal sealed class Lmi1008InconsistentLockingCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1008";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair(
            "SameLock",
            static r => $"Take the lock that guards '{r.State!.Name}' elsewhere",
            static (r, cancellationToken) => r.State is { } state ? LockFix.ApplyAsync(r.Document, state, r.Diagnostic, cancellationToken, onlyExisting: true) : Task.FromResult<Solution?>(null)));
}
