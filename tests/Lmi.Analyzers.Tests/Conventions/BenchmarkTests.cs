using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.Benchmarks;
using Lmi.Analyzers.Benchmarks.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Conventions;

/// <summary>What the benchmarks measure is what they say: each rule finds its hazard in the generated code, and finds nothing in the code without hazards.</summary>
public class BenchmarkTests
{
    /// <summary>Rules about a project as a whole: what they cost does not depend on its code.</summary>
    private static readonly string[] s_ofTheProject = ["LMI4006", "LMI4007"];

    private static readonly Lazy<Task<ImmutableArray<Diagnostic>>> s_reported = new(static () => Verify.FullAsync(LiveCost.Compile(GeneratedProject.WithEachHazard(), isLambda: true), Options));

    public static TheoryData<string> Rules() => new(OurRules.Ids);

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Generated_code_has_the_hazard_of(string rule)
    {
        if (!s_ofTheProject.Contains(rule))
        {
            Assert.Contains(await s_reported.Value, d => d.Id == rule);
        }
    }

    [Fact]
    public async Task Generated_code_without_hazards_is_clean()
    {
        var clean = GeneratedProject.OfSize(GeneratedProject.WithEachHazard().Lines, hasHazards: false, isLambda: true);

        Assert.Empty((await Verify.FullAsync(LiveCost.Compile(clean, isLambda: true))).Where(static d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public async Task Generated_code_without_Lambda_compiles_and_shows_nothing() =>
        Assert.Empty(await Verify.FullAsync(LiveCost.Compile(GeneratedProject.OfSize(1_000, hasHazards: true, isLambda: false), isLambda: false)));

    [Theory]
    [InlineData("--lines 2000 --rounds 1 --clean --no-lambda --peer none", 2000, false, false)]
    [InlineData("--rules LMI1001,LMI1002 --live", 100_000, true, true)]
    public void Command_line(string line, int lines, bool hasHazards, bool isLambda)
    {
        var arguments = BenchmarkArguments.Parse(line.Split(' '));

        Assert.Equal((lines, hasHazards, isLambda), (arguments.Lines, arguments.HasHazards, arguments.IsLambda));
        Assert.Equal(line.Contains("--live", StringComparison.Ordinal), arguments.IsLive);
    }

    [Theory]
    [InlineData("--lines")]
    [InlineData("--lines many")]
    [InlineData("--rules LMI9999")]
    [InlineData("--peer AsyncFixer")]
    [InlineData("--assembly nowhere.dll")]
    [InlineData("fast")]
    public void Command_line_that_says_nothing(string line) => Assert.Throws<FormatException>(() => BenchmarkArguments.Parse(line.Split(' ')));

    private static AnalyzerOptions Options => new(GeneratedProject.AdditionalFiles.Select(static f => (AdditionalText)new File(f.Name, f.Text)).ToImmutableArray(), new Provider());

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Provider : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values : AnalyzerConfigOptions
        {
            private static readonly Dictionary<string, string> s_values = GeneratedProject.Options.ToDictionary(static o => o.Key, static o => o.Value);

            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => s_values.TryGetValue(key, out value);
        }
    }
}
