using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>
/// Applies the fix of LMI1001 to what the rule reports in a handler class, and compares the text. The stock verifier cannot
/// say "swap first, lock second, and nothing else", nor that no other warning of ours appears; here both are asserted.
/// </summary>
internal static class Lmi1001CodeFixTest
{
    private static readonly string[] Usings =
    {
        "System", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks", "Amazon.Lambda.Core",
    };

    /// <summary>The first action offered turns the members of the handler class into these; the swap needs its using.</summary>
    public static Task SwapAsync(string before, string after) => FixedAsync(Function(before), Function(after, concurrent: true), "Make '");

    public static Task LockAsync(string before, string after) => FixedAsync(Function(before), Function(after), "Guard every use of '");

    /// <summary>Neither a swap nor a lock would keep the meaning.</summary>
    public static async Task NothingAsync(string members)
    {
        var (document, diagnostic) = await ReportedAsync(new[] { ("Function.cs", Function(members)) });
        Assert.Empty(await ActionsAsync(document, diagnostic));
    }

    /// <summary>No swap is offered; a lock may be.</summary>
    public static async Task NoSwapAsync(string members)
    {
        var (document, diagnostic) = await ReportedAsync(new[] { ("Function.cs", Function(members)) });
        Assert.DoesNotContain(await ActionsAsync(document, diagnostic), a => a.Title.StartsWith("Make '", StringComparison.Ordinal));
    }

    public static async Task FixedAsync(string before, string after, string title, OutputKind output = OutputKind.DynamicallyLinkedLibrary, NullableContextOptions nullable = NullableContextOptions.Enable)
    {
        var (document, diagnostic) = await ReportedAsync(new[] { ("Function.cs", before) }, output, nullable);
        var actions = await ActionsAsync(document, diagnostic);
        Assert.True(actions.Count > 0, "no fix is offered");
        var action = actions.FirstOrDefault(a => a.Title.StartsWith(title, StringComparison.Ordinal));
        Assert.True(action is not null, "offered: " + string.Join("; ", actions.Select(a => a.Title)));
        var changed = await ChangedAsync(action!);
        var text = (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
        Assert.Equal(after, text);
        await CleanAsync(changed);
    }

    /// <summary>A solution of several documents, each compared after the first action.</summary>
    public static async Task SolutionAsync(params (string Name, string Before, string After)[] documents)
    {
        var (document, diagnostic) = await ReportedAsync(documents.Select(d => (d.Name, d.Before)).ToArray());
        var changed = await ChangedAsync((await ActionsAsync(document, diagnostic))[0]);
        foreach (var (name, _, after) in documents)
        {
            Assert.Equal(after, (await changed.Projects.Single().Documents.Single(d => d.Name == name).GetTextAsync()).ToString());
        }

        await CleanAsync(changed);
    }

    public static async Task FixAllAsync(string before, string after, string? equivalenceKey = "LMI1001")
    {
        var (document, _) = await ReportedAsync(new[] { ("Function.cs", before) });
        var diagnostics = await RuleAsync((await document.Project.GetCompilationAsync())!);
        var all = new StateByStateFixAll(new Lmi1001SharedCollectionMutatedCodeFix());
        var action = await all.GetFixAsync(new FixAllContext(
            document, new Lmi1001SharedCollectionMutatedCodeFix(), FixAllScope.Document, equivalenceKey!, new[] { "LMI1001" }, new Given(diagnostics), default));
        var changed = await ChangedAsync(action!);
        Assert.Equal(after, (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString());
    }

    public static string Function(string members, bool concurrent = false) =>
        string.Concat(Usings.SelectMany(u => u == "System" && concurrent ? new[] { u, "System.Collections.Concurrent" } : new[] { u }).Select(u => "using " + u + ";\n"))
        + "\npublic class Function\n{\n" + string.Join("\n", members.Trim('\n').Split('\n').Select(l => l.Length == 0 ? l : "    " + l)) + "\n}\n";

    private static async Task<(Document Document, Diagnostic Diagnostic)> ReportedAsync(
        (string Name, string Text)[] sources, OutputKind output = OutputKind.DynamicallyLinkedLibrary, NullableContextOptions nullable = NullableContextOptions.Enable)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "Function", "Function", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(output, nullableContextOptions: nullable, allowUnsafe: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: Verify.Framework.Add(Verify.StandIns)));
        foreach (var (name, text) in sources)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), name, text, filePath: "/0/" + name);
        }

        var compilation = (await solution.GetProject(id)!.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var diagnostics = await RuleAsync(compilation);
        Assert.True(diagnostics.Length > 0, "the rule reports nothing here");
        return (solution.GetDocument(diagnostics[0].Location.SourceTree)!, diagnostics[0]);
    }

    private static async Task<ImmutableArray<Diagnostic>> RuleAsync(Compilation compilation) =>
        (await Verify.FullAsync(compilation)).Where(d => d.Id == "LMI1001").ToImmutableArray();

    private static async Task<List<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await new Lmi1001SharedCollectionMutatedCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (a, _) => actions.Add(a), default));
        return actions;
    }

    private static async Task<Solution> ChangedAsync(CodeAction action) =>
        (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    /// <summary>Compiles, and the rule is silent.</summary>
    private static async Task CleanAsync(Solution solution)
    {
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
            Assert.Empty(await RuleAsync(compilation));
        }
    }

    private sealed class Given : FixAllContext.DiagnosticProvider
    {
        private readonly ImmutableArray<Diagnostic> _diagnostics;

        public Given(ImmutableArray<Diagnostic> diagnostics) => _diagnostics = diagnostics;

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, System.Threading.CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(_diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, System.Threading.CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(_diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, System.Threading.CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(ImmutableArray<Diagnostic>.Empty);
    }
}
