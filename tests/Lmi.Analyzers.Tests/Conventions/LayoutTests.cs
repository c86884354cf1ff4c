using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Lmi.Analyzers.Tests.Conventions;

/// <summary>Files and folders stay of a size that can be read, and names say what is inside.</summary>
public class LayoutTests
{
    private const int MostLines = 400;
    private const int MostFiles = 16;

    [Fact]
    public void Files_are_short_and_folders_small()
    {
        var large = OwnSource.Files.Where(static f => OwnSource.Read(f).Split('\n').Length - 1 >= MostLines)
            .Concat(OwnSource.Files.GroupBy(static f => Path.GetDirectoryName(f)!.Replace('\\', '/')).Where(static folder => folder.Count() > MostFiles).Select(static folder => folder.Key));

        Assert.Empty(large);
    }

    [Fact]
    public void No_folder_is_a_drawer_for_everything()
    {
        var folders = OwnSource.Files.SelectMany(static f => Path.GetDirectoryName(f)!.Replace('\\', '/').Split('/')).ToHashSet();

        Assert.Empty(folders.Intersect(["Utility", "Utilities", "Utils", "Helpers", "Common", "Shared", "Internals", "Misc"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Namespaces_of_the_product_are_its_folders()
    {
        var wrong = OwnSource.Files.Where(static f => f.StartsWith("src/", StringComparison.Ordinal) && !f.EndsWith("/LanguagePolyfills.cs", StringComparison.Ordinal))
            .Where(static f => !OwnSource.Read(f).Contains($"\nnamespace {Path.GetDirectoryName(f)!.Replace('\\', '/').Substring("src/".Length).Replace('/', '.')};\n", StringComparison.Ordinal)
                && !OwnSource.Read(f).StartsWith($"namespace {Path.GetDirectoryName(f)!.Replace('\\', '/').Substring("src/".Length).Replace('/', '.')};\n", StringComparison.Ordinal));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Project_of_the_analyzers_fits_on_a_screen() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "src", "Lmi.Analyzers", "Lmi.Analyzers.csproj")).Length, 1, 29);

    [Fact]
    public void A_file_of_the_product_says_its_idea()
    {
        var silent = OwnSource.Files.Where(static f => f.StartsWith("src/", StringComparison.Ordinal) && !f.EndsWith("/LanguagePolyfills.cs", StringComparison.Ordinal))
            .Where(static f => !Regex.IsMatch(OwnSource.Read(f), "^/// <summary>", RegexOptions.Multiline));

        Assert.Empty(silent);
    }
}
