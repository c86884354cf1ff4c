using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.LazyInitialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary><c>Lazy&lt;T&gt;</c> where the factory needs nothing of the method; else a second check under a lock or a semaphore.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1003UnsynchronisedLazyInitializationCodeFix)), Shared]
internal sealed class Lmi1003UnsynchronisedLazyInitializationCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1003";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("Lazy", static r => $"Initialize '{r.State!.Name}' with Lazy<T>", LazyFix.ApplyAsync),
        new Repair("Once", static r => $"Let one invocation initialize '{r.State!.Name}'", OnceFix.ApplyAsync),
        new Repair("Lock", static r => $"Guard '{r.State!.Name}' with a lock", Lmi1002SharedStateWrittenCodeFix.LockAsync));
}
