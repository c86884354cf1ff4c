using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Corpus;

/// <summary>
/// Every rule is silent on each file of Clean, and reports exactly the marked lines of each file of Hazards: <c>//! ID</c> (or <c>ID|ID</c>) must be reported,
/// <c>//! ID #group</c> on one line of the group, <c>//? ID</c> may be.
/// </summary>
public class CorpusTests
{
    private static readonly string s_corpus = Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Corpus");

    /// <summary>Files that are right and on which the engine is not, yet. An entry that starts to pass must go.</summary>
    private static readonly Dictionary<string, string> s_knownDefects = new()
    {
        ["Hazards/Collections/InitializerAdd.cs"] = "an initializer that adds to what a getter returns is not followed",
        ["Hazards/Executable/TimerBesideInvocations.cs"] = "what a timer's lambda calls is not compared with what invocations read",
        ["Hazards/Writes/HiddenMembers.cs"] = "an interface call is taken to reach every implementation, whatever the receiver holds",
        ["Hazards/Hosting/SharedFilters.cs"] = "a filter that is an attribute is one object for all requests, which nothing tells the model",
        ["Hazards/InvocationData/LockedOverwrite.cs"] = "data that is written under a lock and read back under a later one counts as guarded",
    };

    public static TheoryData<string> Clean() => new(Files("Clean"));

    public static TheoryData<string> Hazards() => new(Files("Hazards"));

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task Nothing_is_reported_on_correct_code(string file)
    {
        var found = await Verify.FullAsync(await CompileAsync(file));

        Assert.Empty(found.Where(static d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [MemberData(nameof(Hazards))]
    public async Task Marked_lines_are_reported_and_no_others(string file)
    {
        var compilation = await CompileAsync(file);
        var problems = Problems(compilation.SyntaxTrees.First().ToString(), (await Verify.FullAsync(compilation)).Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        if (s_knownDefects.TryGetValue(file, out var reason))
        {
            Assert.True(problems.Count > 0, $"{file} passes now; it was listed because {reason}");
            return;
        }

        Assert.Empty(problems);
    }

    [Fact]
    public async Task Documents_alone_show_what_the_whole_build_shows()
    {
        foreach (var file in Files("Hazards"))
        {
            await Verify.LiveEqualsFullAsync(await CompileAsync(file));
        }
    }

    private static List<string> Problems(string text, IEnumerable<Diagnostic> found)
    {
        var problems = new List<string>();
        var groups = new Dictionary<string, bool>();
        var byLine = found.ToLookup(static d => d.Location.GetLineSpan().StartLinePosition.Line, static d => d.Id);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var mark = Regex.Match(lines[i], @"//([!?])\s*([A-Z0-9|]+)(?:\s+#(\w+))?");
            var ids = mark.Success ? mark.Groups[2].Value.Split('|') : [];
            var hit = byLine[i].Any(ids.Contains);
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
        return problems;
    }

    private static IEnumerable<string> Files(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(s_corpus, folder), "*.cs", SearchOption.AllDirectories).Select(static f => Path.GetRelativePath(s_corpus, f).Replace('\\', '/'));
        return files.Order(StringComparer.Ordinal);
    }

    /// <summary>The file with what other files of the corpus declare for it: global usings, and polyfills in the global or System namespaces.</summary>
    private static async Task<Compilation> CompileAsync(string file)
    {
        var references = (await Verify.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None)).Add(Verify.StandIns);
        var sources = new List<string> { file };
        if (file != "Clean/LockKinds/Lock.cs" && file.StartsWith("Clean/LockKinds/", StringComparison.Ordinal))
        {
            sources.Add("Clean/LockKinds/Lock.cs");
        }

        var compilation = CSharpCompilation.Create(
            "Corpus",
            sources.Select(static f => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(s_corpus, f)), new CSharpParseOptions(LanguageVersion.Latest), f)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return compilation;
    }
}
