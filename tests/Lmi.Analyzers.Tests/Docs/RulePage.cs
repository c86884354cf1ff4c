using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>
/// The page of a rule, and what on it is written from the rule: the title and the header table, but for the words on the
/// fix. <c>LMI_UPDATE_DOCS=1 dotnet test</c> writes; otherwise what is out of date fails.
/// </summary>
internal sealed class RulePage
{
    /// <summary>Each rule that a page must describe, by id.</summary>
    public static readonly ImmutableSortedDictionary<string, DiagnosticDescriptor> Rules =
        Verify.AllRules.SelectMany(static a => a.SupportedDiagnostics).ToImmutableSortedDictionary(static d => d.Id, static d => d, StringComparer.Ordinal);

    public static readonly ImmutableArray<CodeFixProvider> Fixes = typeof(CodeFixes.LmiCodeFix).Assembly.GetTypes()
        .Where(static t => !t.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(t))
        .Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!)
        .ToImmutableArray();

    private static readonly Regex s_header = new(@"\A# [^\n]*\n\n\| \| \|\n\|---\|---\|\n\| Category \|[^\n]*\n\| Severity \|[^\n]*\n\| Fix \| (?<fix>[^\n|]+) \|\n\n");

    public RulePage(DiagnosticDescriptor rule)
    {
        Rule = rule;
        Path = System.IO.Path.Combine(Repository.Root, "docs", "rules", rule.Id + ".md");
        Text = File.ReadAllText(Path);
    }

    public DiagnosticDescriptor Rule { get; }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The words of the header table on the fix; <c>none</c> when there is none.</summary>
    public string Fix => Header.Groups["fix"].Value.Trim();

    private Match Header => s_header.Match(Text) is { Success: true } header ? header : throw new InvalidDataException(Path + " does not begin with a title and a header table as _template.md has them");

    /// <summary>The page with its title and header table as the rule says.</summary>
    public string UpToDate() =>
        $"# {Rule.Id}: {Rule.Title}\n\n| | |\n|---|---|\n| Category | {Rule.Category} |\n| Severity | {Rule.DefaultSeverity} |\n| Fix | {Fix} |\n\n" + Text.Substring(Header.Length);

    /// <summary>Compares with the file; writes the file instead when the docs are being updated.</summary>
    public static void AssertOrUpdate(string path, string upToDate)
    {
        if (Environment.GetEnvironmentVariable("LMI_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, upToDate);
            return;
        }

        Assert.Equal(upToDate, File.ReadAllText(path));
    }
}
