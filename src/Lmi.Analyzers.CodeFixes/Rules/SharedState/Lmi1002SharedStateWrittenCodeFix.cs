using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Atomics;
using Lmi.Analyzers.CodeFixes.InvocationData;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>A local where the value never outlives the method; <c>Interlocked</c> for counters and sums; else a lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1002SharedStateWrittenCodeFix)), Shared]
internal sealed class Lmi1002SharedStateWrittenCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1002";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Local", static r => $"Make '{r.State!.Name}' a local, passed as a parameter", ParameterFix.ApplyAsync),
        new Repair("Interlocked", static r => $"Write '{r.State!.Name}' with Interlocked", InterlockedFix.ApplyAsync),
        new Repair("Lock", static r => $"Guard '{r.State!.Name}' with a lock", LockAsync));

    internal static Task<Solution?> LockAsync(RepairRequest request, CancellationToken cancellationToken) =>
        request.State is { } state ? LockFix.ApplyAsync(request.Document, state, request.Diagnostic, cancellationToken) : Task.FromResult<Solution?>(null);
}
