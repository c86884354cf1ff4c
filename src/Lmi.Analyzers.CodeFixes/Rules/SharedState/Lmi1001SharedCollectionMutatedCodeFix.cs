using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Collections;
using Lmi.Analyzers.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>LMI1001: the concurrent collection where every use keeps its meaning with it, else a lock around every use.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1001SharedCollectionMutatedCodeFix))]
[Shared]
internal sealed class Lmi1001SharedCollectionMutatedCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1001";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair(
            "swap",
            request => "Make '" + request.State?.Name + "' a concurrent collection",
            (request, cancellationToken) => request.State is { } state && !request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
                ? CollectionSwap.ApplyAsync(request.Document, state, cancellationToken)
                : Task.FromResult<Solution?>(null)),
        new Repair(
            "lock",
            request => "Guard every use of '" + request.State?.Name + "' with a lock",
            (request, cancellationToken) => request.State is { } state
                ? LockFix.ApplyAsync(request.Document, state, request.Diagnostic, cancellationToken)
                : Task.FromResult<Solution?>(null)));
}
