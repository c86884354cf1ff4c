using System.Threading.Tasks;
using Lmi.Analyzers.Rules.Package;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Package;

/// <summary>The assembly of the tests is called TestProject.</summary>
public class Lmi0003UnknownHandlerTests
{
    private const string Source = """
        namespace Acme
        {
            public class Base { public string Handle(string input) => input; private static void Secret(string input) { } }
            public class Function : Base { public string Name { get; set; } public class Nested { public void Handle(string input) { } } }
        }
        """;

    [Theory]
    [InlineData("TestProject::Acme.Function::Handle")]
    [InlineData("TestProject::Acme.Base::Secret")]
    [InlineData("TestProject::Acme.Function+Nested::Handle")]
    [InlineData("TestProject::Acme.Function_Handle_Generated::Handle")]
    [InlineData("Other::Acme.Missing::Handle")]
    [InlineData("TestProject")]
    [InlineData("{|LMI0003:TestProject::Acme.Missing::Handle|}")]
    [InlineData("{|LMI0003:TestProject::Acme.Function::Missing|}")]
    [InlineData("{|LMI0003:TestProject::Acme.Function::Name|}")]
    [InlineData("{|LMI0003:TestProject::Acme.Function.Nested::Handle|}")]
    public async Task Reports_a_handler_of_this_assembly_that_is_not_there(string handler)
    {
        foreach (var (name, text) in new[] { ("aws-lambda-tools-defaults.json", $$"""{ "function-handler": "{{handler}}" }"""), ("template.yaml", $"Globals:\n  Function:\n    Handler: {handler}\n") })
        {
            var test = new PackageRuleTest<Lmi0003UnknownHandlerAnalyzer>(Source);
            test.TestState.AdditionalFiles.Add(("/app/" + name, text));

            await test.RunAsync();
        }
    }

    [Fact]
    public async Task Says_what_is_missing_and_where_it_is_named()
    {
        var test = new PackageRuleTest<Lmi0003UnknownHandlerAnalyzer>(Source);
        test.TestState.AdditionalFiles.Add(("/app/template.yaml", "Globals:\n  Function:\n    Handler: TestProject::Acme.Function::Handel\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("LMI0003", DiagnosticSeverity.Warning)
            .WithSpan("/app/template.yaml", 3, 14, 3, 48)
            .WithMessage("No handler 'TestProject::Acme.Function::Handel': 'Acme.Function' has no method 'Handel', so Lambda cannot start the function"));

        await test.RunAsync();
    }

    [Fact]
    public async Task Leaves_executables_alone()
    {
        var test = new PackageRuleTest<Lmi0003UnknownHandlerAnalyzer>("public static class Program { public static void Main() { } }");
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.TestState.AdditionalFiles.Add(("/app/template.yaml", "Globals:\n  Function:\n    Handler: TestProject::Acme.Missing::Handle\n"));

        await test.RunAsync();
    }
}
