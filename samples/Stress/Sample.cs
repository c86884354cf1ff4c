using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Lmi.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Stress;

/// <summary>The sources of samples/OrderIntake, in memory: as they stand, or after some code fixes.</summary>
internal sealed class Sample(Project project)
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_rules = ImmutableArray.CreateRange(Instances<DiagnosticAnalyzer>(typeof(LmiAnalyzer).Assembly));
    private static readonly ImmutableArray<CodeFixProvider> s_fixes = ImmutableArray.CreateRange(Instances<CodeFixProvider>(Assembly.Load("Lmi.Analyzers.CodeFixes")));

    public static Sample Read()
    {
        var directory = typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "Sample").Value!;
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ILambdaContext).Assembly.Location);
        var project = new AdhocWorkspace().AddProject("OrderIntake", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .AddMetadataReferences(platform.Select(static path => MetadataReference.CreateFromFile(path)));
        foreach (var file in Directory.GetFiles(directory, "*.cs").Order(StringComparer.Ordinal))
        {
            project = project.AddDocument(Path.GetFileName(file), SourceText.From(File.ReadAllText(file)), filePath: file).Project;
        }

        return new Sample(project);
    }

    /// <summary>Our warnings, in the order of the sources.</summary>
    public async Task<ImmutableArray<Diagnostic>> WarningsAsync()
    {
        var compilation = await project.GetCompilationAsync();
        var diagnostics = await compilation!.WithAnalyzers(s_rules, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return diagnostics.OrderBy(static d => d.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start).ToImmutableArray();
    }

    /// <summary>Applies the first fix that is offered, and again, until no warning has one.</summary>
    public async Task<(Sample Repaired, int Applied)> RepairAsync()
    {
        const int most = 100;
        var sample = this;
        for (var applied = 0; applied < most; applied++)
        {
            if (await sample.FirstFixAsync() is not { } next)
            {
                return (sample, applied);
            }

            sample = next;
        }

        throw new InvalidOperationException($"{most} fixes were applied, and there are still more.");
    }

    public byte[] Emit()
    {
        using var stream = new MemoryStream();
        var result = project.GetCompilationAsync().GetAwaiter().GetResult()!.Emit(stream);
        return result.Success ? stream.ToArray() : throw new InvalidOperationException("The sample does not compile:\n" + string.Join('\n', result.Diagnostics));
    }

    private async Task<Sample?> FirstFixAsync()
    {
        foreach (var warning in await WarningsAsync())
        {
            foreach (var fix in s_fixes.Where(f => f.FixableDiagnosticIds.Contains(warning.Id)))
            {
                var offered = new List<CodeAction>();
                await fix.RegisterCodeFixesAsync(new CodeFixContext(project.GetDocument(warning.Location.SourceTree)!, warning, (action, _) => offered.Add(action), CancellationToken.None));
                if (offered.Count > 0)
                {
                    var operations = await offered[0].GetOperationsAsync(CancellationToken.None);
                    return new Sample(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!);
                }
            }
        }

        return null;
    }

    private static IEnumerable<T> Instances<T>(Assembly assembly) =>
        assembly.GetTypes().Where(static t => !t.IsAbstract && typeof(T).IsAssignableFrom(t)).OrderBy(static t => t.Name, StringComparer.Ordinal).Select(static t => (T)Activator.CreateInstance(t, nonPublic: true)!);
}
