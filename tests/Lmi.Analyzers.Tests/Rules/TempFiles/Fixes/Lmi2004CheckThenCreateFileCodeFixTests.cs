using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.TempFiles;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles.Fixes;

/// <summary>Written under a unique name, moved into place when complete and closed.</summary>
public class Lmi2004CheckThenCreateFileCodeFixTests
{
    [Fact]
    public Task A_written_file() => VerifyFix<Lmi2004CheckThenCreateFileCodeFix>.RepairsAsync(
        FileFunction.Of("""
            var model = Root + "/model.bin";
                    if (!File.Exists(model))
                        File.WriteAllText({|LMI2004:model|}, input);

            """),
        FileFunction.Of("""
            var model = Root + "/model.bin";
                    if (!File.Exists(model))
                    {
                        var partial = $"{model}.{Guid.NewGuid():N}";
                        File.WriteAllText(partial, input);
                        File.Move(partial, model, overwrite: true);
                    }

            """));

    [Fact]
    public Task A_stream_is_closed_before_the_move() => VerifyFix<Lmi2004CheckThenCreateFileCodeFix>.RepairsAsync(
        FileFunction.Of("""
            if (!File.Exists("/tmp/model.bin"))
                    {
                        using var file = File.Create({|LMI2004:"/tmp/model.bin"|});
                        file.WriteByte(1);
                    }

            """),
        FileFunction.Of("""
            if (!File.Exists("/tmp/model.bin"))
                    {
                        var partial = $"/tmp/model.bin.{Guid.NewGuid():N}";
                        {
                            using var file = File.Create(partial);
                            file.WriteByte(1);
                        }

                        File.Move(partial, "/tmp/model.bin", overwrite: true);
                    }

            """));

    [Theory]
    [InlineData("if (File.Exists(\"/tmp/m\")) { return 1; } File.WriteAllText(\"/tmp/m\", input);")]
    [InlineData("if (!File.Exists(\"/tmp/m\")) { File.WriteAllText(\"/tmp/m\", input); return 2; }")]
    public Task Not_offered_where_the_branch_leaves(string body) => VerifyFix<Lmi2004CheckThenCreateFileCodeFix>.OffersAsync(FileFunction.Of(body));
}
