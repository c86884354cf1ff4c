using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Resources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Memory;

/// <summary>One shared instance: <c>Lazy&lt;T&gt;</c> for thread-bound storage, a singleton or a static <c>Lazy&lt;T&gt;</c> for a service; a bounded pool of what serves one caller at a time.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi3002HeavyResourcePerThreadOrInvocationCodeFix)), Shared]
internal sealed class Lmi3002HeavyResourcePerThreadOrInvocationCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI3002";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Share", ThreadLocalFix.Title, ThreadLocalFix.ApplyAsync),
        new Repair("Pool", BoundedPoolFix.Title, BoundedPoolFix.ApplyAsync),
        new Repair("Singleton", static _ => "Register it as a singleton", SingletonFix.ApplyAsync),
        new Repair("Lazy", StaticLazyFix.Title, StaticLazyFix.ApplyAsync));
}
