using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Which order of writes, awaits and reads is wrong. Whole functions are in the corpus.</summary>
public class Lmi1007ThreadBoundStateTests
{
    private const string Reported = "[ThreadStatic] private static string? {|LMI1007:t_x|};";
    private const string Silent = "[ThreadStatic] private static string? t_x;";

    [Theory]
    [InlineData(Reported, "t_x = input; await Task.Delay(1); return t_x;")]
    [InlineData(Reported, "t_x = input; return await ReadAsync(); static async Task<string?> ReadAsync() { await Task.Delay(1); return t_x; }")]
    [InlineData(Reported, "await SetAsync(input); return t_x; static async Task SetAsync(string value) { await Task.Delay(1); t_x = value; }")]
    [InlineData("private static readonly ThreadLocal<string?> {|LMI1007:s_x|} = new();", "s_x.Value = input; await Task.Delay(1); return s_x.Value;")]
    [InlineData("private readonly Dictionary<int, string> {|LMI1007:_x|} = new();", "lock (_x) { _x[Environment.CurrentManagedThreadId] = input; } await Task.Delay(1); lock (_x) { return _x[Environment.CurrentManagedThreadId]; }")]
    [InlineData("[ThreadStatic] private static int {|LMI1007:t_depth|};", "t_depth++; await Task.Delay(1); t_depth--; return input;")]
    [InlineData("private static readonly ThreadLocal<List<string>> {|LMI1007:s_x|} = new(() => new List<string>());", "s_x.Value!.Add(input); await Task.Delay(1); return Take(); static string Take() { var all = string.Join(\",\", s_x.Value!); s_x.Value!.Clear(); return all; }")]
    [InlineData("[ThreadStatic] private static List<string>? {|LMI1007:t_x|};", "(t_x ??= new List<string>()).Add(input); await Task.Delay(1); return Take(); static string Take() { var all = t_x?.ToArray() ?? []; t_x?.Clear(); return string.Join(\",\", all); }")]
    public Task Across_an_await(string member, string body) => Verify.RulesAsync(Function(member, body));

    [Theory]
    [InlineData(Silent, "t_x = input; var read = t_x; await Task.Delay(1); return read;")]
    [InlineData(Silent, "await Task.Delay(1); t_x = input; return t_x;")]
    [InlineData(Silent, "t_x = input; await Task.Delay(1); t_x = input; return t_x;")]
    [InlineData(Silent, "t_x ??= \"scratch\"; await Task.Delay(1); return t_x;")]
    [InlineData(Silent, "Set(input); await Task.Delay(1); return input; static void Set(string value) { t_x = value; try { Use(); } finally { t_x = null; } } static void Use() => Console.WriteLine(t_x);")]
    [InlineData("private static readonly AsyncLocal<string?> s_x = new();", "s_x.Value = input; await Task.Delay(1); return s_x.Value;")]
    [InlineData("private static readonly ThreadLocal<Random> s_x = new(() => new Random());", "await Task.Delay(s_x.Value!.Next(3)); return input + s_x.Value.Next();")]
    [InlineData("private static readonly ThreadLocal<List<string>> s_x = new(() => new List<string>());", "await Task.Delay(1); s_x.Value!.Add(input); return Take(); static string Take() { var all = string.Join(\",\", s_x.Value!); s_x.Value!.Clear(); return all; }")]
    [InlineData("[ThreadStatic] private static List<string>? t_x;", "await Task.Delay(1); t_x?.Clear(); (t_x ??= new List<string>()).Add(input); return string.Join(\",\", t_x);")]
    public Task Within_one_stretch(string member, string body) => Verify.RulesAsync(Function(member, body));

    private static string Function(string member, string body) => $$"""
        #pragma warning disable CS0169, CS0649, CS0414
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            {{member}}

            public async Task<string?> Handle(string input, ILambdaContext context)
            {
                {{body}}
            }
        }
        """;
}
