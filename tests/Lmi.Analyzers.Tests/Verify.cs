using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace Lmi.Analyzers.Tests;

/// <summary>
/// Runs all rules over a snippet with the stock verifier: the markup (<c>{|LMI1001:code|}</c>) says what must be reported, and nothing else may be.
/// Every verification also checks that document-scoped analysis shows what the full build shows, and that a second run says the same.
/// </summary>
internal static class Verify
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> AllRules =
        typeof(LmiAnalyzer).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
            .OrderBy(static t => t.Name, StringComparer.Ordinal)
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)
            .ToImmutableArray();

    public static Task RulesAsync(string markup, params (string Name, string Text)[] additionalFiles) => RulesAsync(new[] { ("/0/Test0.cs", markup) }, additionalFiles);

    public static async Task RulesAsync((string Name, string Text)[] sources, (string Name, string Text)[] additionalFiles, string? editorConfig = null, OutputKind output = OutputKind.DynamicallyLinkedLibrary, bool hasLambda = true)
    {
        var test = new RulesTest { TestState = { OutputKind = output }, ReferenceAssemblies = NothingToFetch, TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck };
        test.TestState.AdditionalReferences.AddRange(Framework);
        if (hasLambda)
        {
            test.TestState.AdditionalReferences.Add(StandIns);
        }

        test.TestState.AdditionalReferences.AddRange(Models);
        foreach (var source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        foreach (var file in additionalFiles)
        {
            test.TestState.AdditionalFiles.Add(file);
        }

        if (editorConfig != null)
        {
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + editorConfig));
        }

        await test.RunAsync();
    }

    public static readonly MetadataReference StandIns = MetadataReference.CreateFromFile(typeof(Amazon.Lambda.Core.ILambdaContext).Assembly.Location);

    /// <summary>The real libraries of what is expensive to build, and of a database in a file.</summary>
    public static readonly ImmutableArray<MetadataReference> Models =
    [
        .. new[]
        {
            typeof(Microsoft.ML.OnnxRuntime.InferenceSession), typeof(Microsoft.ML.MLContext), typeof(Microsoft.ML.DataViewSchema), typeof(Microsoft.ML.ITransformer), typeof(Microsoft.ML.StandardTrainersCatalog), typeof(MongoDB.Driver.MongoClient), typeof(Microsoft.Data.Sqlite.SqliteConnection),
        }.Select(static t => t.Assembly.Location).Distinct().Select(static p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>.NET 8 and ASP.NET Core, as the build has restored them: what the testing library fetches itself is incomplete the first time that a machine needs it.</summary>
    public static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. File.ReadAllLines(typeof(Verify).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "FrameworkReferences").Value!).Select(static p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>For the testing library, which insists on some; the references are <see cref="Framework"/>.</summary>
    public static readonly ReferenceAssemblies NothingToFetch = new("net8.0");

    /// <summary>The full result of all rules, in a stable order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FullAsync(Compilation compilation, AnalyzerOptions? options = null)
    {
        var failures = new List<string>();
        var result = await With(compilation, options, failures).GetAnalyzerDiagnosticsAsync();
        Assert.True(failures.Count == 0, string.Join("\n", failures));
        return Sorted(result);
    }

    /// <summary>Asserts that each document alone shows what the whole build shows, and that nothing changes from run to run.</summary>
    public static async Task LiveEqualsFullAsync(Compilation compilation, AnalyzerOptions? options = null)
    {
        var full = (await FullAsync(compilation, options)).Where(static d => d.Location.IsInSource).Select(static d => d.ToString()).ToList();
        var again = (await FullAsync(Recompiled(compilation), options)).Where(static d => d.Location.IsInSource).Select(static d => d.ToString()).ToList();
        Assert.Equal(full, again);

        var live = (await LiveAsync(Recompiled(compilation), options)).Select(static d => d.ToString());
        Assert.Equal(full.OrderBy(static x => x, StringComparer.Ordinal), live.OrderBy(static x => x, StringComparer.Ordinal));
    }

    /// <summary>What an editor shows that asks file by file.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> LiveAsync(Compilation compilation, AnalyzerOptions? options = null)
    {
        var live = new List<Diagnostic>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var failures = new List<string>();
            var one = With(compilation, options, failures);
            live.AddRange(Sorted(await one.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default)));
            Assert.True(failures.Count == 0, string.Join("\n", failures));
        }

        return live;
    }

    private static CompilationWithAnalyzers With(Compilation compilation, AnalyzerOptions? options, List<string> failures) =>
        compilation.WithAnalyzers(AllRules, new CompilationWithAnalyzersOptions(
            options ?? new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty),
            (e, analyzer, _) =>
            {
                lock (failures)
                {
                    failures.Add(analyzer.GetType().Name + ": " + e);
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));

    /// <summary>The same sources in new trees, so that no cache of the first run answers.</summary>
    private static Compilation Recompiled(Compilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(static t => t.WithRootAndOptions(t.GetRoot(), t.Options)));

    private static ImmutableArray<Diagnostic> Sorted(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal).ToImmutableArray();

    private sealed class RulesTest : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => AllRules;

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest);

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable).WithAllowUnsafe(true);

        protected override async Task<(Compilation compilation, ImmutableArray<Diagnostic> generatorDiagnostics)> GetProjectCompilationAsync(Project project, IVerifier verifier, System.Threading.CancellationToken cancellationToken)
        {
            var result = await base.GetProjectCompilationAsync(project, verifier, cancellationToken);
            await LiveEqualsFullAsync(result.compilation, project.AnalyzerOptions);
            return result;
        }
    }
}

internal static class Repository
{
    public static readonly string Root = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!);
}
