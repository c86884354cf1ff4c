using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Lmi.Analyzers.PackageTests;

/// <summary>What the package does in projects that know nothing else of us.</summary>
[Collection(nameof(PackageFixture))]
public sealed class FreshProjectTests(PackageFixture fixture)
{
    private static readonly string[] s_four = ["LMI1001", "LMI1002", "LMI1003", "LMI1006"];

    [Theory]
    [InlineData("Net8")]
    [InlineData("Net10")]
    [InlineData("Portable")]
    public void Each_hazard_is_a_warning_at_its_line(string project)
    {
        var log = fixture.Log(project);
        Assert.Equal(s_four, log.Ids);
        Assert.All(log.Results, static r => Assert.Equal("warning", r.Level));

        var lines = Sources.Hazards.Split('\n');
        Assert.All(log.Results, r => Assert.EndsWith("// " + r.Id, lines[r.Line - 1].TrimEnd(), StringComparison.Ordinal));
        Assert.All(log.Results, static r => Assert.Contains("handler 'Function.Handle' gets here", r.Message, StringComparison.Ordinal));
    }

    /// <summary>One of the two assemblies, not both: the one with machine code on a command line where it has been tested.</summary>
    [Theory]
    [InlineData("Net8", true)]
    [InlineData("Net10", true)]
    [InlineData("Portable", false)]
    public void A_build_takes_one_assembly_of_rules(string project, bool mayBePrecompiled)
    {
        var taken = Regex.Match(fixture.BuildOutput, $@"\b{project} took (.*)").Groups[1].Value.Split(';').Where(static p => p.EndsWith("Lmi.Analyzers.dll", StringComparison.Ordinal));
        var isPrecompiled = mayBePrecompiled && OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Assert.Contains(isPrecompiled ? "/tools/linux-x64/" : "/analyzers/dotnet/cs/", Assert.Single(taken).Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void One_property_turns_warnings_into_errors()
    {
        var log = fixture.Log("Strict");
        Assert.Equal(s_four, log.Ids);
        Assert.All(log.Results, static r => Assert.Equal("error", r.Level));
        Assert.Matches(@"error LMI1001:.*Strict\.csproj", fixture.BuildOutput);
    }

    [Fact]
    public void Mode_All_reports_warnings() => Assert.Equal(s_four, fixture.Log("All").Ids);

    [Fact]
    public void Mode_None_reports_nothing() => Assert.Empty(fixture.Log("None").Ids);

    [Fact]
    public void An_unknown_mode_is_reported_and_the_default_applies()
    {
        Assert.Equal(s_four, fixture.Log("Loud").Ids);
        Assert.Matches(@"Loud\.csproj.*warning LMI0002: 'LmiAnalysisMode' is set to 'Loud'", fixture.BuildOutput);
    }

    [Fact]
    public void EditorConfig_wins_over_the_mode()
    {
        var levels = fixture.Log("Tuned").Results.ToDictionary(static r => r.Id, static r => r.Level);
        Assert.DoesNotContain("LMI1001", levels.Keys);
        Assert.Equal("warning", levels["LMI1002"]);
        Assert.Equal("error", levels["LMI1003"]);
        Assert.Equal("error", levels["LMI1006"]);
    }

    [Theory]
    [InlineData("OffByProperty")]
    [InlineData("OffByEditorConfig")]
    [InlineData("WithoutLambda")]
    public void Nothing_is_reported(string project) => Assert.Empty(fixture.Log(project).Ids);

    [Fact]
    public void Files_next_to_the_project_and_templates_above_it_are_read()
    {
        var log = fixture.Log("Configured");
        Assert.Contains("LMI0001", log.Ids);
        var unknown = log.Results.Where(static r => r.Id == "LMI0003").Select(static r => r.Message).ToList();
        Assert.Equal(2, unknown.Count);
        Assert.Contains(unknown, static m => m.Contains("Configured::Fresh.Function::Handel", StringComparison.Ordinal));
        Assert.Contains(unknown, static m => m.Contains("Configured::Fresh.Function::Gone", StringComparison.Ordinal));
    }

    [Fact]
    public void Dotnet_format_repairs_every_hazard()
    {
        Assert.Empty(fixture.Log("Repaired").Ids);
        Assert.NotEqual(Sources.Hazards, fixture.RepairedSource);
        Assert.Contains("Interlocked.Increment(ref _served)", fixture.RepairedSource, StringComparison.Ordinal);
        Assert.Contains("ConcurrentDictionary<string, int>", fixture.RepairedSource, StringComparison.Ordinal);
        Assert.Contains("Lazy<Settings", fixture.RepairedSource, StringComparison.Ordinal);
        Assert.DoesNotContain("private string _user", fixture.RepairedSource, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_link_of_each_rule_leads_to_its_page()
    {
        var rules = fixture.Log("Net10").Rules;
        Assert.All(s_four, id => Assert.Contains(rules, r => r.Id == id));
        Assert.All(rules, static r =>
        {
            Assert.EndsWith($"/docs/rules/{r.Id}.md", r.HelpUri, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(PackageFixture.Root, "docs", "rules", r.Id + ".md")), r.HelpUri);
        });
    }

    [Fact]
    public void The_readme_of_the_package_quotes_a_message_as_it_is()
    {
        var message = fixture.Log("Net10").Results.Single(static r => r.Id == "LMI1002").Message;
        var quoted = message["'Function._served'".Length..message.IndexOf(": handler", StringComparison.Ordinal)];
        using var package = ZipFile.OpenRead(fixture.Package);
        using var text = new StreamReader(package.GetEntry("readme.md")!.Open());
        Assert.Contains(quoted, text.ReadToEnd().ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("All")]
    [InlineData("Strict")]
    [InlineData("None")]
    public void A_mode_sets_every_rule(string mode)
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        using var text = new StreamReader(package.GetEntry($"buildTransitive/config/{mode}.globalconfig")!.Open());
        var config = text.ReadToEnd();
        Assert.Contains("global_level = -100", config, StringComparison.Ordinal);

        var set = Regex.Matches(config, @"^dotnet_diagnostic\.(LMI\d{4})\.severity = (\w+)\s*$", RegexOptions.Multiline)
            .ToDictionary(static m => m.Groups[1].Value, static m => m.Groups[2].Value);
        var rules = fixture.Log("Net10").Rules;
        Assert.NotEmpty(rules);
        Assert.Equal(rules.Select(static r => r.Id).Order(StringComparer.Ordinal), set.Keys.Order(StringComparer.Ordinal));
        Assert.All(rules, r => Assert.Equal(
            mode switch
            {
                "None" => "none",
                "Strict" when r.DefaultLevel == "warning" => "error",
                _ => "warning",
            },
            set[r.Id]));
    }
}

[CollectionDefinition(nameof(PackageFixture))]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>;
