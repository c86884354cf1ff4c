using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>What the pages say of fixes that are offered and not offered, in the order of the light bulb.</summary>
public class OfferTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        """;

    [Theory]
    [InlineData("held across an await", "private readonly List<string> _w = new(); public async Task Handle(string s, ILambdaContext c) { var w = _w; await Task.Yield(); w.Add(s); w[0] = s; }")]
    [InlineData("enumerated around an await", "private readonly List<string> _w = new(); public async Task Handle(string s, ILambdaContext c) { _w.Add(s); foreach (var w in _w) { await Task.Delay(w.Length); } }", "Make '_w' a ConcurrentQueue", "Guard every use of '_w' with a lock")]
    [InlineData("kept by others", "private readonly List<string> _w = new(); public object Handle(string s, ILambdaContext c) { _w.Add(s); return _w; }")]
    [InlineData("given by a caller", "private readonly List<string> _w; public Function() : this(Shared.List) { } public Function(List<string> w) => _w = w; public int Handle(string s, ILambdaContext c) { _w.Add(s); return _w[0].Length; } } public static class Shared { public static readonly List<string> List = new();")]
    [InlineData("guarded otherwise", "private readonly SemaphoreSlim _g = new(1); private readonly List<string> _w = new(); public int Handle(string s, ILambdaContext c) { _w.Add(s); _g.Wait(); try { return _w[0].Length; } finally { _g.Release(); } }")]
    [InlineData("indexed", "private readonly List<string> _w = new(); public int Handle(string s, ILambdaContext c) { _w.Add(s); return _w[0].Length; }", "Guard every use of '_w' with a lock")]
    [InlineData("appended to", "private readonly List<string> _w = new(); public int Handle(string s, ILambdaContext c) { _w.Add(s); return _w.Count; }", "Make '_w' a ConcurrentQueue", "Guard every use of '_w' with a lock")]
    public Task Collections(string why, string body, params string[] titles) => AssertAsync<Lmi1001SharedCollectionMutatedCodeFix>(why, body, titles);

    [Theory]
    [InlineData("in a struct", "public int Handle(string s, ILambdaContext c) { S.N++; return S.N; } } public struct S { public static int N;", "Write 'N' with Interlocked")]
    [InlineData("in a struct, wider", "public int Handle(string s, ILambdaContext c) { S.N *= 2; return S.N; } } public struct S { public static int N = 1; public S() { }")]
    [InlineData("by reference", "private static int s_n; public int Handle(string s, ILambdaContext c) { Bump(ref s_n); return 1; } private static void Bump(ref int n) => n++;", "Guard 's_n' with a lock")]
    [InlineData("held across an await", "private static int s_n; public async Task Handle(string s, ILambdaContext c) { if (s_n < 9) { await Task.Yield(); s_n++; } }")]
    [InlineData("a counter", "private static int s_n; public int Handle(string s, ILambdaContext c) => s_n++;", "Write 's_n' with Interlocked", "Guard 's_n' with a lock")]
    public Task Writes(string why, string body, params string[] titles) => AssertAsync<Lmi1002SharedStateWrittenCodeFix>(why, body, titles);

    [Theory]
    [InlineData("of nothing", "private static object? s_o; public int Handle(string s, ILambdaContext c) { s_o ??= new object(); return s_o.GetHashCode(); }", "Initialize 's_o' with Lazy<T>", "Let one invocation initialize 's_o'", "Guard 's_o' with a lock")]
    [InlineData("of a parameter", "private static object? s_o; public int Handle(string s, ILambdaContext c) { s_o ??= new List<int>(c.MemoryLimitInMB); return s_o.GetHashCode(); }", "Let one invocation initialize 's_o'", "Guard 's_o' with a lock")]
    [InlineData("cleared", "private static object? s_o; public int Handle(string s, ILambdaContext c) { s_o ??= new object(); return 1; } public static void Clear() => s_o = null;", "Guard 's_o' with a lock")]
    [InlineData("a number", "private static int s_n; public int Handle(string s, ILambdaContext c) { if (s_n == 0) { s_n = Environment.ProcessId; } return s_n; }", "Guard 's_n' with a lock")]
    [InlineData("asynchronous", "private static object? s_o; public async Task<object> Handle(string s, ILambdaContext c) { s_o ??= await MakeAsync(); return s_o; } private static Task<object> MakeAsync() => Task.FromResult(new object());", "Initialize 's_o' with Lazy<T>", "Let one invocation initialize 's_o'")]
    public Task FirstUse(string why, string body, params string[] titles) => AssertAsync<Lmi1003UnsynchronisedLazyInitializationCodeFix>(why, body, titles);

    [Theory]
    [InlineData("a maximum", "private static string s_m = \"\"; public int Handle(string s, ILambdaContext c) { if (s.Length > s_m.Length) { s_m = s; } return s_m.Length; }")]
    [InlineData("set for the caller", "public static string? Tenant; public async Task<string> Handle(string s, ILambdaContext c) { await SetAsync(s); return Tenant!; } private static async Task SetAsync(string s) { await Task.Yield(); Tenant = s; }")]
    [InlineData("passed down", "private string? _m; public int Handle(string s, ILambdaContext c) { _m = s; return Read(); } private int Read() => _m!.Length;", "Make '_m' a local, passed as a parameter", "Keep '_m' in an AsyncLocal<T>")]
    public Task InvocationData(string why, string body, params string[] titles) => AssertAsync<Lmi1006InvocationDataOverwritesSharedStateCodeFix>(why, body, titles);

    private static async Task AssertAsync<TFix>(string why, string body, string[] titles)
        where TFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new()
    {
        Assert.NotEmpty(why);
        await VerifyFix<TFix>.OffersAsync(Usings + "public class Function { " + body + " }", titles);
    }
}
