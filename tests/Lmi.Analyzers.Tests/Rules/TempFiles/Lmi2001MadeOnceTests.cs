using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>A name that is unlike any other, and made once for the process: all invocations have the same.</summary>
public class Lmi2001MadeOnceTests
{
    [Theory]
    [InlineData("var p = Path.Combine(Path.GetTempPath(), $\"{Guid.NewGuid()}.csv\");", "File.WriteAllText({|LMI2001:p|}, input); return File.ReadAllText(p).Length;")]
    [InlineData("var id = Guid.NewGuid().ToString(\"N\");", "File.WriteAllText({|LMI2001:$\"/tmp/{id}.csv\"|}, input); return 1;")]
    [InlineData("var id = Path.GetRandomFileName();", "var p = Path.Combine(\"/tmp\", id); File.WriteAllText({|LMI2001:p|}, input); return 1;")]
    [InlineData("var d = Directory.CreateTempSubdirectory();", "File.WriteAllText({|LMI2001:Path.Combine(d.FullName, \"a\")|}, input); return 1;")]
    [InlineData("var p = Path.GetTempFileName(); File.WriteAllText(p, \"start\");", "return File.ReadAllText(p).Length;")]
    [InlineData("var root = Path.GetTempPath();", "var p = Path.Combine(root, Guid.NewGuid().ToString()); File.WriteAllText(p, input); File.Delete(p); return 1;")]
    [InlineData("string Next() => $\"/tmp/{Guid.NewGuid()}\";", "var p = Next(); File.WriteAllText(p, input); File.Delete(p); return 1;")]
    [InlineData("string Next() { var id = Guid.NewGuid(); return Made(() => $\"/tmp/{id}\"); } string Made(Func<string> make) => make();", "var p = Next(); File.WriteAllText(p, input); File.Delete(p); return 1;")]
    [InlineData("var p = \"\"; string Next() => {|LMI1002:p|} = $\"/tmp/{Guid.NewGuid()}\";", "File.WriteAllText(Next(), input); return File.ReadAllText(p).Length;")]
    public async Task Captured_from_Main(string main, string handler)
    {
        await ExecutableAsync($"{main} await LambdaBootstrapBuilder.Create<string, int>((input, context) => {{ {handler} }}, new DefaultLambdaJsonSerializer()).Build().RunAsync();");
        await ExecutableAsync($"{main} await LambdaBootstrapBuilder.Create<string, int>(Handle, new DefaultLambdaJsonSerializer()).Build().RunAsync(); int Handle(string input, ILambdaContext context) {{ {handler} }}");
    }

    [Theory]
    [InlineData("(string directory)", "", "File.WriteAllText({|LMI2001:Path.Combine(directory, \"a\")|}, input);")]
    [InlineData("(string directory)", "private readonly string _directory = directory;", "File.WriteAllText({|LMI2001:Path.Combine(_directory, \"a\")|}, input);")]
    [InlineData("(string directory)", "", "var p = Path.Combine(directory, Path.GetRandomFileName()); File.WriteAllText(p, input); File.Delete(p);")]
    public Task Given_to_the_object_that_handles(string parameters, string members, string body) => ExecutableAsync($$"""
        var runner = new Runner(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        await LambdaBootstrapBuilder.Create<string, int>(runner.HandleAsync, new DefaultLambdaJsonSerializer()).Build().RunAsync();

        public sealed class Runner{{parameters}}
        {
            {{members}}
            public async Task<int> HandleAsync(string input, ILambdaContext context) { {{body}} return 1; }
        }
        """);

    [Theory]
    [InlineData("private static readonly Lazy<string> s_path = new(() => Path.Combine(\"/tmp\", Path.GetRandomFileName()));", "File.WriteAllText({|LMI2001:s_path.Value|}, input);")]
    [InlineData("private static readonly Lazy<string> s_path = new(New); private static string New() { var id = Guid.NewGuid(); return $\"/tmp/{id}\"; }", "File.WriteAllText({|LMI2001:s_path.Value + \".txt\"|}, input);")]
    [InlineData("private readonly Lazy<DirectoryInfo> _work = new(() => Directory.CreateTempSubdirectory(), true);", "File.WriteAllText({|LMI2001:Path.Combine(_work.Value.FullName, \"a\")|}, input);")]
    [InlineData("private readonly Func<string> _path; public Function() { var id = Guid.NewGuid(); _path = () => $\"/tmp/{id}\"; }", "File.WriteAllText(_path(), input);")]
    [InlineData("private static readonly Lazy<string> s_root = new(() => Path.GetTempPath());", "var p = s_root.Value + Guid.NewGuid(); File.WriteAllText(p, input); File.Delete(p);")]
    [InlineData("", "var own = new Lazy<string>(() => $\"/tmp/{input}{Guid.NewGuid()}\"); File.WriteAllText(own.Value, input); File.Delete(own.Value);")]
    public Task Kept_by_the_function(string members, string body) => Verify.RulesAsync(FileFunction.Of(body, members));

    private static Task ExecutableAsync(string program) => Verify.RulesAsync(
        new[]
        {
            ("/0/Test0.cs", $"""
                #pragma warning disable CS1998
                using System;
                using System.IO;
                using System.Threading.Tasks;
                using Amazon.Lambda.Core;
                using Amazon.Lambda.RuntimeSupport;
                using Amazon.Lambda.Serialization.SystemTextJson;

                {program}
                """),
        },
        [], output: OutputKind.ConsoleApplication);
}
