using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.LazyInitialization;
using Lmi.Analyzers.CodeFixes.Resources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.Memory;

/// <summary><c>Lazy&lt;T&gt;</c>, alone or as the value of a dictionary, in the mode in which one caller builds and the others wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi3003HeavyInitializationRacesCodeFix)), Shared]
internal sealed class Lmi3003HeavyInitializationRacesCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI3003";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Mode", static _ => "Let one caller run the factory", LazyModeFix.ApplyAsync),
        new Repair("CacheOfLazy", static r => $"Keep Lazy<T> in '{r.State?.Name}'", CacheOfLazyFix.ApplyAsync),
        new Repair("Exchange", static r => $"Make '{r.State?.Name}' a Lazy<T>", ExchangeFix.ApplyAsync),
        new Repair("Lazy", static r => $"Initialize '{r.State?.Name}' with Lazy<T>", LazyFix.ApplyAsync),
        new Repair("Once", static r => $"Let one invocation initialize '{r.State?.Name}'", OnceFix.ApplyAsync));
}
