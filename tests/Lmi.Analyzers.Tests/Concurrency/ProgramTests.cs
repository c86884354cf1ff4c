using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>Small whole programs, each for one question of the model. The markup in a program is all that may be reported in it.</summary>
public class ProgramTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Tests", "Concurrency", "Programs");

    public static TheoryData<string> Programs()
    {
        var programs = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(s_folder, "*.cs", SearchOption.AllDirectories).OrderBy(static f => f, System.StringComparer.Ordinal))
        {
            programs.Add(Path.GetRelativePath(s_folder, file));
        }

        return programs;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Reports_what_is_marked(string program)
    {
        var text = File.ReadAllText(Path.Combine(s_folder, program));
        var output = text.Contains("WebApplication.CreateBuilder") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return Verify.RulesAsync([("/0/Program.cs", text)], [], output: output);
    }
}
