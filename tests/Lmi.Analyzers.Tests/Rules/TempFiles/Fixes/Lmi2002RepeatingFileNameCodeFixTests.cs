using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.TempFiles;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles.Fixes;

/// <summary>A GUID beside the key.</summary>
public class Lmi2002RepeatingFileNameCodeFixTests
{
    [Theory]
    [InlineData("var p = $\"/tmp/{input}.txt\"; File.WriteAllText({|LMI2002:p|}, input); File.Delete(p);", "var p = $\"/tmp/{input}-{Guid.NewGuid():N}.txt\"; File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = Path.Combine(Root, input); File.WriteAllText({|LMI2002:p|}, input); File.Delete(p);", "var p = Path.Combine(Root, $\"{Guid.NewGuid():N}-{input}\"); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("var p = Path.Combine(Root, Path.GetFileName(input)); File.WriteAllText({|LMI2002:p|}, input); File.Delete(p);", "var p = Path.Combine(Root, $\"{Guid.NewGuid():N}-{Path.GetFileName(input)}\"); File.WriteAllText(p, input); File.Delete(p);")]
    public Task A_local(string before, string after) => VerifyFix<Lmi2002RepeatingFileNameCodeFix>.RepairsAsync(FileFunction.Of(before), FileFunction.Of(after));

    [Fact]
    public Task Not_offered_in_a_loop_of_a_member_that_lists_a_directory() => VerifyFix<Lmi2002RepeatingFileNameCodeFix>.OffersAsync(
        FileFunction.Of("foreach (var c in input) { var p = $\"/tmp/page-{c}.txt\"; File.WriteAllText(p, input); } Console.WriteLine(Directory.GetFiles(Root, \"page-*\").Length);"));
}
