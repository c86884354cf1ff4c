using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.TempFiles;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles.Fixes;

/// <summary>Deleted whatever happens.</summary>
public class Lmi2005TempFileLeftBehindCodeFixTests
{
    [Fact]
    public Task In_finally() => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.RepairsAsync(
        FileFunction.Of("""
            var path = Path.GetTempFileName();
                    File.WriteAllText({|LMI2005:path|}, input);
                    Console.WriteLine(File.ReadAllText(path));
            """),
        FileFunction.Of("""
            var path = Path.GetTempFileName();
                    try
                    {
                        File.WriteAllText(path, input);
                        Console.WriteLine(File.ReadAllText(path));
                        return 0;
                    }
                    finally
                    {
                        File.Delete(path);
                    }
            """).Replace("        }\n        return 0;\n", "        }\n", System.StringComparison.Ordinal));

    [Fact]
    public Task Not_offered_without_a_local() => VerifyFix<Lmi2005TempFileLeftBehindCodeFix>.OffersAsync(FileFunction.Of("using var s = File.Create($\"/tmp/{Guid.NewGuid()}\"); s.WriteByte(1);"));
}
