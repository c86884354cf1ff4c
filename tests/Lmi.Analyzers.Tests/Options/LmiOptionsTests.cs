using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Lmi.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lmi.Analyzers.Tests.Options;

/// <summary>Where options come from, what they take, and that people can read about each.</summary>
public class LmiOptionsTests
{
    private static readonly SyntaxTree s_first = CSharpSyntaxTree.ParseText("class A;", path: "A.cs");
    private static readonly SyntaxTree s_second = CSharpSyntaxTree.ParseText("class B;", path: "B.cs");

    [Theory]
    [InlineData(null, null, null, "Auto")]
    [InlineData(null, null, "library", "Library")]
    [InlineData(null, "handlers", "library", "Handlers")]
    [InlineData("off", "handlers", "library", "Off")]
    [InlineData(" Off ", null, null, "Off")]
    [InlineData("", " ", "LIBRARY", "Library")]
    [InlineData("everything", null, "library", "Library")]
    [InlineData(null, null, "everything", "Auto")]
    public void The_editorconfig_of_a_file_wins_over_the_globalconfig_and_that_over_the_property(string? file, string? global, string? property, string expected)
    {
        var provider = new Provider(global, property) { [s_second] = file };

        Assert.Equal(expected, LmiOptions.Scope.Read(provider, s_second).ToString());
        Assert.Equal(expected, LmiOptions.Scope.Read(provider, [s_first, s_second]).ToString());
    }

    [Fact]
    public void Each_value_that_an_option_cannot_take_is_named_once()
    {
        var provider = new Provider("auto", "some") { [s_first] = "any", [s_second] = "any" };

        Assert.Equal([("lmi_scope", "any"), ("LmiScope", "some")], LmiOptions.Scope.Invalid(provider, [s_first, s_second]));
        Assert.Empty(LmiOptions.MemoryMb.Invalid(provider, [s_first, s_second]));
    }

    [Theory]
    [InlineData("lmi_max_concurrency", "1", true)]
    [InlineData("lmi_max_concurrency", "1600", true)]
    [InlineData("lmi_max_concurrency", "0", false)]
    [InlineData("lmi_max_concurrency", "1601", false)]
    [InlineData("lmi_max_concurrency", "-1", false)]
    [InlineData("lmi_max_concurrency", "1,000", false)]
    [InlineData("lmi_memory_mb", "2048", true)]
    [InlineData("lmi_memory_mb", "64", false)]
    [InlineData("lmi_memory_mb", "2 GB", false)]
    [InlineData("lmi_memory_gib_per_vcpu", "4", true)]
    [InlineData("lmi_memory_gib_per_vcpu", "3", false)]
    [InlineData("lmi_large_buffer_kb", "512", true)]
    [InlineData("lmi_large_buffer_kb", "99999999999999", false)]
    [InlineData("lmi_temp_roots", "/mnt/efs, /var/shared", true)]
    [InlineData("lmi_temp_roots", "mnt", false)]
    [InlineData("lmi_relative_paths", "False", true)]
    [InlineData("lmi_relative_paths", "no", false)]
    public void An_option_takes_what_its_description_says(string key, string value, bool isValid)
    {
        var option = LmiOptions.All.Single(option => option.Key == key);
        var invalid = option.Invalid(new Provider(key, value, isKey: true), []);

        Assert.Equal(isValid ? [] : [(key, value)], invalid);
    }

    [Fact]
    public void Defaults_hold_where_nothing_is_set()
    {
        var provider = new Provider(null, null);

        Assert.Null(LmiOptions.MaxConcurrency.Read(provider, s_first));
        Assert.Null(LmiOptions.MemoryMb.Read(provider, s_first));
        Assert.Null(LmiOptions.MemoryGibPerVcpu.Read(provider, s_first));
        Assert.Equal(1024, LmiOptions.LargeBufferKb.Read(provider, s_first));
        Assert.Empty(LmiOptions.TempRoots.Read(provider, s_first));
        Assert.True(LmiOptions.RelativePaths.Read(provider, s_first));
    }

    [Fact]
    public void Every_option_is_listed_and_documented()
    {
        var declared = typeof(LmiOptions).GetFields().Select(field => field.GetValue(null)).OfType<LmiOption>().ToList();
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/configuration.md"));

        Assert.Equal(declared, LmiOptions.All);
        Assert.All(declared, option => Assert.Contains($"`{option.Key}`", page));
        Assert.All(declared, option => Assert.Contains($"`{option.Property}`", page));
        Assert.All(declared, option => Assert.Contains(option.Values, page));
    }

    /// <summary>Without this the compiler never hears of the property.</summary>
    [Fact]
    public void The_package_shows_every_property_to_the_compiler()
    {
        var props = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/Lmi.Analyzers.Package/buildTransitive/Lmi.Analyzers.props"));
        Assert.All(LmiOptions.All, option => Assert.Contains($"<CompilerVisibleProperty Include=\"{option.Property}\" />", props));
    }

    [Fact]
    public void A_property_of_files_is_read()
    {
        Assert.Equal("/mnt/efs /mnt/scratch", string.Join(" ", LmiOptions.TempRoots.Read(new Provider("build_property.LmiTempRoots", "/mnt/efs, /mnt/scratch", isKey: true), s_first)));
        Assert.False(LmiOptions.RelativePaths.Read(new Provider("build_property.LmiRelativePaths", "false", isKey: true), s_first));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private sealed class Provider : AnalyzerConfigOptionsProvider
    {
        private readonly Dictionary<SyntaxTree, AnalyzerConfigOptions> _files = new();

        public Provider(string? global, string? property) => GlobalOptions = new Values(("lmi_scope", global), ("build_property.LmiScope", property));

        public Provider(string key, string value, bool isKey)
        {
            Assert.True(isKey);
            GlobalOptions = new Values((key, value));
        }

        public string? this[SyntaxTree tree]
        {
            set => _files[tree] = new Values(("lmi_scope", value));
        }

        public override AnalyzerConfigOptions GlobalOptions { get; }

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _files.TryGetValue(tree, out var options) ? options : new Values();

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values();
    }

    private sealed class Values(params (string Key, string? Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = values.FirstOrDefault(pair => pair.Key == key).Value!;
            return value is not null;
        }
    }
}
