using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1006InvocationDataOverwritesSharedStateCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Data of one invocation in an object that all share: every invocation gets its own value.</summary>
public sealed class Lmi1006AsyncLocalCodeFixTests
{
    /// <summary>A field <c>_x</c> or property <c>X</c>, how it is set and read, and what becomes of them.</summary>
    [Theory]
    [InlineData("private string? _x;", "private readonly AsyncLocal<string?> _x = new();", "{|LMI1006:_x|} = value;", "_x.Value = value;", "_x!.Length", "_x.Value!.Length")]
    [InlineData("private string _x = null!; // kept", "private readonly AsyncLocal<string> _x = new(); // kept", "{|LMI1006:this._x|} = value;", "this._x.Value = value;", "_x.Length", "_x.Value!.Length")]
    [InlineData("private static string s_x = \"none\";", "private static readonly AsyncLocal<string> s_x = new();", "{|LMI1006:s_x|} = value;", "s_x.Value = value;", "s_x.Length", "(s_x.Value ?? \"none\").Length")]
    [InlineData("private int _x;", "private readonly AsyncLocal<int> _x = new();", "{|LMI1006:_x|} = value.Length;", "_x.Value = value.Length;", "_x + 1", "_x.Value + 1")]
    public Task A_private_field_is_read_and_written_through_Value(string field, string fixedField, string set, string fixedSet, string read, string fixedRead) =>
        Fix.RepairsAsync(InService(field, set, read), InService(fixedField, fixedSet, fixedRead));

    [Theory]
    [InlineData("public string? X { get; private set; }", "private readonly AsyncLocal<string?> _x = new();", "public string? X", "get => _x.Value;", "private set => _x.Value = value;", "X!.Length")]
    [InlineData("public string X { get; set; } = \"\"; // kept", "private readonly AsyncLocal<string> _x = new();", "public string X", "get => _x.Value ?? \"\";", "set => _x.Value = value;", "X.Length", " // kept")]
    [InlineData("public string[] X = Array.Empty<string>();", "private readonly AsyncLocal<string[]> _x = new();", "public string[] X", "get => _x.Value ?? Array.Empty<string>();", "set => _x.Value = value;", "X.Length")]
    [InlineData("internal static string X = null!;", "private static readonly AsyncLocal<string> _x = new();", "internal static string X", "get => _x.Value!;", "set => _x.Value = value;", "X.Length")]
    public Task What_others_can_see_stays_a_property(string before, string field, string header, string get, string set, string read, string end = "")
    {
        var assign = before.Contains("[]") ? "{|LMI1006:X|} = value.Split(',');" : "{|LMI1006:X|} = value;";
        return Fix.RepairsAsync(
            InService("/// <summary>Of the invocation.</summary>\n    " + before, assign, read),
            InService(field + "\n\n    /// <summary>Of the invocation.</summary>\n    " + header + "\n    {\n        " + get + "\n        " + set + "\n    }" + end, assign.Replace("{|LMI1006:", "").Replace("|}", ""), read));
    }

    [Fact]
    public Task Middleware_hands_it_down_the_pipeline() => Fix.RepairsAsync(
        Middleware("private static string? s_tenant;", "{|LMI1006:s_tenant|} = http.Request.Path;", "s_tenant"),
        Middleware("private static readonly AsyncLocal<string?> s_tenant = new();", "s_tenant.Value = http.Request.Path;", "s_tenant.Value"));

    private static string InService(string member, string set, string read) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Service
        {
            {{member}}

            public void Open(string value)
            {
                {{set}}
            }

            public string Close() => "n" + ({{read}});
        }

        public class F
        {
            private readonly Service _service = new();

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                _service.Open(input);
                await Task.Delay(1);
                return _service.Close();
            }
        }
        """;

    private static string Middleware(string field, string set, string read) => $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.DependencyInjection;

        public class Tenant
        {
            {{field}}
            private readonly RequestDelegate _next;

            public Tenant(RequestDelegate next) => _next = next;

            public static string? Current => {{read}};

            public async Task InvokeAsync(HttpContext http)
            {
                {{set}}
                await _next(http);
            }
        }

        public static class Program
        {
            public static void Main()
            {
                var builder = WebApplication.CreateBuilder();
                builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
                var app = builder.Build();
                app.UseMiddleware<Tenant>();
                app.Run();
            }
        }
        """;
}
