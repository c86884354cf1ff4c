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

    [Theory]
    [InlineData("File.Delete(\"/tmp/other.txt\");")]
    [InlineData("foreach (var f in Directory.GetFiles(\"/tmp\")) { File.Delete(f); }")]
    public Task Not_offered_for_what_others_made(string body) => VerifyFix<Lmi2003SharedDirectoryClearedCodeFix>.OffersAsync(FileFunction.Of(body));
}
