using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.TempFiles;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles.Fixes;

/// <summary>A directory of one's own, where the method makes it.</summary>
public class Lmi2003SharedDirectoryClearedCodeFixTests
{
    [Fact]
    public Task A_directory_that_the_method_makes() => VerifyFix<Lmi2003SharedDirectoryClearedCodeFix>.RepairsAsync(
        FileFunction.Of("var d = Path.Combine(Root, \"out\"); Directory.CreateDirectory(d); Directory.Delete({|LMI2003:d|}, true);"),
        FileFunction.Of("var d = Path.Combine(Root, $\"out-{Guid.NewGuid():N}\"); Directory.CreateDirectory(d); Directory.Delete(d, true);"));

    /// <summary>Nobody has been in a directory with a new name: what cleared it goes, and the invocation clears up after itself.</summary>
    [Theory]
    [InlineData("if (Directory.Exists(d)) Directory.Delete({|LMI2003:d|}, true);")]
    [InlineData("if (Directory.Exists(d)) { Directory.Delete({|LMI2003:d|}, true); }")]
    [InlineData("Directory.Delete({|LMI2003:d|}, true);")]
    public Task A_directory_that_was_cleared_first(string cleared) => VerifyFix<Lmi2003SharedDirectoryClearedCodeFix>.RepairsAsync(
        FileFunction.Of($$"""
            var d = Path.Combine(Root, "out");
                    {{cleared}}
                    Directory.CreateDirectory(d);
                    Console.WriteLine(Directory.GetFiles(d).Length);
            """),
        FileFunction.Of("""
            var d = Path.Combine(Root, $"out-{Guid.NewGuid():N}");
                    try
                    {
                        Directory.CreateDirectory(d);
                        Console.WriteLine(Directory.GetFiles(d).Length);
                        return 0;
                    }
                    finally
                    {
                        Directory.Delete(d, recursive: true);
                    }
            """).Replace("        }\n        return 0;\n", "        }\n", System.StringComparison.Ordinal));

    [Fact]
    public Task A_field_s_directory_that_was_cleared_first() => VerifyFix<Lmi2003SharedDirectoryClearedCodeFix>.RepairsAsync(
        FileFunction.Of("""
            // Start afresh.
                    if (Directory.Exists(Out))
                        Directory.Delete({|LMI2003:Out|}, recursive: true);

                    Directory.CreateDirectory(Out);
            """, "public static readonly string Out = Path.Combine(Root, \"out\");"),
        FileFunction.Of("""
            // Start afresh.
                    var @out = Path.Combine(Root, $"out-{Guid.NewGuid():N}");
                    try
                    {
                        Directory.CreateDirectory(@out);
                        return 0;
                    }
                    finally
                    {
                        Directory.Delete(@out, recursive: true);
                    }
            """, "public static readonly string Out = Path.Combine(Root, \"out\");").Replace("        }\n        return 0;\n", "        }\n", System.StringComparison.Ordinal).Replace("@out", "currentOut", System.StringComparison.Ordinal));

    /// <summary>The directory outlives the statements, or goes by itself.</summary>
    [Theory]
    [InlineData("Directory.CreateDirectory(d); Console.WriteLine(Directory.GetFiles(d).Length); Directory.Delete(d, true);")]
    [InlineData("Directory.CreateDirectory(d); Directory.Move(d, \"/mnt/\" + input);")]
    public Task Only_what_cleared_it_goes(string rest) => VerifyFix<Lmi2003SharedDirectoryClearedCodeFix>.RepairsAsync(
        FileFunction.Of("var d = Path.Combine(Root, \"out\");\n        if (Directory.Exists(d)) Directory.Delete({|LMI2003:d|}, true);\n        " + rest),
        FileFunction.Of("var d = Path.Combine(Root, $\"out-{Guid.NewGuid():N}\");\n        " + rest));

    [Theory]
    [InlineData("File.Delete(\"/tmp/other.txt\");")]
    [InlineData("foreach (var f in Directory.GetFiles(\"/tmp\")) { File.Delete(f); }")]
    [InlineData("new DirectoryInfo(\"/tmp/out\").Delete(true); Directory.CreateDirectory(\"/tmp/out\");")]
    public Task Not_offered_for_what_others_made(string body) => VerifyFix<Lmi2003SharedDirectoryClearedCodeFix>.OffersAsync(FileFunction.Of(body));
}
