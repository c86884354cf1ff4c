using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>Deleting what others use, and deleting one's own.</summary>
public class Lmi2003SharedDirectoryClearedTests
{
    [Theory]
    [InlineData("Directory.Delete({|LMI2003:\"/tmp/work\"|}, true);")]
    [InlineData("foreach (var f in Directory.GetFiles(Path.GetTempPath(), \"*.pdf\")) { File.Delete({|LMI2003:f|}); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").EnumerateFiles()) { {|LMI2003:f.Delete|}(); }")]
    [InlineData("foreach (var f in Directory.EnumerateFiles(\"/tmp\").Where(f => f.Length > 3).ToList()) { File.Delete({|LMI2003:f|}); }")]
    [InlineData("File.Delete({|LMI2003:\"/tmp/other.txt\"|});")]
    [InlineData("Directory.EnumerateFiles(\"/tmp\").ToList().ForEach({|LMI2003:File.Delete|});")]
    [InlineData("Array.ForEach(Directory.GetFiles(\"/tmp\"), {|LMI2003:File.Delete|});")]
    [InlineData("Array.ForEach(Directory.GetFiles(\"/tmp\"), f => File.Delete({|LMI2003:f|}));")]
    [InlineData("Parallel.ForEach(new DirectoryInfo(\"/tmp\").EnumerateFiles(), f => {|LMI2003:f.Delete|}());")]
    [InlineData("foreach (var f in Directory.GetFiles(\"work\", \"*\", SearchOption.AllDirectories)) { File.Delete({|LMI2003:f|}); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles().Where(IsLarge)) { {|LMI2003:f.Delete|}(); } Note(new FileInfo(input));")]
    [InlineData("foreach (var f in Directory.GetFiles(\"/tmp\").OrderBy(f => File.GetLastWriteTimeUtc(f)).Skip(9)) { File.Delete({|LMI2003:f|}); }")]
    [InlineData("foreach (var f in Directory.GetFiles(\"/tmp\")) { if (File.GetLastWriteTimeUtc(f) > DateTime.UtcNow.AddHours(-1)) { continue; } File.Delete(f); } foreach (var d in Directory.GetDirectories(\"/tmp\")) { Directory.Delete({|LMI2003:d|}, true); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles()) { if (f.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1)) { continue; } {|LMI2003:f.Delete|}(); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles()) { if (DateTime.UtcNow - f.CreationTimeUtc < TimeSpan.FromHours(1)) { {|LMI2003:f.Delete|}(); } }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles().Where(f => DateTime.UtcNow.AddHours(-1) <= f.CreationTimeUtc)) { {|LMI2003:f.Delete|}(); }")]
    public Task Shared(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    [Theory]
    [InlineData("var d = Directory.CreateTempSubdirectory(); foreach (var f in d.EnumerateFiles()) { f.Delete(); } d.Delete(true);")]
    [InlineData("var d = $\"/tmp/{Guid.NewGuid()}\"; Directory.CreateDirectory(d); foreach (var f in Directory.GetFiles(d)) { File.Delete(f); } Directory.Delete(d, true);")]
    [InlineData("lock (Gate) { File.Delete(\"/tmp/other.txt\"); }")]
    [InlineData("var d = Directory.CreateTempSubdirectory(); Array.ForEach(Directory.GetFiles(d.FullName), File.Delete); d.Delete();")]
    [InlineData("var d = Directory.CreateTempSubdirectory(); d.GetFiles().ToList().ForEach(f => f.Delete()); d.Delete();")]
    [InlineData("lock (Gate) { Array.ForEach(Directory.GetFiles(\"/tmp\"), f => File.Delete(f)); }")]
    [InlineData("lock (Gate) { Array.ForEach(Directory.GetFiles(\"/tmp\"), File.Delete); }")]
    [InlineData("File.Delete(input); File.Delete(\"/mnt/efs/a\");")]
    [InlineData("var id = Guid.NewGuid(); foreach (var f in Directory.GetFiles(\"/tmp\", $\"{id}*\")) { File.Delete(f); }")]
    [InlineData("foreach (var f in Directory.GetFiles(\"/tmp\").Where(f => File.GetLastWriteTimeUtc(f) < DateTime.UtcNow.AddHours(-1))) { File.Delete(f); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles()) { var age = DateTime.UtcNow - f.CreationTimeUtc; if (age > TimeSpan.FromHours(1)) { f.Delete(); } }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles().Where(IsOld)) { f.Delete(); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles()) { if (IsOld(f)) { f.Delete(); } }")]
    [InlineData("foreach (var f in Directory.GetFiles(\"/mnt/efs\" + input, \"*\", SearchOption.AllDirectories)) { File.Delete(f); }")]
    [InlineData("var old = new List<string>(); foreach (var f in Directory.GetFiles(\"/tmp\")) { if (File.GetLastWriteTimeUtc(f) < DateTime.UtcNow.AddHours(-1)) { old.Add(f); } } foreach (var f in old) { File.Delete(f); }")]
    [InlineData("var old = new DirectoryInfo(\"/tmp\").GetFiles().Where(f => f.CreationTimeUtc < DateTime.UtcNow.AddHours(-1)).ToList(); old.ForEach(f => f.Delete());")]
    [InlineData("var old = from f in new DirectoryInfo(\"/tmp\").GetFiles() where f.CreationTimeUtc < DateTime.UtcNow.AddHours(-1) select f; foreach (var f in old) { f.Delete(); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles()) { if (DateTime.UtcNow.Subtract(f.CreationTimeUtc).TotalHours < 1) { continue; } f.Delete(); }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles()) { if (input.Length > 3 && f.CreationTimeUtc.AddHours(1) < DateTime.UtcNow) { try { f.Delete(); } catch (IOException) { } } }")]
    [InlineData("foreach (var f in new DirectoryInfo(\"/tmp\").GetFiles()) { var isOld = f.CreationTimeUtc < DateTime.UtcNow.AddHours(-1); if (isOld) { f.Delete(); } }")]
    public Task Own(string body) => Verify.RulesAsync(FileFunction.Of(body, Helpers));

    private const string Helpers = """
        private static bool IsOld(FileInfo file) => file.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1);
        private static bool IsLarge(FileInfo file) => file.Length > 1000;
        private static void Note(FileInfo file) => Console.WriteLine(DateTime.UtcNow - file.LastWriteTimeUtc);
        """;
}
