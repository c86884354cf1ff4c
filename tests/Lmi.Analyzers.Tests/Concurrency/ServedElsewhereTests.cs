using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>A web application that calls a function's code, without the package that hosts web applications on Lambda: it is another server's.</summary>
public class ServedElsewhereTests
{
    [Theory]
    [InlineData(OutputKind.ConsoleApplication, "s_seen[id]")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "{|LMI1001:s_seen[id]|}")]
    public Task Controllers_without_Lambda_hosting(OutputKind output, string access) => VerifyAsync(access, output, "");

    [Fact]
    public Task Controllers_with_Lambda_hosting() =>
        VerifyAsync("{|LMI1001:s_seen[id]|}", OutputKind.ConsoleApplication, "namespace Amazon.Lambda.AspNetCoreServer { public abstract class AbstractAspNetCoreFunction { } }");

    private static Task VerifyAsync(string access, OutputKind output, string more) => Verify.RulesAsync(
        [("/0/Controller.cs", $$"""
            using System.Collections.Generic;
            using Microsoft.AspNetCore.Mvc;

            public class OrdersController : ControllerBase
            {
                private static readonly Dictionary<string, string> s_seen = new();

                [HttpGet]
                public string Get(string id) => {{access}} = id;
            }

            public static class Program
            {
                public static void Main()
                {
                }
            }

            namespace Amazon.Lambda.Core
            {
                public interface ILambdaContext
                {
                }
            }

            {{more}}
            """)], [], output: output, hasLambda: false);
}
