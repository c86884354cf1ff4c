using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.Benchmarks.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Benchmarks;

/// <summary>
/// What an editor waits for after one edit inside a method: the diagnostics of that file, from our rules, from an empty analyzer, and from the compiler itself. Each is asked of a
/// compilation of its own with the same edit, which has everything of the one before but that file.
/// </summary>
internal static class LiveCost
{
    public static async Task MeasureAsync(BenchmarkArguments arguments, GeneratedProject project, TextWriter output)
    {
        var ours = OurRules.All.Where(r => arguments.Rules.IsEmpty || r.SupportedDiagnostics.Any(d => arguments.Rules.Contains(d.Id))).ToImmutableArray();
        var nothing = ImmutableArray.Create<DiagnosticAnalyzer>(new EmptyAnalyzer());
        var contenders = new (string Name, Func<Compilation, SyntaxTree, Task> Ask)[]
        {
            ("the compiler's own", static (compilation, tree) => Task.FromResult(compilation.GetSemanticModel(tree).GetDiagnostics())),
            ("an empty analyzer", (compilation, tree) => AskAsync(nothing, compilation, tree)),
            ("Lmi.Analyzers", (compilation, tree) => AskAsync(ours, compilation, tree)),
        };
        var compilation = Compile(project, arguments.IsLambda);
        var elapsed = contenders.ToDictionary(static c => c.Name, static _ => new List<double>());
        for (var round = 0; round <= arguments.Rounds; round++)
        {
            var file = compilation.SyntaxTrees.ElementAt(round * 7 % compilation.SyntaxTrees.Count());
            foreach (var (name, ask) in contenders)
            {
                // The file as the editor had shown it, then the edit.
                await ask(compilation, file);
                var edited = Edited(file, round);
                var changed = compilation.ReplaceSyntaxTree(file, edited);
                var start = Stopwatch.GetTimestamp();
                await ask(changed, edited);
                if (round > 0)
                {
                    elapsed[name].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            compilation = compilation.ReplaceSyntaxTree(file, Edited(file, round));
        }

        output.WriteLine($"{"",-24} {"ms",8}   least..most");
        foreach (var (name, _) in contenders)
        {
            output.WriteLine($"{name,-24} {BuildCost.Median(elapsed[name]),8:0.0}   {elapsed[name].Min():0.0}..{elapsed[name].Max():0.0}");
        }
    }

    /// <summary>The generated code as one compilation, with no error in it.</summary>
    public static Compilation Compile(GeneratedProject project, bool isLambda)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(Vosk.Model).Assembly.Location)
            .Concat(isLambda ? [typeof(Amazon.Lambda.Core.ILambdaContext).Assembly.Location] : [])
            .Select(static path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Bench",
            project.Sources.Select(static s => CSharpSyntaxTree.ParseText(s.Text, new CSharpParseOptions(LanguageVersion.Latest), s.Name)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics().FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error) is { } error ? throw new InvalidOperationException(error.ToString()) : compilation;
    }

    private static Task AskAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, Compilation compilation, SyntaxTree tree) =>
        compilation.WithAnalyzers(analyzers).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None);

    /// <summary>One more statement in the handler.</summary>
    private static SyntaxTree Edited(SyntaxTree tree, int round)
    {
        const string Before = "        await Step0(claim);\n";
        var text = tree.GetText();
        return tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(text.ToString().IndexOf(Before, StringComparison.Ordinal), 0), $"        await _log.WriteAsync({round});\n")));
    }
}
