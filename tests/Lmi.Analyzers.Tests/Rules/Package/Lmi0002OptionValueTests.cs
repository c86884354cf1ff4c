using System.Threading.Tasks;
using Lmi.Analyzers.Rules.Package;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Package;

public class Lmi0002OptionValueTests
{
    private static DiagnosticResult Reported(string name, string value, string values) =>
        new DiagnosticResult("LMI0002", DiagnosticSeverity.Warning).WithMessage($"'{name}' is set to '{value}', which it cannot be; it counts as not set. It can be {values}.");

    [Fact]
    public async Task Names_the_editorconfig_key_and_its_value_once()
    {
        var test = new PackageRuleTest<Lmi0002OptionValueAnalyzer>();
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nlmi_scope = everything\n"));
        test.ExpectedDiagnostics.Add(Reported("lmi_scope", "everything", "auto, handlers, library or off"));

        await test.RunAsync();
    }

    [Fact]
    public async Task Names_the_MSBuild_property_and_its_value()
    {
        var test = new PackageRuleTest<Lmi0002OptionValueAnalyzer>();
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.LmiMemoryMb = 2 GB\nbuild_property.LmiScope = \nlmi_max_concurrency = 0\n"));
        test.ExpectedDiagnostics.Add(Reported("lmi_max_concurrency", "0", "a whole number from 1 to 1600"));
        test.ExpectedDiagnostics.Add(Reported("LmiMemoryMb", "2 GB", "a whole number of MB from 128 to 32768"));

        await test.RunAsync();
    }

    [Fact]
    public async Task Is_silent_on_values_that_fit()
    {
        var test = new PackageRuleTest<Lmi0002OptionValueAnalyzer>();
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nlmi_scope = Library\nlmi_temp_roots = /mnt/efs\nlmi_relative_paths = false\n"));

        await test.RunAsync();
    }
}
