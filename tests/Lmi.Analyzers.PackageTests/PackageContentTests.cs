using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace Lmi.Analyzers.PackageTests;

/// <summary>What is in the package.</summary>
[Collection(nameof(PackageFixture))]
public sealed class PackageContentTests(PackageFixture fixture)
{
    private const string Portable = "analyzers/dotnet/cs/Lmi.Analyzers.dll";

    private const string Precompiled = "tools/linux-x64/Lmi.Analyzers.dll";

    [Fact]
    public void Entries_are_exactly_these()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        // The first three folders belong to the container format; one of their names is random.
        var entries = package.Entries.Select(static e => e.FullName)
            .Where(static e => !e.StartsWith("_rels/", StringComparison.Ordinal) && !e.StartsWith("package/", StringComparison.Ordinal) && e != "[Content_Types].xml")
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            new[]
            {
                "Lmi.Analyzers.nuspec",
                "analyzers/dotnet/cs/Lmi.Analyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/Lmi.Analyzers.dll",
                "buildTransitive/Lmi.Analyzers.props",
                "buildTransitive/Lmi.Analyzers.targets",
                "buildTransitive/config/All.globalconfig",
                "buildTransitive/config/None.globalconfig",
                "buildTransitive/config/Strict.globalconfig",
                "icon.png",
                "readme.md",
                "tools/linux-x64/Lmi.Analyzers.dll",
            },
            entries);
    }

    [Fact]
    public void Is_a_development_dependency_without_dependencies()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        using var stream = package.GetEntry("Lmi.Analyzers.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;

        Assert.Equal("Lmi.Analyzers", Value("id"));
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("readme.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Null(Value("dependencies"));
        Assert.NotEmpty(Value("description")!);
        Assert.StartsWith("https://github.com/", metadata.Elements().Single(static e => e.Name.LocalName == "repository").Attribute("url")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Portable)]
    [InlineData("analyzers/dotnet/cs/Lmi.Analyzers.CodeFixes.dll")]
    [InlineData(Precompiled)]
    public void Assemblies_are_reproducible_carry_their_symbols_and_name_no_directory_of_the_build(string entry)
    {
        var image = Image(entry);
        using var reader = new PEReader(new MemoryStream(image));
        var kinds = reader.ReadDebugDirectory().Select(static e => e.Type).ToList();
        Assert.Contains(DebugDirectoryEntryType.Reproducible, kinds);
        Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, kinds);

        var directory = PackageFixture.Root.TrimEnd(Path.DirectorySeparatorChar);
        Assert.True(image.AsSpan().IndexOf(Encoding.UTF8.GetBytes(directory)) < 0, directory);
        Assert.True(Symbols(reader).AsSpan().IndexOf(Encoding.UTF8.GetBytes(directory)) < 0, directory);
    }

    /// <summary>Same source, same identity; only that one of them has machine code too.</summary>
    [Fact]
    public void The_precompiled_assembly_is_the_portable_one_with_machine_code()
    {
        using var portable = new PEReader(new MemoryStream(Image(Portable)));
        using var precompiled = new PEReader(new MemoryStream(Image(Precompiled)));
        Assert.Equal(0, portable.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.NotEqual(0, precompiled.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.Equal(Version(portable), Version(precompiled));

        static Guid Version(PEReader reader) => reader.GetMetadataReader() is var metadata ? metadata.GetGuid(metadata.GetModuleDefinition().Mvid) : default;
    }

    private byte[] Image(string entry)
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        using var image = new MemoryStream();
        using var stream = package.GetEntry(entry)!.Open();
        stream.CopyTo(image);
        return image.ToArray();
    }

    private static byte[] Symbols(PEReader reader)
    {
        var entry = reader.ReadDebugDirectory().Single(static e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = reader.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var metadata = provider.GetMetadataReader();
        // Document names are stored in parts; joined, they are what a debugger shows.
        return Encoding.UTF8.GetBytes(string.Join('\n', metadata.Documents.Select(d => metadata.GetString(metadata.GetDocument(d).Name))));
    }
}
