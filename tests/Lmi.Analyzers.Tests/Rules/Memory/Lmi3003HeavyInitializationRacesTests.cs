using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>The shapes in which a first burst builds several, and their right twins. Whole functions are in the corpus.</summary>
public class Lmi3003HeavyInitializationRacesTests
{
    [Theory]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, n => new InferenceSession(n));")]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, Open);")]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, static (n, p) => Open(p + n), \"/opt/\");")]
    [InlineData("return {|LMI3003:s_byName.AddOrUpdate|}(input, n => Open(n), (n, old) => old);")]
    [InlineData("return await {|LMI3003:s_tasks.GetOrAdd|}(input, n => Task.Run(() => Open(n)));")]
    [InlineData("return await {|LMI3003:s_tasks.GetOrAdd|}(input, OpenAsync);")]
    [InlineData("return {|LMI3003:s_cache.GetOrCreate|}(input, e => { e.SlidingExpiration = TimeSpan.FromHours(1); return Open(input); })!;")]
    [InlineData("return (await {|LMI3003:s_cache.GetOrCreateAsync|}(input, async e => await OpenAsync(input)))!;")]
    [InlineData("return {|LMI3003:LazyInitializer.EnsureInitialized|}(ref s_session, () => Open(\"m\"))!;")]
    [InlineData("Interlocked.CompareExchange(ref s_session, {|LMI3003:Open(\"m\")|}, null); return s_session!;")]
    [InlineData("if (s_session == null) { Interlocked.CompareExchange(ref s_session, {|LMI3003:new InferenceSession(\"m\")|}, null); } return s_session!;")]
    [InlineData("return {|LMI3003:s_session|} ??= new InferenceSession(\"m\");")]
    [InlineData("{|LMI3003:s_session|} ??= await OpenAsync(\"m\"); return s_session;")]
    [InlineData("if (s_session == null) { {|LMI3003:s_session|} = Open(\"m\"); } return s_session;")]
    [InlineData("var s = s_session; if (s == null) { s = Open(\"m\"); {|LMI3003:s_session|} = s; } return s;")]
    [InlineData("if (s_session != null) { return s_session; } var made = Open(\"m\"); {|LMI3003:s_session|} = made; return made;")]
    [InlineData("if (!s_isReady) { {|LMI3003:s_session|} = Open(\"m\"); s_isReady = true; } return s_session!;")]
    [InlineData("if (!s_isReady) { {|LMI3003:Prepare()|}; s_isReady = true; } return s_session!;")]
    [InlineData("s_scorer ??= new Scorer(); return s_scorer.Session;", "s_scorer")]
    [InlineData("if (!s_byName.TryGetValue(input, out var s)) { s = {|LMI3003:Open|}(input); s_byName[input] = s; } return s;")]
    [InlineData("return s_publishes.Value;")]
    public Task Several_are_built(string body, string? reported = null)
    {
        var source = Function(body.Replace("Prepare()|}", "Prepare|}()", System.StringComparison.Ordinal).Replace("Open(\"m\")|}, null", "Open(\"m\")|}, null", System.StringComparison.Ordinal));
        if (reported != null)
        {
            source = source.Replace(reported + " ??=", "{|LMI3003:" + reported + "|} ??=", System.StringComparison.Ordinal);
        }

        if (body.Contains("s_publishes", System.StringComparison.Ordinal))
        {
            source = source.Replace("/*racing*/new(() => Open(\"m\"), LazyThreadSafetyMode.PublicationOnly)", "{|LMI3003:new(() => Open(\"m\"), LazyThreadSafetyMode.PublicationOnly)|}", System.StringComparison.Ordinal);
        }

        return Verify.RulesAsync(source);
    }

    [Theory]
    [InlineData("return s_lazies.GetOrAdd(input, n => new Lazy<InferenceSession>(() => Open(n))).Value;")]
    [InlineData("return s_lazy.Value;")]
    [InlineData("lock (Gate) { return s_byName.GetOrAdd(input, n => Open(n)); }")]
    [InlineData("lock (Gate) { return s_session ??= Open(\"m\"); }")]
    [InlineData("if (s_session == null) { lock (Gate) { if (s_session == null) { s_session = Open(\"m\"); } } } return s_session;")]
    [InlineData("return LazyInitializer.EnsureInitialized(ref s_session, ref s_gate, () => Open(\"m\"))!;")]
    [InlineData("var mine = new ConcurrentDictionary<string, string>(); mine.GetOrAdd(input, n => n); return s_lazy.Value;")]
    [InlineData("var label = s_labels.GetOrAdd(input, static n => n.Trim()); return s_lazy.Value;")]
    [InlineData("var client = s_clients.GetOrAdd(input, static n => new HttpClient()); return s_lazy.Value;")]
    [InlineData("await s_semaphore.WaitAsync(); try { s_session ??= await OpenAsync(\"m\"); } finally { s_semaphore.Release(); } return s_session;")]
    public Task One_is_built(string body) => Verify.RulesAsync(Function(body));

    [Fact]
    public Task A_library_s_composition_root_is_asked_by_constructors() => Verify.RulesAsync("""
        using System;
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            private static IServiceProvider? s_provider;

            public static IServiceProvider Provider => s_provider ??= Create();

            private static IServiceProvider Create() => new ServiceCollection().BuildServiceProvider();
        }
        """);

    [Fact]
    public async Task The_message_says_what_and_how()
    {
        var diagnostic = Assert.Single(await Reports.OfAsync(Function("return s_byName.GetOrAdd(input, n => Open(n));")));

        Assert.Equal("A session ('InferenceSession') may be built by each of the invocations that come first, because none waits for the others, and all copies share one memory limit: handler 'Function.Handle' gets here", diagnostic.GetMessage());
    }

    private static string Function(string body) => $$"""
        #pragma warning disable CS0169, CS0649, CS0414, CS1998
        using System;
        using System.Collections.Concurrent;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.ML.OnnxRuntime;

        public sealed class Scorer { public InferenceSession Session { get; } public Scorer() => Session = new InferenceSession("m"); }

        public class Function
        {
            private static readonly object Gate = new();
            private static readonly SemaphoreSlim s_semaphore = new(1, 1);
            private static readonly IMemoryCache s_cache = new MemoryCache(new MemoryCacheOptions());
            private static readonly ConcurrentDictionary<string, InferenceSession> s_byName = new();
            private static readonly ConcurrentDictionary<string, Lazy<InferenceSession>> s_lazies = new();
            private static readonly ConcurrentDictionary<string, Task<InferenceSession>> s_tasks = new();
            private static readonly ConcurrentDictionary<string, string> s_labels = new();
            private static readonly ConcurrentDictionary<string, HttpClient> s_clients = new();
            private static readonly Lazy<InferenceSession> s_lazy = new(() => Open("m"), LazyThreadSafetyMode.ExecutionAndPublication);
            private static readonly Lazy<InferenceSession> s_publishes = /*racing*/new(() => Open("m"), LazyThreadSafetyMode.PublicationOnly);
            private static object? s_gate;
            private static bool s_isReady;
            private static Scorer? s_scorer;
            private static InferenceSession? s_session;

            public async Task<InferenceSession> Handle(string input, ILambdaContext context)
            {
                {{body}}
            }

            private static void Prepare() => Volatile.Write(ref s_session, Open("m"));

            private static InferenceSession Open(string path) => new(path);

            private static Task<InferenceSession> OpenAsync(string path) => Task.Run(() => Open(path));
        }
        """;
}
