using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Lmi.Analyzers.Tests.Docs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lmi.Analyzers.Tests.Conventions;

/// <summary>If you forget a piece of a rule, a test here tells you which.</summary>
public class RuleConventionsTests
{
    private static readonly RuleFamily[] s_families = typeof(RuleFamily).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static f => f.GetValue(null)).OfType<RuleFamily>().ToArray();

    public static TheoryData<string> Rules() => new(Verify.AllRules.Select(static r => r.GetType().Name));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Name_says_the_id_and_words_of_the_title(string name)
    {
        var (rule, descriptor) = Find(name);
        var parts = Regex.Match(name, "^Lmi([0-9]{4})([A-Za-z]+)Analyzer$");

        Assert.True(parts.Success, name);
        Assert.Equal("LMI" + parts.Groups[1].Value, descriptor.Id);
        Assert.All(
            Regex.Matches(parts.Groups[2].Value, "[A-Z][a-z]+").Select(static m => m.Value),
            word => Assert.Contains(word, descriptor.Title.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.True(typeof(LmiAnalyzer).IsInstanceOfType(rule) && rule.GetType().IsSealed, name);
        Assert.NotEmpty(descriptor.Description.ToString());
        Assert.EndsWith($"/docs/rules/{descriptor.Id}.md", descriptor.HelpLinkUri);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", "rules", descriptor.Id + ".md")), "page");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Family_is_one_of_folder_category_and_id_range(string name)
    {
        var (rule, descriptor) = Find(name);
        var family = Assert.Single(s_families, f => f.Category == descriptor.Category);

        Assert.InRange(int.Parse(descriptor.Id.Substring(3)), family.FirstNumber, family.FirstNumber + 999);
        Assert.Equal("Lmi.Analyzers.Rules." + Folder(descriptor), rule.GetType().Namespace);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", "Lmi.Analyzers", "Rules", Folder(descriptor), name + ".cs")), "source");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Release_notes_configurations_and_changelog_have_it(string name)
    {
        var (_, descriptor) = Find(name);
        var line = $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}";
        var releases = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(static f => File.ReadAllLines(Path.Combine(Repository.Root, "src", "Lmi.Analyzers", f)));

        Assert.Single(releases, line);
        Assert.All(
            Directory.GetFiles(Path.Combine(Repository.Root, "src", "Lmi.Analyzers.Package", "buildTransitive", "config")),
            file => Assert.Contains($"dotnet_diagnostic.{descriptor.Id}.severity = ", File.ReadAllText(file)));
        Assert.Contains(descriptor.Id, File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Tests_of_it_are_where_its_name_says(string name)
    {
        var (_, descriptor) = Find(name);
        var folder = Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Tests", "Rules", Folder(descriptor));
        var tests = Directory.GetFiles(folder, name.Replace("Analyzer", "Tests.cs", StringComparison.Ordinal));

        Assert.Matches(@"\[(Fact|Theory)\]", File.ReadAllText(Assert.Single(tests)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Corpus_has_a_hazard_for_it(string name)
    {
        var (_, descriptor) = Find(name);
        if (descriptor.Category == "Lmi.Package")
        {
            return; // reports on files that are not C#
        }

        var marker = new Regex($@"//! ([A-Z0-9]+\|)*{descriptor.Id}\b");
        var hazards = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Corpus", "Hazards"), "*.cs", SearchOption.AllDirectories);

        Assert.Contains(hazards, file => marker.IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public void Every_fix_is_named_after_its_rule_and_tested()
    {
        foreach (var fix in RulePage.Fixes)
        {
            var type = fix.GetType();
            var (_, descriptor) = Find(type.Name.Replace("CodeFix", "Analyzer", StringComparison.Ordinal));
            var folder = Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Tests", "Rules", Folder(descriptor));

            Assert.Equal(descriptor.Id, Assert.Single(fix.FixableDiagnosticIds));
            Assert.Equal("Lmi.Analyzers.CodeFixes.Rules." + Folder(descriptor), type.Namespace);
            Assert.Equal(type.Name, type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Name);
            Assert.Contains(Directory.GetFiles(folder, $"Lmi{descriptor.Id.Substring(3)}*CodeFixTests.cs", SearchOption.AllDirectories), static file => Regex.IsMatch(File.ReadAllText(file), @"\[(Fact|Theory)\]"));
        }
    }

    private static (DiagnosticAnalyzer Rule, DiagnosticDescriptor Descriptor) Find(string name)
    {
        var rule = Assert.Single(Verify.AllRules, r => r.GetType().Name == name);
        return (rule, Assert.Single(rule.SupportedDiagnostics));
    }

    private static string Folder(DiagnosticDescriptor descriptor) => descriptor.Category.Substring("Lmi.".Length);
}
