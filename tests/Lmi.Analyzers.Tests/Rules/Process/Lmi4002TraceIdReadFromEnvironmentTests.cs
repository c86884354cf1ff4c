using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process;

/// <summary>The variable with the trace id, under every name that code has for it.</summary>
public class Lmi4002TraceIdReadFromEnvironmentTests
{
    [Theory]
    [InlineData("return {|LMI4002:Environment.GetEnvironmentVariable|}(\"_X_AMZN_TRACE_ID\");")]
    [InlineData("return {|LMI4002:Environment.GetEnvironmentVariable|}(Name);")]
    [InlineData("return {|LMI4002:Environment.GetEnvironmentVariable|}(s_name);")]
    [InlineData("var name = \"_X_AMZN_TRACE_ID\"; return {|LMI4002:Environment.GetEnvironmentVariable|}(name, EnvironmentVariableTarget.Process);")]
    [InlineData("return (string?){|LMI4002:Environment.GetEnvironmentVariables()[\"_X_AMZN_TRACE_ID\"]|};")]
    [InlineData("var all = Environment.GetEnvironmentVariables(); return all[\"HOME\"] + (string?){|LMI4002:all[Name]|};")]
    [InlineData("return {|LMI4002:Variable|}(Name) + Variable(\"HOME\");")]
    public Task It_is_never_set(string statements) => Verify.RulesAsync(Function(statements));

    [Theory]
    [InlineData("return Environment.GetEnvironmentVariable(\"_HANDLER\") + Environment.GetEnvironmentVariable(input);")]
    [InlineData("return context.TraceId ?? LambdaTraceProvider.CurrentTraceId;")]
    [InlineData("var names = new System.Collections.Hashtable { [Name] = 1 }; return names[Name]?.ToString();")]
    public Task Other_variables_and_other_sources_are_silent(string statements) => Verify.RulesAsync(Function(statements));

    [Fact]
    public Task Set_up_cannot_read_it_either_and_code_that_nobody_calls_is_silent() => Verify.RulesAsync("""
        using System;
        using Amazon.Lambda.Core;

        public class Function
        {
            private readonly string? _trace;

            public Function() => _trace = {|LMI4002:Environment.GetEnvironmentVariable|}("_X_AMZN_TRACE_ID");

            public string? Handle(string input, ILambdaContext context) => _trace;

            private static string? NeverCalled() => Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
        }
        """);

    private static string Function(string statements) => $$"""
        using System;
        using Amazon.Lambda.Core;

        public class Function
        {
            private const string Name = "_X_AMZN_TRACE_ID";
            private static readonly string s_name = Name;

            public string? Handle(string input, ILambdaContext context)
            {
                {{statements}}
            }

            private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
        }
        """;
}
