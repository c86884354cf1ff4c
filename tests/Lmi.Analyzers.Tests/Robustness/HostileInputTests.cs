using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Robustness;

/// <summary>No input makes a rule throw, and every input gets the same answer twice. <see cref="Verify.FullAsync"/> asserts the first.</summary>
public class HostileInputTests
{
    private const string Handler = "using Amazon.Lambda.Core; public class Function { static int s_n; public int Handle(string input, ILambdaContext context) { ";

    [Theory]
    [InlineData(Handler)]
    [InlineData(Handler + "s_n++; lock (")]
    [InlineData(Handler + "s_n = new Missing<int>(s_n, => ).Value ??= s_n; return 1; } }")]
    [InlineData("class A : B { } class B : A { int _n; void M(string s, Amazon.Lambda.Core.ILambdaContext c) => _n++; }")]
    [InlineData("interface I : I { } struct S { S _s; void M(string s, Amazon.Lambda.Core.ILambdaContext c) { _s._s = this; } }")]
    [InlineData(Handler + "A(); return 1; } void A() => B(); void B() { s_n++; A(); B(); } }")]
    [InlineData("using Amazon.Lambda.Core; class F { object _o; public void H(string s, ILambdaContext c) { _o = _o; _o = G(_o); } object G(object x) => G(G(x)); }")]
    [InlineData("using Amazon.Lambda.Core; class F { System.Func<object> _f; public void H(string s, ILambdaContext c) { _f = () => _f(); _f(); } }")]
    public Task Code_with_errors_and_cycles(string code) => SameTwiceAsync(code);

    /// <summary>Whether a lock is shared depends on who calls, and who calls on whether that lock is shared.</summary>
    [Fact]
    public Task Locks_that_depend_on_each_other() => SameTwiceAsync("""
        using Amazon.Lambda.Core;

        public class Worker
        {
            private static int s_n;
            private readonly object _gate = new();
            public Worker? Next;

            public void Outer()
            {
                lock (_gate)
                {
                    Inner(this);
                }
            }

            public static void Inner(Worker worker)
            {
                s_n++;
                lock (worker._gate)
                {
                    worker.Outer();
                    worker.Next!.Outer();
                }
            }
        }

        public class Function
        {
            public void Handle(string input, ILambdaContext context)
            {
                var worker = new Worker();
                worker.Next = new Worker();
                worker.Outer();
            }
        }
        """);

    [Fact]
    public async Task A_call_graph_with_ten_thousand_callers()
    {
        // All of them lead to one write, and a thousand of them to each other as well.
        var code = new StringBuilder("using Amazon.Lambda.Core; public class Function { static int s_n; public int Handle(string input, ILambdaContext context) { M9999(); return 1; } static void Write() => s_n++;\n");
        for (var i = 0; i < 10_000; i++)
        {
            code.Append($"static void M{i}() {{ Write(); {(i < 1_000 ? $"s_n = {i}; M{i + 1}(); M{i / 2}();" : "")} }}\n");
        }

        await SameTwiceAsync(code.Append('}').ToString());
    }

    [Fact]
    public async Task Deep_expressions()
    {
        await SameTwiceAsync(Handler + "var text = input" + string.Concat(Enumerable.Repeat(" + input", 800)) + "; s_n = text.Length; return 1; } }");
    }

    [Fact]
    public async Task Cancellation_at_any_point_leaves_nothing_behind()
    {
        var compilation = await CompileAsync(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Tests", "Concurrency", "Programs", "Guards", "Every_kind_of_lock.cs")));
        var expected = (await Verify.FullAsync(Copy(compilation))).Select(static d => d.ToString()).ToList();
        for (var delay = 0; delay < 40; delay += 2)
        {
            var same = Copy(compilation);
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(delay));
            try
            {
                await same.WithAnalyzers(Verify.AllRules, new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty)).GetAnalyzerDiagnosticsAsync(source.Token);
            }
            catch (OperationCanceledException)
            {
            }

            Assert.Equal(expected, (await Verify.FullAsync(same)).Select(static d => d.ToString()));
        }
    }

    [Fact]
    public void Mutated_syntax()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Corpus"), "*.cs", SearchOption.AllDirectories)
            .Where(static f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var mutation = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 100_000], Gen.Int[0, 100_000]);
        Gen.Select(Gen.Int[0, files.Length - 1], mutation.Array[1, 6]).Sample(
            (file, mutations) => SameTwiceAsync(Mutate(File.ReadAllText(files[file]), mutations)).GetAwaiter().GetResult(),
            iter: 150,
            threads: 1);
    }

    /// <summary>Deletes, doubles or swaps nodes and tokens.</summary>
    private static string Mutate(string code, (int Kind, int First, int Second)[] mutations)
    {
        foreach (var (kind, first, second) in mutations)
        {
            var parts = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodesAndTokens().Where(static p => p.Span.Length > 0).Select(static p => p.Span).ToList();
            if (parts.Count == 0)
            {
                return code;
            }

            var (a, b) = (parts[first % parts.Count], parts[second % parts.Count]);
            var text = SourceText.From(code);
            var changes = kind switch
            {
                0 => [new TextChange(a, "")],
                1 => [new TextChange(new TextSpan(a.End, 0), " " + text.ToString(a))],
                _ when !a.OverlapsWith(b) && a != b => new List<TextChange> { new(a, text.ToString(b)), new(b, text.ToString(a)) },
                _ => [],
            };
            code = text.WithChanges(changes.OrderBy(static c => c.Span.Start)).ToString();
        }

        return code;
    }

    private static async Task SameTwiceAsync(string code)
    {
        var compilation = await CompileAsync(code);
        var first = (await Verify.FullAsync(compilation)).Select(static d => d.ToString());
        Assert.Equal(first, (await Verify.FullAsync(Copy(compilation))).Select(static d => d.ToString()));
    }

    private static async Task<Compilation> CompileAsync(string code) => CSharpCompilation.Create(
        "Hostile",
        [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest), "Hostile.cs")],
        (await Verify.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None)).Add(Verify.StandIns),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    private static Compilation Copy(Compilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(static t => t.WithRootAndOptions(t.GetRoot(), t.Options)));
}
