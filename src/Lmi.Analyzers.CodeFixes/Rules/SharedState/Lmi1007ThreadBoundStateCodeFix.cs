using System.Collections.Immutable;
using System.Composition;
using Lmi.Analyzers.CodeFixes.InvocationData;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes.Rules.SharedState;

/// <summary>An <c>AsyncLocal&lt;T&gt;</c>: it follows the invocation, not the thread.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(Lmi1007ThreadBoundStateCodeFix)), Shared]
internal sealed class Lmi1007ThreadBoundStateCodeFix : LmiCodeFix
{
    protected internal override string RuleId => "LMI1007";

    protected internal override ImmutableArray<Repair> Repairs { get; } = ImmutableArray.Create(
        new Repair("AsyncLocal", static r => $"Keep '{r.State!.Name}' in an AsyncLocal<T>", AsyncLocalFix.ApplyAsync),
        new Repair("AsyncLocalForThreadLocal", static r => $"Make '{r.State!.Name}' an AsyncLocal<T>", ThreadLocalFix.ApplyAsync),
        new Repair("AsyncLocalForThreadIds", static r => $"Make '{r.State!.Name}' an AsyncLocal<T>", ThreadIdsFix.ApplyAsync));
}
