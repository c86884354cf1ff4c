using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Collections.Compound;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>LMI1005: the member of the concurrent collection that does check and write in one step, where one means the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1005CheckThenActCodeFix)), Shared]
internal sealed class Lmi1005CheckThenActCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1005";

    protected internal override bool RepairsWholeState => false;

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair(
            "onestep",
            static r => $"Check and change '{r.State!.Name}' in one step",
            static (r, cancellationToken) => r.State is { } state
                ? OneStep.ApplyAsync(r.Document, state, r.Node, cancellationToken)
                : Task.FromResult<Solution?>(null)));
}
