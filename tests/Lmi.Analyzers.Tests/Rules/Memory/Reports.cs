using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>What all rules report on one source, for tests of severities and messages.</summary>
internal static class Reports
{
    public static async Task<ImmutableArray<Diagnostic>> OfAsync(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Function",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), "/0/Test0.cs")],
            Verify.Framework.Add(Verify.StandIns).AddRange(Verify.Models),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return await Verify.FullAsync(compilation);
    }
}
