using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.Concurrency;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Resources;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>
/// In which order files and rules ask the model is chance, and must not change what it answers. Each program is cut into one file for each of its types, so that files need each other.
/// </summary>
public class QuestionOrderTests
{
    private const int Seed = 20250101;

    public static TheoryData<string> Folders() => new("Lmi.Analyzers.Corpus/Clean", "Lmi.Analyzers.Corpus/Hazards", "Lmi.Analyzers.Tests/Concurrency/Programs");

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Any_order_of_questions_has_the_same_answers(string folder)
    {
        var different = new ConcurrentQueue<string>();
        var programs = 0;
        await Parallel.ForEachAsync(Directory.GetFiles(Path.Combine(Repository.Root, "tests", folder), "*.cs", SearchOption.AllDirectories), async (file, _) =>
        {
            var files = CutProgram.Of(await File.ReadAllTextAsync(file));
            if (files.Length < 2)
            {
                return;
            }

            Interlocked.Increment(ref programs);
            var random = new Random(Seed);
            var inOrder = Answers(await CutProgram.CompileAsync(files), static _ => { });
            var shuffled = Answers(await CutProgram.CompileAsync(files), random.Shuffle);
            if (!inOrder.SequenceEqual(shuffled))
            {
                different.Enqueue($"{Path.GetFileName(file)}:\n  {string.Join("\n  ", inOrder.Except(shuffled).Select(static d => "in order " + d).Concat(shuffled.Except(inOrder).Select(static d => "shuffled " + d)))}");
            }
        });

        Assert.True(programs > 10, "too few programs have several types");
        Assert.True(different.IsEmpty, string.Join("\n", different));
    }

    /// <summary>Whoever is asked about first is in the middle of its answer when the other leads back to it.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task What_recursive_factories_build(int first, int second)
    {
        string[] files =
        [
            Function("First", "Models.Load(1)"),
            Function("Second", "Models.Retry(1)"),
            """
            using Microsoft.ML.OnnxRuntime;
            static class Models
            {
                public static InferenceSession Load(int left)
                {
                    if (left > 0)
                    {
                        return Retry(left - 1);
                    }

                    return Open();
                }

                public static InferenceSession Retry(int left) => Load(left);
                private static InferenceSession Open() => new("model.onnx");
            }
            """,
        ];

        var compilation = await CutProgram.CompileAsync(files);
        var trees = compilation.SyntaxTrees.ToArray();
        var model = LmiContext.For(compilation, new AnalyzerOptions([]), CancellationToken.None)!.Concurrency;
        foreach (var tree in new[] { trees[first], trees[second] })
        {
            Assert.Equal(RaceKind.HeavyInitialization, Assert.Single(model.RacesIn(tree, CancellationToken.None)).Kind);
        }

        static string Function(string name, string load) =>
            $$"""
            using Amazon.Lambda.Core;
            using Microsoft.ML.OnnxRuntime;
            public class {{name}}
            {
                private static InferenceSession? s_model;
                public void Handle(string input, ILambdaContext context) => s_model ??= {{load}};
            }
            """;
    }

    /// <summary>All that the rules could be told of each file, by one model.</summary>
    private static List<string> Answers(Compilation compilation, Action<(SyntaxTree File, int Question)[]> shuffle)
    {
        var model = LmiContext.For(compilation, new AnalyzerOptions([]), CancellationToken.None)!.Concurrency;
        var order = compilation.SyntaxTrees.SelectMany(static file => Enumerable.Range(0, s_questions.Length).Select(question => (File: file, Question: question))).ToArray();
        shuffle(order);
        return order.SelectMany(asked => s_questions[asked.Question](model, asked.File).Cast<object>().Select(answer => $"{asked.File.FilePath} {asked.Question}: {Text(answer)}")).Order(StringComparer.Ordinal).ToList();
    }

    private static readonly Func<ConcurrencyModel, SyntaxTree, IEnumerable>[] s_questions =
    [
        static (model, file) => model.RacesIn(file, CancellationToken.None),
        static (model, file) => model.UnsafeObjectsIn(file, CancellationToken.None),
        static (model, file) => model.PerThreadStatesIn(file, CancellationToken.None),
        static (model, file) => model.SubscriptionsIn(file, CancellationToken.None),
        static (model, file) => model.FileHazardsIn(file, CancellationToken.None),
        static (model, file) => model.EndingsIn(file, CancellationToken.None),
        static (model, file) => model.SerializedIn(file, CancellationToken.None),
        static (model, file) => model.AbsentVariablesIn(file, CancellationToken.None),
        .. Enum.GetValues<HeavyKind>().Select(static kind => (Func<ConcurrencyModel, SyntaxTree, IEnumerable>)((model, file) => model.ResourcesIn(file, kind, CancellationToken.None))),
        .. Enum.GetValues<EffectKind>().SelectMany(static kind => Enum.GetValues<Way>().Select(way => (Func<ConcurrencyModel, SyntaxTree, IEnumerable>)((model, file) => model.EffectsIn(file, kind, way, CancellationToken.None)))),
    ];

    /// <summary>An answer with all that a message could say of it.</summary>
    private static string Text(object? value, int depth = 0) => value switch
    {
        null or string or IConvertible => value + "",
        Location location => location.SourceTree?.FilePath + location.SourceSpan,
        BodySummary body => body.Id,
        SyntaxTree tree => tree.FilePath,
        ITuple tuple => string.Join(" ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i], depth + 1))),
        IStructuralEquatable array when array.Equals(Activator.CreateInstance(value.GetType())) => "",
        IEnumerable items => string.Join(",", items.Cast<object>().Select(item => Text(item, depth + 1))),
        _ when depth > 4 || value.GetType().Assembly != typeof(LmiContext).Assembly => value.ToString() ?? "",
        _ => value.GetType().Name + string.Concat(value.GetType().GetProperties().Where(static p => p.GetIndexParameters().Length == 0).Select(p => $" {p.Name}={Text(p.GetValue(value), depth + 1)}")),
    };

}
