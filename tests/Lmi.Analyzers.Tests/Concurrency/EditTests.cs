using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>What is kept from before an edit must not answer for the code after it.</summary>
public class EditTests
{
    private const int Edits = 40; // more than an old table of names outlives

    [Fact]
    public async Task After_each_edit_the_answers_are_those_of_a_new_program()
    {
        string[] files =
        [
            "using Amazon.Lambda.Core; public class First { public void Handle(string input, ILambdaContext context) { /**/ } }",
            "using Amazon.Lambda.Core; public class Second { public void Handle(string input, ILambdaContext context) { /**/ } }",
            "public static class Visits { static int s_count; public static void Add() { s_count++; } public static void Other() { /**/ } }",
            "public static class Names { static string s_last; public static void Keep() { s_last = System.Environment.MachineName + s_last; /**/ } }",
        ];
        string[] bodies = ["", "Visits.Add();", "Names.Keep();", "Visits.Other();", "Visits.Add(); Names.Keep();"];
        var compilation = await CompileAsync(files);
        var seen = new HashSet<string>();
        for (var edit = 0; edit < Edits; edit++)
        {
            var tree = compilation.SyntaxTrees.ElementAt(edit * 3 % files.Length);
            var text = tree.GetText();
            var open = text.ToString().IndexOf("/**/", System.StringComparison.Ordinal);
            var close = text.ToString().IndexOf('}', open);
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text.Replace(new TextSpan(open + 4, close - open - 4), bodies[edit * 7 % bodies.Length])));

            var expected = await AnswersAsync(await CompileAsync(compilation.SyntaxTrees.Select(static t => t.ToString()).ToArray()));
            Assert.Equal(expected, await AnswersAsync(compilation));
            seen.Add(expected);
        }

        Assert.True(seen.Count > 3, "the edits change too little");
    }

    /// <summary>File by file, as an editor asks.</summary>
    private static async Task<string> AnswersAsync(Compilation compilation)
    {
        var driver = compilation.WithAnalyzers(Verify.AllRules);
        var found = new List<string>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            found.AddRange((await driver.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None)).Select(static d => d.ToString()).Order());
        }

        return string.Join("\n", found);
    }

    private static async Task<Compilation> CompileAsync(string[] files) => CSharpCompilation.Create(
        "Edited",
        files.Select(static (text, i) => CSharpSyntaxTree.ParseText(text, path: $"{i}.cs")),
        Verify.Framework.Add(Verify.StandIns),
        s_options);

    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary);
}
