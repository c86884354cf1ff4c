using System.Threading.Tasks;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.Memory.Lmi3003HeavyInitializationRacesCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>How each racing shape becomes one in which a single caller builds.</summary>
public sealed class Lmi3003LazyCodeFixTests
{
    private const string Map = "private static readonly ConcurrentDictionary<string, InferenceSession> s_byName = new();";
    private const string LazyMap = "private static readonly ConcurrentDictionary<string, Lazy<InferenceSession>> s_byName = new();";

    [Theory]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, n => Open(n));", "return s_byName.GetOrAdd(input, n => new Lazy<InferenceSession>(() => Open(n))).Value;")]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, static n => new InferenceSession(n));", "return s_byName.GetOrAdd(input, static n => new Lazy<InferenceSession>(() => new InferenceSession(n))).Value;")]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, Open);", "return s_byName.GetOrAdd(input, key => new Lazy<InferenceSession>(() => Open(key))).Value;")]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, n => { var path = n + \".onnx\"; return Open(path); });", "return s_byName.GetOrAdd(input, n => new Lazy<InferenceSession>(() => { var path = n + \".onnx\"; return Open(path); })).Value;")]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, static (n, folder) => Open(folder + n), \"/opt/\");", "return s_byName.GetOrAdd(input, static (n, folder) => new Lazy<InferenceSession>(() => Open(folder + n)), \"/opt/\").Value;")]
    [InlineData("if (s_byName.TryGetValue(input, out var known)) { return known; } return {|LMI3003:s_byName.GetOrAdd|}(input, n => Open(n));", "if (s_byName.TryGetValue(input, out var known)) { return known.Value; } return s_byName.GetOrAdd(input, n => new Lazy<InferenceSession>(() => Open(n))).Value;")]
    public Task A_dictionary_of_lazy_values(string before, string after) => Fix.RepairsAsync(Function(Map, before), Function(LazyMap, after));

    [Fact]
    public Task Tasks_are_kept_lazily_too() => Fix.RepairsAsync(
        Function("private static readonly ConcurrentDictionary<string, Task<InferenceSession>> s_byName = new ConcurrentDictionary<string, Task<InferenceSession>>(StringComparer.Ordinal);", "return await {|LMI3003:s_byName.GetOrAdd|}(input, async n => await OpenAsync(n));"),
        Function("private static readonly ConcurrentDictionary<string, Lazy<Task<InferenceSession>>> s_byName = new ConcurrentDictionary<string, Lazy<Task<InferenceSession>>>(StringComparer.Ordinal);", "return await s_byName.GetOrAdd(input, n => new Lazy<Task<InferenceSession>>(async () => await OpenAsync(n))).Value;"));

    [Theory]
    [InlineData("return {|LMI3003:s_session|} ??= Open(\"m\");", "return s_session.Value;")]
    [InlineData("if (s_session == null) { {|LMI3003:s_session|} = Open(\"m\"); } return s_session;", "return s_session.Value;")]
    [InlineData("Interlocked.CompareExchange(ref s_session, {|LMI3003:Open(\"m\")|}, null); return s_session!;", "return s_session.Value;")]
    [InlineData("if (s_session == null) { Interlocked.CompareExchange(ref s_session, {|LMI3003:Open(\"m\")|}, null); } return s_session!;", "return s_session.Value;")]
    [InlineData("var known = Volatile.Read(ref s_session); if (known != null) { return known; } Interlocked.CompareExchange(ref s_session, {|LMI3003:Open(\"m\")|}, null); return s_session!;", "return s_session.Value;")]
    [InlineData("return {|LMI3003:LazyInitializer.EnsureInitialized|}(ref s_session, () => Open(\"m\"))!;", "return s_session.Value;")]
    public Task A_lazy_field(string before, string after) =>
        Fix.RepairsAsync(Function("private static InferenceSession? s_session;", before), Function("private static readonly Lazy<InferenceSession> s_session = new(() => Open(\"m\"));", after));

    [Theory]
    [InlineData("new(() => Open(\"m\"), LazyThreadSafetyMode.PublicationOnly)", "new(() => Open(\"m\"), LazyThreadSafetyMode.ExecutionAndPublication)")]
    [InlineData("new Lazy<InferenceSession>(() => Open(\"m\"), LazyThreadSafetyMode.None)", "new Lazy<InferenceSession>(() => Open(\"m\"), LazyThreadSafetyMode.ExecutionAndPublication)")]
    [InlineData("new(() => Open(\"m\"), isThreadSafe: false)", "new(() => Open(\"m\"), isThreadSafe: true)")]
    public Task A_safe_mode(string before, string after) =>
        Fix.RepairsAsync(Function("private static readonly Lazy<InferenceSession> s_lazy = {|LMI3003:" + before + "|};", "return s_lazy.Value;"), Function("private static readonly Lazy<InferenceSession> s_lazy = " + after + ";", "return s_lazy.Value;"));

    [Theory]
    [InlineData("foreach (var s in s_byName.Values) { s.Run(null!); } return s_byName.GetOrAdd(input, n => Open(n));", "values are listed")]
    [InlineData("s_byName[input] = Open(input); return s_byName.GetOrAdd(input, n => Open(n));", "values are written")]
    [InlineData("System.Func<string, InferenceSession> open = Open; return s_byName.GetOrAdd(input, open);", "the factory is a delegate kept elsewhere")]
    public Task No_dictionary_of_lazy_values_where(string body, string why)
    {
        Assert.NotEmpty(why);
        return Fix.OffersAsync(Function(Map, body));
    }

    private static string Function(string field, string body) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Microsoft.ML.OnnxRuntime;

        #pragma warning disable CS1998
        public class Function
        {
            {{field}}

            public async Task<InferenceSession> Handle(string input, ILambdaContext context)
            {
                {{body}}
            }

            private static InferenceSession Open(string path) => new(path);

            private static Task<InferenceSession> OpenAsync(string path) => Task.Run(() => Open(path));
        }
        """;
}
