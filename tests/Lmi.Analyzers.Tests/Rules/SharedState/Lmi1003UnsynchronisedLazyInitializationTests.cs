using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>The shapes that count as initialization on first use, and those that are right. Whole functions are in the corpus.</summary>
public class Lmi1003UnsynchronisedLazyInitializationTests
{
    [Theory]
    [InlineData("{|LMI1003:s_catalog|} ??= Catalog.Load(); return s_catalog;")]
    [InlineData("return {|LMI1003:s_catalog|} ??= Catalog.Load();")]
    [InlineData("if (s_catalog == null) { {|LMI1003:s_catalog|} = Catalog.Load(); } return s_catalog;")]
    [InlineData("if (s_catalog is null) { var made = Catalog.Load(); {|LMI1003:s_catalog|} = made; } return s_catalog;")]
    [InlineData("if (s_catalog != null) { return s_catalog; } {|LMI1003:s_catalog|} = Catalog.Load(); return s_catalog;")]
    [InlineData("if (!s_isLoaded) { s_catalog = Catalog.Load(); {|LMI1003:s_isLoaded|} = true; } return s_catalog!;")]
    public Task Without_a_guard(string body) => Verify.RulesAsync(Function(body));

    [Theory]
    [InlineData("if (!s_isLoaded) { lock (Gate) { if (!s_isLoaded) { {|LMI1003:s_isLoaded|} = true; s_catalog = Catalog.Load(); } } } return s_catalog!;")]
    [InlineData("if (s_catalog == null) { lock (Gate) { if (s_catalog == null) { {|LMI1003:s_catalog|} = new Catalog(); s_catalog.Name = \"x\"; } } } return s_catalog;")]
    [InlineData("if (s_price == null) { lock (Gate) { if (s_price == null) { {|LMI1003:s_price|} = 1; } } } return new Catalog();")]
    public Task Double_checked_the_wrong_way(string body) => Verify.RulesAsync(Function(body));

    [Theory]
    [InlineData("if (s_catalog == null) { lock (Gate) { if (s_catalog == null) { s_catalog = Catalog.Load(); } } } return s_catalog;")]
    [InlineData("if (s_catalog == null) { lock (Gate) { s_catalog ??= Catalog.Load(); } } return s_catalog;")]
    [InlineData("lock (Gate) { return s_catalog ??= Catalog.Load(); }")]
    [InlineData("return LazyInitializer.EnsureInitialized(ref s_catalog, ref s_isLoaded, ref s_gate, Catalog.Load)!;")]
    [InlineData("if (Interlocked.CompareExchange(ref s_catalog, new Catalog(), null) == null) { } return s_catalog!;")]
    [InlineData("Catalog? mine = null; mine ??= Catalog.Load(); return mine;")]
    public Task Right(string body) => Verify.RulesAsync(Function(body));

    private static string Function(string body) => $$"""
        #pragma warning disable CS0169, CS0649, CS0414
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Catalog
        {
            public string Name = "";

            public static Catalog Load() => new();
        }

        public class Function
        {
            private static readonly object Gate = new();
            private static object? s_gate = new();
            private static bool s_isLoaded;
            private static decimal? s_price;
            private static Catalog? s_catalog;

            public Catalog Handle(string input, ILambdaContext context)
            {
                {{body}}
            }
        }
        """;
}
