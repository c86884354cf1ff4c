using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Sdk;

namespace Lmi.Analyzers.Tests.Corpus;

/// <summary>
/// Every rule is silent on each file of Clean, and reports exactly the marked lines of each file of Hazards, a state once a line: <c>//! ID</c> (or <c>ID|ID</c>) must
/// be reported, <c>//! ID #group</c> on one line of the group, <c>//? ID</c> may be. Each file alone is one program.
/// </summary>
public class CorpusTests
{
    private static readonly string s_corpus = Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Corpus");

    /// <summary>Files that are right and on which the engine is not yet, with the reason. An entry that starts to pass must go.</summary>
    private static readonly Dictionary<string, string> s_knownDefects = new()
    {
    };

    /// <summary>What is wrong with each file, all files at once: one after the other would take several times as long.</summary>
    private static readonly Lazy<Task<Dictionary<string, List<string>>>> s_problems = new(ProblemsAsync);

    public static TheoryData<string> Clean() => new(Files("Clean"));

    public static TheoryData<string> Hazards() => new(Files("Hazards"));

    [Theory]
    [MemberData(nameof(Clean))]
    public Task Nothing_is_reported_on_correct_code(string file) => AssertAsExpectedAsync(file);

    [Theory]
    [MemberData(nameof(Hazards))]
    public Task Marked_lines_are_reported_once_and_no_others(string file) => AssertAsExpectedAsync(file);

    [Fact]
    public void Every_hazard_file_has_a_mark_and_no_clean_file_has_one()
    {
        Assert.All(Files("Hazards"), static f => Assert.Matches(@"//! LMI", File.ReadAllText(Path.Combine(s_corpus, f))));
        Assert.All(Files("Clean"), static f => Assert.DoesNotMatch(@"//[!?] ?LMI", File.ReadAllText(Path.Combine(s_corpus, f))));
    }

    [Fact]
    public void Every_known_defect_is_a_file() => Assert.Empty(s_knownDefects.Keys.Except(Files("Clean").Concat(Files("Hazards"))));

    private static async Task AssertAsExpectedAsync(string file)
    {
        var problems = (await s_problems.Value)[file];
        if (s_knownDefects.TryGetValue(file, out var reason))
        {
            Assert.True(problems.Count > 0, $"{file} passes now; it was listed because {reason}");
            return;
        }

        Assert.Empty(problems);
    }

    private static async Task<Dictionary<string, List<string>>> ProblemsAsync()
    {
        var references = Verify.Framework.Add(Verify.StandIns).AddRange(Verify.Models);
        var problems = new ConcurrentDictionary<string, List<string>>();
        await Parallel.ForEachAsync(Files("Clean").Concat(Files("Hazards")), async (file, _) =>
        {
            try
            {
                var compilation = Compile(file, references);
                problems[file] = Problems(compilation.SyntaxTrees.First(), await Verify.FullAsync(compilation));
                await Verify.LiveEqualsFullAsync(compilation);
            }
            catch (XunitException failure)
            {
                problems[file] = [failure.Message];
            }
        });
        return new(problems);
    }

    private static List<string> Problems(SyntaxTree tree, IEnumerable<Diagnostic> found)
    {
        var problems = new List<string>();
        var groups = new Dictionary<string, bool>();
        var warnings = found.Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Location.SourceTree == tree).ToList();
        var byLine = warnings.ToLookup(static d => d.Location.GetLineSpan().StartLinePosition.Line, static d => d.Id);
        var allByLine = found.Where(d => d.Location.SourceTree == tree).ToLookup(static d => d.Location.GetLineSpan().StartLinePosition.Line, static d => d.Id);
        var lines = tree.ToString().Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var mark = Regex.Match(lines[i], @"//([!?])\s*([A-Z0-9|]+)(?:\s+#(\w+))?");
            var ids = mark.Success ? mark.Groups[2].Value.Split('|') : [];
            var hit = allByLine[i].Any(ids.Contains); // an info may be asked for; nobody asks that there be none
            if (mark.Groups[1].Value == "!" && mark.Groups[3].Success)
            {
                groups[mark.Groups[3].Value] = hit | groups.GetValueOrDefault(mark.Groups[3].Value);
            }
            else if (mark.Groups[1].Value == "!" && !hit)
            {
                problems.Add($"missed {mark.Groups[2].Value} on line {i + 1}: {lines[i].Trim()}");
            }

            problems.AddRange(byLine[i].Where(id => !ids.Contains(id)).Select(id => $"false {id} on line {i + 1}: {lines[i].Trim()}"));
        }

        problems.AddRange(groups.Where(static g => !g.Value).Select(static g => "missed group #" + g.Key));
        problems.AddRange(warnings.GroupBy(static d => (d.Location.GetLineSpan().StartLinePosition.Line, d.AdditionalLocations[0])).Where(static twice => twice.Count() > 1)
            .Select(static twice => $"{string.Join(" and ", twice.Select(static d => d.Id))} for one state on line {twice.Key.Line + 1}"));
        return problems;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(Path.Combine(s_corpus, folder), "*.cs", SearchOption.AllDirectories)
            .Select(static f => Path.GetRelativePath(s_corpus, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The file alone, but for the lock type that .NET 8 does not have and that files on locks share.</summary>
    private static Compilation Compile(string file, IEnumerable<MetadataReference> references)
    {
        const string LockType = "Clean/LockKinds/Lock.cs";
        string[] sources = file != LockType && file.StartsWith("Clean/LockKinds/", StringComparison.Ordinal) ? [file, LockType] : [file];
        var compilation = CSharpCompilation.Create(
            "Corpus",
            sources.Select(static f => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(s_corpus, f)), new CSharpParseOptions(LanguageVersion.Latest), f)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return compilation;
    }
}
