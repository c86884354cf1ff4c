using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.Resources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Memory;

/// <summary>One instance, made on first use and shared, where nothing of the invocation goes into it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi3001HeavyResourceBuiltPerInvocationCodeFix)), Shared]
internal sealed class Lmi3001HeavyResourceBuiltPerInvocationCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI3001";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(new Repair("Lazy", StaticLazyFix.Title, StaticLazyFix.ApplyAsync));
}
