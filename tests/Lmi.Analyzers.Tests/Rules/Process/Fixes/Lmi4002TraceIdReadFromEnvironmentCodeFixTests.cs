using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process.Fixes;

/// <summary>The context, or the trace provider.</summary>
public class Lmi4002TraceIdReadFromEnvironmentCodeFixTests
{
    [Fact]
    public Task The_context_where_there_is_one_else_the_provider() => VerifyFix<Lmi4002TraceIdReadFromEnvironmentCodeFix>.RepairsAsync(
        Function("{|LMI4002:Environment.GetEnvironmentVariable|}(\"_X_AMZN_TRACE_ID\")", "(string?){|LMI4002:Environment.GetEnvironmentVariables()[\"_X_AMZN_TRACE_ID\"]|}", "{|LMI4002:Environment.GetEnvironmentVariable|}(\"_X_AMZN_TRACE_ID\")"),
        Function("context.TraceId", "context.TraceId", "LambdaTraceProvider.CurrentTraceId"));

    [Theory]
    [InlineData("private readonly string? _trace = Environment.GetEnvironmentVariable(\"_X_AMZN_TRACE_ID\");")]
    [InlineData("private readonly string? _trace; public Function() { _trace = Environment.GetEnvironmentVariable(\"_X_AMZN_TRACE_ID\"); }")]
    public Task Nothing_has_it_before_the_first_invocation(string members) => VerifyFix<Lmi4002TraceIdReadFromEnvironmentCodeFix>.OffersAsync($$"""
        using System;
        using Amazon.Lambda.Core;

        public class Function
        {
            {{members}}

            public string? Handle(string input, ILambdaContext context) => _trace;
        }
        """);

    private static string Function(string first, string second, string helper) => $$"""
        using System;
        using Amazon.Lambda.Core;

        public class Function
        {
            public string? Handle(string input, ILambdaContext context)
            {
                var trace = {{first}}; // of this invocation
                Func<string?> again = () => {{second}};
                return trace + again() + Helper();
            }

            private static string? Helper() => {{helper}};
        }
        """;
}
