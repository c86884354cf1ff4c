using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Xunit;

namespace Lmi.Analyzers.Tests.Robustness;

/// <summary>Runs all rules over code that no compiler accepts. <see cref="Verify.FullAsync"/> asserts that none of them throws.</summary>
internal static class Hostile
{
    public static async Task SameTwiceAsync(string code)
    {
        var compilation = await CompileAsync(code);
        var first = (await Verify.FullAsync(compilation)).Select(static d => d.ToString());
        Assert.Equal(first, (await Verify.FullAsync(Copy(compilation))).Select(static d => d.ToString()));
    }

    public static async Task<Compilation> CompileAsync(string code) => CSharpCompilation.Create(
        "Hostile",
        [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest), "Hostile.cs")],
        Verify.Framework.Add(Verify.StandIns),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    /// <summary>Does the compiler itself have operations for all of this code? Of some code that does not compile it fails to make them, whoever asks.</summary>
    public static bool HasOperations(Compilation compilation)
    {
        try
        {
            foreach (var tree in compilation.SyntaxTrees)
            {
                var model = compilation.GetSemanticModel(tree);
                foreach (var node in tree.GetRoot().DescendantNodes())
                {
                    if (node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or GlobalStatementSyntax)
                    {
                        _ = model.GetOperation(node)?.Descendants().Count();
                    }
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The same sources in new trees, so that no cache answers.</summary>
    public static Compilation Copy(Compilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(static t => t.WithRootAndOptions(t.GetRoot(), t.Options)));

    /// <summary>A run that is cancelled on its way ends with that or with its result, no rule fails in it, and the next run of the same compilation finds all.</summary>
    public static async Task AssertUnchangedByCancellationAsync(Compilation compilation, TimeSpan delay, IEnumerable<string> expected)
    {
        var failures = new List<string>();
        using var source = new CancellationTokenSource(delay);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty),
            (e, analyzer, _) =>
            {
                lock (failures)
                {
                    failures.Add(analyzer.GetType().Name + ": " + e);
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        try
        {
            await compilation.WithAnalyzers(Verify.AllRules, options).GetAnalyzerDiagnosticsAsync(source.Token);
        }
        catch (OperationCanceledException)
        {
        }

        Assert.Empty(failures);
        Assert.Equal(expected, (await Verify.FullAsync(compilation)).Select(static d => d.ToString()));
    }
}
