using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lmi.Analyzers.Tests.Conventions;

/// <summary>The sources of this repository, as text and compiled.</summary>
internal static class OwnSource
{
    /// <summary>Every C# file that is ours to write, by its path from the root.</summary>
    public static readonly ImmutableArray<string> Files = new[] { "src", "tests", "samples" }
        .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ToImmutableArray();

    /// <summary>An options provider for which the scope is "library".</summary>
    public static readonly AnalyzerOptions AsLibrary = new(ImmutableArray<AdditionalText>.Empty, new LibraryScope());

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static readonly ConcurrentDictionary<string, Lazy<Compilation>> s_compiled = new();

    /// <summary>One project of ours, against what the tests run on.</summary>
    public static Compilation Compile(string project) => s_compiled.GetOrAdd(project, static p => new Lazy<Compilation>(() => Create(p))).Value;

    private static Compilation Create(string project)
    {
        var compilation = CSharpCompilation.Create(
            project,
            Files.Where(f => f.StartsWith($"src/{project}/", StringComparison.Ordinal)).Select(static f => CSharpSyntaxTree.ParseText(Read(f), new CSharpParseOptions(LanguageVersion.Latest), f)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(p => Path.GetFileNameWithoutExtension(p) != project).Select(static p => MetadataReference.CreateFromFile(p)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private sealed class LibraryScope : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values : AnalyzerConfigOptions
        {
            private static readonly Dictionary<string, string> s_values = new() { ["lmi_scope"] = "library" };

            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => s_values.TryGetValue(key, out value);
        }
    }
}
