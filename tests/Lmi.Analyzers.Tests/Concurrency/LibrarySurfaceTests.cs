using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.Concurrency.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>Which class libraries serve invocations.</summary>
public class LibrarySurfaceTests
{
    [Theory]
    [InlineData("Orders.Testing")]
    [InlineData("Orders.Testing.DynamoDb")]
    [InlineData("Orders.IntegrationTests.Common")]
    [InlineData("Orders.TestHelpers")]
    [InlineData("orders-UnitTest")]
    public void A_library_for_tests_is_known_by_its_name(string assembly) => Assert.True(LibrarySurface.IsForTests(assembly));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Orders.Shared")]
    [InlineData("Orders.Attestations")]
    [InlineData("LatestPrices")]
    [InlineData("Contest.Core")]
    [InlineData("TestResults.Import")]
    [InlineData("Shop.AbTesting")]
    public void Any_other_is_not(string? assembly) => Assert.False(LibrarySurface.IsForTests(assembly));

    [Theory]
    [InlineData("Orders.Shared", 1)]
    [InlineData("Orders.Testing", 0)]
    public async Task Libraries_are_analysed_unless_they_are_for_tests(string assembly, int expected)
    {
        var compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText("""
                using System.Collections.Generic;
                using Amazon.Lambda.Core;

                public static class Seen
                {
                    private static readonly List<string> s_all = new();

                    public static void Add(string id) => s_all.Add(id);
                }
                """, path: "Seen.cs")],
            (await Verify.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None)).Add(Verify.StandIns),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        Assert.Equal(expected, (await Verify.FullAsync(compilation)).Length);
    }
}
