using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.UnsafeTypes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>A variant that is safe to share, or a registered service that lends one object to each caller; else one object for each invocation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1004NotThreadSafeInstanceSharedCodeFix)), Shared]
internal sealed class Lmi1004NotThreadSafeInstanceSharedCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1004";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("RandomShared", static _ => "Use Random.Shared", RandomSharedFix.ApplyAsync),
        new Repair("HashData", static r => $"Hash without '{r.State!.Name}', with static HashData", StaticHashFix.ApplyAsync),
        new Repair("ContextFactory", ContextFactoryFix.Title, ContextFactoryFix.ApplyAsync),
        new Repair("EnginePool", EnginePoolFix.Title, EnginePoolFix.ApplyAsync),
        new Repair("PerInvocation", static r => $"Make a '{r.State!.Name}' in each method that uses it", PerInvocationFix.ApplyAsync));
}
