using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Lmi.Analyzers.Knowledge;
using Lmi.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Robustness;

/// <summary>What a user's files and options may hold: no rule throws, what cannot be read is reported at its place or passed over, and the rest still counts.</summary>
public class HostileFilesTests
{
    private const string Code = "using Amazon.Lambda.Core; public class Function { static int s_n; public int Handle(string input, ILambdaContext context) => s_n++; }";

    private const string Facts = "# ours\nthread-safe T:Vendor.Table https://vendor.dev\nentry-point M:Vendor.Host.Serve(System.Action{System.String}) parameter=handler https://vendor.dev\n!heavy T:Vendor.Model\n";

    private const string Defaults = """{ "profile": "", /* c */ "function-handler": "Orders::Acme.Function::Handle", "nested": [ { "a": "\u00e9\n" }, 1.5e3, null ] }""";

    private const string Template = """
        Globals:
          Function: { Handler: "Orders::Acme.Function::Handle", Environment: { Variables: { A: 'it''s', B: [x, "y"] } } }
        Resources:
          One:
            Type: AWS::Serverless::Function
            Properties:
              Description: |
                Several lines
              Handler: !Sub "${Assembly}::Acme.One::Handle"
        """;

    private static readonly string[] s_signs = ["", "{", "}", "[", "\"", "'", ":", "\n", "\t", "- ", "#", "&a", "*a", "!", "!!", "|", "\0", "\uFEFF", "\uD800"];

    /// <summary>Files as they are while somebody types: cut, doubled, with anything in them.</summary>
    [Theory]
    [InlineData("facts.lmi.txt", Facts)]
    [InlineData("aws-lambda-tools-defaults.json", Defaults)]
    [InlineData("serverless.template", Defaults)]
    [InlineData("template.yaml", Template)]
    public void Any_text(string name, string text)
    {
        var edit = Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, text.Length], Gen.OneOf(Gen.Int[0, s_signs.Length - 1].Select(static i => s_signs[i]), Gen.String));
        edit.Array[1, 4].Sample(
            edits =>
            {
                var edited = text;
                foreach (var (from, to, put) in edits)
                {
                    var (start, end) = (Math.Min(Math.Min(from, to), edited.Length), Math.Min(Math.Max(from, to), edited.Length));
                    edited = edited.Substring(0, start) + put + edited.Substring(end);
                }

                var file = ImmutableArray.Create<AdditionalText>(new Text(name, edited));
                Assert.All(ConfiguredHandlers.Read(file, CancellationToken.None), h => Assert.InRange(h.Span.End, 0, edited.Length));
                Assert.All(KnowledgeBase.WithUserFiles(file, CancellationToken.None).BadLines, line => Assert.InRange(line.Span.End, 0, edited.Length));
            },
            seed: new PCG(1, 1).ToString(),
            iter: 2_000,
            threads: 1);
    }

    [Fact]
    public async Task Deep_and_unreadable_files()
    {
        var files = new[]
        {
            new Text("aws-lambda-tools-defaults.json", string.Concat(Enumerable.Repeat("{\"a\":[", 100_000))),
            new Text("template.yaml", string.Concat(Enumerable.Range(0, 2_000).Select(static i => new string(' ', i) + "a:\n"))),
            new Text("serverless.template", null),
            new Text("gone.lmi.txt", null),
            new Text("long.lmi.txt", new string('x', 1_000_000)),
        };

        Assert.Equal(["LMI0001", "LMI1002"], await IdsAsync(files, []));
    }

    /// <summary>A value that an option cannot take is reported once, and the option keeps its default.</summary>
    [Fact]
    public async Task Any_value_of_any_option()
    {
        foreach (var option in LmiOptions.All)
        {
            foreach (var value in new[] { "handlers, library", "99999999999999999999", "-1", "\0\uD800", "relative" })
            {
                Assert.Equal(["LMI0002", "LMI1002"], await IdsAsync([], new() { [option.Key] = value }));
            }
        }
    }

    private static async Task<IEnumerable<string>> IdsAsync(IEnumerable<AdditionalText> files, Dictionary<string, string> values) =>
        (await Verify.FullAsync(await Hostile.CompileAsync(Code), new AnalyzerOptions(files.ToImmutableArray(), new Values(values)))).Select(static d => d.Id).Order(StringComparer.Ordinal);

    private sealed class Text(string path, string? text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => text == null ? null : SourceText.From(text);
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Given(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Given(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
