using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process.Fixes;

/// <summary>The culture of one invocation.</summary>
public class Lmi4001ProcessWideStateChangedCodeFixTests
{
    [Fact]
    public Task Culture() => VerifyFix<Lmi4001ProcessWideStateChangedCodeFix>.RepairsAsync(Function("{|LMI4001:CultureInfo.DefaultThreadCurrentCulture|}"), Function("CultureInfo.CurrentCulture"));

    [Theory]
    [InlineData("public async Task<string> Handle(string input, ILambdaContext context) { await SetAsync(input); return input; } private static async Task SetAsync(string name) { await Task.Yield(); CultureInfo.DefaultThreadCurrentCulture = new CultureInfo(name); }")]
    [InlineData("public string Handle(string input, ILambdaContext context) { Environment.CurrentDirectory = input; return input; }")]
    [InlineData("public string Handle(string input, ILambdaContext context) { Environment.SetEnvironmentVariable(\"TENANT\", input); return input; }")]
    public Task Not_offered(string members) => VerifyFix<Lmi4001ProcessWideStateChangedCodeFix>.OffersAsync("using System; using System.Globalization; using System.Threading.Tasks; using Amazon.Lambda.Core; public class Function { " + members + " }");

    private static string Function(string target) => $$"""
        using System.Globalization;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            public async Task<string> Handle(string input, ILambdaContext context)
            {
                {{target}} = new CultureInfo(input); // theirs
                await Task.Yield();
                return 1.5.ToString();
            }
        }
        """;
}
