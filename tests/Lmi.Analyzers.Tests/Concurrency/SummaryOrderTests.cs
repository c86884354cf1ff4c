using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>
/// Which bodies the driver has delivered when a question is asked depends on chance. So a summary must be the same whether its body was delivered or opened, and the tokens of a file must know
/// of every use of its members and types that the summaries know of.
/// </summary>
public class SummaryOrderTests
{
    public static TheoryData<string> Folders() => new("Lmi.Analyzers.Corpus/Clean", "Lmi.Analyzers.Corpus/Hazards", "Lmi.Analyzers.Tests/Concurrency/Programs");

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Delivered_and_opened_are_the_same(string folder)
    {
        var different = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var delivery = new Delivery(Verify.AllRules[0].SupportedDiagnostics);
            await (await CompileAsync(file)).WithAnalyzers([delivery]).GetAnalyzerDiagnosticsAsync();
            var compilation = await CompileAsync(file);
            var opened = LmiContext.For(compilation, new AnalyzerOptions([]), CancellationToken.None)!.Concurrency.Summaries.In(compilation.SyntaxTrees.First(), CancellationToken.None);
            foreach (var member in opened)
            {
                var text = Text(member);
                var delivered = delivery.Members.TryGetValue(member.Id, out var known) ? Text(known) : "nothing";
                if (delivered != text)
                {
                    var start = Math.Max(0, text.Zip(delivered).TakeWhile(static pair => pair.First == pair.Second).Count() - 200);
                    different.Add($"{Path.GetFileName(file)}: {member.Id}\n  opened    …{string.Concat(text.Skip(start).Take(400))}…\n  delivered …{string.Concat(delivered.Skip(start).Take(400))}…");
                }
            }
        }

        Assert.True(different.Count == 0, string.Join("\n", different));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Tokens_know_of_every_use(string folder)
    {
        var unknown = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var compilation = await CompileAsync(file);
            var tree = compilation.SyntaxTrees.First();
            var index = TreeIndex.Of(tree, CancellationToken.None);
            var members = LmiContext.For(compilation, new AnalyzerOptions([]), CancellationToken.None)!.Concurrency.Summaries.In(tree, CancellationToken.None).ToList();
            Assert.Equal(index.Members.Count, members.Count);
            for (var i = 0; i < members.Count; i++)
            {
                // Whoever asks by a name that the summary has must find the member by a token that it has.
                unknown.AddRange(members[i].Names.Where(n => !TokensOf(n).Any(t => t == TreeIndex.ImplicitConversion || index.Mentioning(t).Contains(i)))
                    .Select(n => $"{Path.GetFileName(file)}: {members[i].Id} uses {n}"));
            }
        }

        Assert.True(unknown.Count == 0, string.Join("\n", unknown));
    }

    [Fact]
    public async Task What_the_user_says_about_a_type_counts_at_once()
    {
        var compilation = CSharpCompilation.Create(
            "Known",
            [CSharpSyntaxTree.ParseText("using Amazon.Lambda.Core; public class F { static readonly System.Text.StringBuilder s_text = new(); public void Handle(string input, ILambdaContext context) => s_text.Append(input); }", path: "F.cs")],
            Verify.Framework.Add(Verify.StandIns),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var safe = new AnalyzerOptions([new File("ours.lmi.txt", "thread-safe T:System.Text.StringBuilder https://ours.dev\n!not-thread-safe T:System.Text.StringBuilder\n")]);

        Assert.NotEmpty(await Verify.FullAsync(compilation));
        Assert.Empty(await Verify.FullAsync(compilation, safe));
        Assert.NotEmpty(await Verify.FullAsync(compilation));
    }

    /// <summary>The tokens for a name that the engine looks for.</summary>
    private static IEnumerable<string> TokensOf(string name) => name switch
    {
        SummaryBuilder.EntryPointMention => EntryPoints.HostingNames,
        "Dispose" or "DisposeAsync" => [name, TreeIndex.Using],
        "GetEnumerator" or "GetAsyncEnumerator" => [name, TreeIndex.ForEach],
        "GetAwaiter" or "GetResult" or "IsCompleted" => [name, TreeIndex.Await],
        "Deconstruct" => [name, TreeIndex.Deconstruction],
        _ => [name, TreeIndex.ImplicitCreation],
    };

    private static async Task<Compilation> CompileAsync(string file) => CSharpCompilation.Create(
        "Order",
        [CSharpSyntaxTree.ParseText(await System.IO.File.ReadAllTextAsync(file), new CSharpParseOptions(LanguageVersion.Latest), file)],
        Verify.Framework.Add(Verify.StandIns),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    /// <summary>All that a summary holds, as text; names in any order.</summary>
    private static string Text(object? value, HashSet<object>? above = null)
    {
        above ??= new HashSet<object>(ReferenceEqualityComparer.Instance);
        switch (value)
        {
            case null or string or Enum or TextSpan or IConvertible:
                return value + "";
            case SyntaxTree or SyntaxNode or ISymbol:
                return value.GetType().Name;
        }

        if (!value.GetType().IsValueType && !above.Add(value))
        {
            return "^";
        }

        string text;
        if (value is IEnumerable items)
        {
            var all = value is IStructuralEquatable and not Array && value.Equals(Activator.CreateInstance(value.GetType())) ? [] : items.Cast<object>().Select(item => Text(item, above));
            text = "[" + string.Join(",", value.GetType().Name.StartsWith("Immutable", StringComparison.Ordinal) || value is IList and not string[] ? all : all.Order(StringComparer.Ordinal)) + "]";
        }
        else
        {
            text = value.GetType().Name + string.Concat(value.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .OrderBy(static f => f.Name, StringComparer.Ordinal).Select(f => $" {f.Name}={Text(f.GetValue(value), above)}"));
        }

        above.Remove(value);
        return text;
    }

    /// <summary>Summarises what the driver delivers, and nothing else.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1001", Justification = "Created by hand.")]
    private sealed class Delivery(ImmutableArray<DiagnosticDescriptor> some) : DiagnosticAnalyzer
    {
        public Dictionary<string, MemberSummary> Members { get; } = new(StringComparer.Ordinal);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => some;

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(start =>
            {
                var summaries = LmiContext.For(start.Compilation, start.Options, start.CancellationToken)!.Concurrency.Summaries;
                start.RegisterOperationBlockAction(block => summaries.Collect(block.OwningSymbol, block.OperationBlocks));
                start.RegisterCompilationEndAction(end =>
                {
                    foreach (var member in summaries.In(end.Compilation.SyntaxTrees.First(), end.CancellationToken))
                    {
                        Members[member.Id] = member;
                    }
                });
            });
        }
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
