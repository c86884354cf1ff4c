using System.Linq;
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
    public async Task Libraries_are_analysed_unless_they_are_for_tests(string assembly, int expected) => await Finds(expected, assembly, """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public static class Seen
        {
            private static readonly List<string> s_all = new();

            public static void Add(string id) => s_all.Add(id);
        }
        """);

    /// <summary>A provider for a moment, to read settings from, says nothing of the scopes of the program that registers the services.</summary>
    [Theory]
    [InlineData("Scoped", 0)]
    [InlineData("Singleton", 1)]
    public async Task Scopes_are_made_by_the_program_that_uses_the_library(string lifetime, int expected) => await Finds(expected, "Orders.Shared", $$"""
        using System.Collections.Generic;
        using Amazon.Lambda.Core;
        using Microsoft.Extensions.DependencyInjection;

        public class Settings { }

        public interface INotes { void Add(string text); }

        public class Notes : INotes
        {
            private readonly List<string> _all = new();

            public void Add(string text) => _all.Add(text);
        }

        public static class Services
        {
            public static IServiceCollection AddNotes(this IServiceCollection services) => services.Add{{lifetime}}<INotes, Notes>();

            public static Settings Read(IServiceCollection services)
            {
                using var provider = services.BuildServiceProvider();
                return provider.GetRequiredService<Settings>();
            }
        }
        """);

    /// <summary>Who calls a setter, and when, a library cannot know: it is silent about properties too. What belongs to an invocation is set by each.</summary>
    [Theory]
    [InlineData("void SetName(string name) => s_name = name", 0)]
    [InlineData("void SetName(ILambdaContext context, string name) => s_name = name", 1)]
    [InlineData("void Append(string name) => s_name += name", 1)]
    [InlineData("void Remember(string name) => s_name = name.Trim()", 1)]
    [InlineData("void Append(ILoggingBuilder logging) => s_name += logging", 0)]
    [InlineData("void Append(WebApplicationBuilder web) => s_name += web", 0)]
    [InlineData("void Append(StringBuilder text) => s_name += text", 1)]
    [InlineData("void Append(InvoiceBuilder invoice) => s_name += invoice", 1)]
    public async Task A_method_that_only_keeps_its_argument_is_a_setter(string member, int expected) => await Finds(expected, "Orders.Shared", $$"""
        using System.Text;
        using Amazon.Lambda.Core;

        public interface ILoggingBuilder { }

        public class WebApplicationBuilder { }

        public class InvoiceBuilder { }

        public static class Environment
        {
            private static string s_name = "";

            public static {{member}};

            public static bool IsTest => s_name == "test";
        }
        """);

    [Theory]
    [InlineData("Start", 0)]
    [InlineData("StopAsync", 0)]
    [InlineData("StartOrder", 1)]
    [InlineData("Poll", 1)]
    public async Task A_host_starts_and_stops_a_service_once(string name, int expected) => await Finds(expected, "Orders.Shared", $$"""
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Microsoft.Extensions.DependencyInjection;

        public class Worker
        {
            private int _runs;

            public Task {{name}}()
            {
                _runs++;
                return Task.CompletedTask;
            }
        }

        public static class Services
        {
            public static IServiceCollection AddWorker(this IServiceCollection services) => services.AddSingleton<Worker>();
        }
        """);

    private static async Task Finds(int expected, string assembly, string source)
    {
        var compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(source, path: "Library.cs")],
            Verify.Framework.Add(Verify.StandIns),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        Assert.Equal(expected, (await Verify.FullAsync(compilation)).Length);
    }
}
