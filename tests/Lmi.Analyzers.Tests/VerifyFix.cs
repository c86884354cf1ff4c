using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests;

/// <summary>
/// Applies a fix with the stock verifier, under all rules: markup says what is reported before and after, so a fix that
/// brings a warning of ours fails. Fix All in document, project and solution must give the same text.
/// </summary>
internal static class VerifyFix<TFix>
    where TFix : CodeFixProvider, new()
{
    public static Task RepairsAsync(string before, string after, NullableContextOptions nullable = NullableContextOptions.Enable, OutputKind output = OutputKind.DynamicallyLinkedLibrary) =>
        RepairsAsync(new[] { ("/0/Test0.cs", before) }, new[] { ("/0/Test0.cs", after) }, nullable, output);

    /// <summary>The same against <see cref="Proofs.ExpensiveLibrary"/> instead of the real libraries.</summary>
    public static async Task RepairsWithStandInsAsync(string before, string after, NullableContextOptions nullable = NullableContextOptions.Enable, OutputKind output = OutputKind.DynamicallyLinkedLibrary, LanguageVersion language = LanguageVersion.Latest) =>
        await RepairsAsync(new[] { ("/0/Test0.cs", before) }, new[] { ("/0/Test0.cs", after) }, nullable, output, language, [await Proofs.ExpensiveLibrary.ReferenceAsync()]);

    public static async Task RepairsAsync(
        (string Name, string Text)[] before, (string Name, string Text)[] after, NullableContextOptions nullable = NullableContextOptions.Enable, OutputKind output = OutputKind.DynamicallyLinkedLibrary, LanguageVersion language = LanguageVersion.Latest,
        ImmutableArray<MetadataReference> libraries = default)
    {
        var test = new FixTest(nullable, language)
        {
            TestState = { OutputKind = output },
            ReferenceAssemblies = Verify.NothingToFetch,
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck,
            NumberOfIncrementalIterations = -20,
            NumberOfFixAllIterations = -3,
        };
        test.TestState.AdditionalReferences.AddRange(Verify.Framework);
        test.TestState.AdditionalReferences.Add(Verify.StandIns);
        test.TestState.AdditionalReferences.AddRange(libraries.IsDefault ? Verify.Models : libraries);
        test.TestState.Sources.AddRange(before.Select(static s => (s.Name, SourceText.From(s.Text))));
        test.FixedState.Sources.AddRange(after.Select(static s => (s.Name, SourceText.From(s.Text))));
        await test.RunAsync(CancellationToken.None);
    }

    /// <summary>Asserts the titles that are offered for the first report of the fix's rule, in their order.</summary>
    public static async Task OffersAsync(string source, params string[] titles) => Assert.Equal(titles, (await ActionsAsync(source, Verify.Models)).Select(static a => a.Title));

    public static async Task OffersWithStandInsAsync(string source, params string[] titles) => Assert.Equal(titles, (await ActionsAsync(source, [await Proofs.ExpensiveLibrary.ReferenceAsync()])).Select(static a => a.Title));

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(string source, ImmutableArray<MetadataReference> libraries)
    {
        using var workspace = new AdhocWorkspace();
        var references = Verify.Framework;
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: references.Add(Verify.StandIns).AddRange(libraries)));
        var document = project.AddDocument("Test0.cs", SourceText.From(source), filePath: "/0/Test0.cs");
        var fix = new TFix();
        var compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var diagnostic = (await Verify.FullAsync(compilation)).First(d => fix.FixableDiagnosticIds.Contains(d.Id));
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private sealed class FixTest(NullableContextOptions nullable, LanguageVersion language) : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Tests.Verify.AllRules;

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(language);

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(nullable).WithAllowUnsafe(true);
    }
}
