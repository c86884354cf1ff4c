using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>Where a creation counts as built per invocation, and its twins that are built once. Whole functions are in the corpus.</summary>
public class Lmi3001HeavyResourceBuiltPerInvocationTests
{
    [Theory]
    [InlineData("using var s = {|LMI3001:new InferenceSession(\"m\")|}; return s.InputMetadata.Count;")]
    [InlineData("using (var s = {|LMI3001:new InferenceSession(\"m\", new SessionOptions())|}) { return s.InputMetadata.Count; }")]
    [InlineData("var model = {|LMI3001:new MLContext().Model.Load|}(\"m\", out _); return model.IsRowToRowMapper ? 1 : 0;")]
    [InlineData("using var p = {|LMI3001:new ServiceCollection().BuildServiceProvider|}(); return p.GetHashCode();")]
    [InlineData("using var s = {|LMI3001:new InferenceSession(input)|}; return s.InputMetadata.Count;")]
    [InlineData("return await Task.Run(() => {|LMI3001:new InferenceSession(\"m\")|}.InputMetadata.Count);")]
    [InlineData("Func<InferenceSession> make = () => {|LMI3001:new InferenceSession(\"m\")|}; return make().InputMetadata.Count;")]
    [InlineData("int Local() { using var s = {|LMI3001:new InferenceSession(\"m\")|}; return s.InputMetadata.Count; } return Local();")]
    [InlineData("return s_byName.GetOrAdd(input, {|LMI3001:new InferenceSession(\"m\")|}).InputMetadata.Count;")]
    [InlineData("if (s_isVerbose) { using var s = {|LMI3001:new InferenceSession(\"m\")|}; } return 1;")]
    public Task In_the_handler(string body) => Verify.RulesAsync(Function(body));

    [Theory]
    [InlineData("return new Scorer().Score();", "public sealed class Scorer { private readonly InferenceSession _s; public Scorer() => _s = {|LMI3001:new InferenceSession(\"m\")|}; public int Score() => _s.InputMetadata.Count; }")]
    [InlineData("return new Scorer().Score();", "public sealed class Scorer { private readonly InferenceSession _s = {|LMI3001:new(\"m\")|}; public int Score() => _s.InputMetadata.Count; }")]
    [InlineData("return A.One();", "static class A { public static int One() => Two(); private static int Two() { using var s = Three(); return s.InputMetadata.Count; } private static InferenceSession Three() => {|LMI3001:new(\"m\")|}; }")]
    [InlineData("return new B().Get(1);", "abstract class Base { public int Get(int i) => Make(i).InputMetadata.Count; protected abstract InferenceSession Make(int i); } sealed class B : Base { protected override InferenceSession Make(int i) => {|LMI3001:new(\"m\")|}; }")]
    [InlineData("return new Scorer().Count;", "public class Base { private readonly InferenceSession _s; protected Base() { _s = {|LMI3001:new(\"m\")|}; } public int Count => _s.InputMetadata.Count; } public sealed class Scorer : Base { }")]
    [InlineData("return s_client.GetHashCode();", "public sealed class Checks : DelegatingHandler { protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) { using var s = {|LMI3001:new InferenceSession(\"m\")|}; return await base.SendAsync(request, token); } }")]
    public Task Any_number_of_calls_below(string body, string types) => Verify.RulesAsync(Function(body) + types);

    /// <summary>A pool builds what it has not; what it is given back, it lends again.</summary>
    [Theory]
    [InlineData("if (!s_free.TryTake(out var s)) { s = new InferenceSession(\"m\"); } s_free.Add(s); return s.InputMetadata.Count;")]
    [InlineData("s_slots.Wait(); try { var s = s_free.TryTake(out var free) ? free : new InferenceSession(\"m\"); s_free.Add(s); return s.InputMetadata.Count; } finally { s_slots.Release(); }")]
    [InlineData("if (s_free.TryTake(out var s)) { s = {|LMI3001:new InferenceSession(\"m\")|}; } return s!.InputMetadata.Count;")]
    [InlineData("var own = new ConcurrentBag<InferenceSession>(); if (!own.TryTake(out var s)) { s = {|LMI3001:new InferenceSession(\"m\")|}; } return s.InputMetadata.Count;")]
    [InlineData("var errors = new List<string>(input.Split(',')); lock (errors) { if (errors.Count > 0) { return -1; } } using var s = {|LMI3001:new InferenceSession(\"m\")|}; return s.InputMetadata.Count;")]
    [InlineData("var mine = new Queue<string>(input.Split(',')); if (mine.Count > 0) { return mine.Dequeue().Length; } using var s = {|LMI3001:new InferenceSession(\"m\")|}; return s.InputMetadata.Count;")]
    [InlineData("lock (s_idle) { if (s_idle.Count > 0) { return s_idle.Count; } } using var s = {|LMI3001:new InferenceSession(\"m\")|}; return s.InputMetadata.Count;")]
    [InlineData("lock (s_idle) { if (s_idle.Count > 0) { return s_idle.Dequeue().InputMetadata.Count; } } return new InferenceSession(\"m\").InputMetadata.Count;")]
    public Task A_pool(string body) => Verify.RulesAsync(Function(body));

    [Theory]
    [InlineData("s_session ??= new InferenceSession(\"m\"); return 1;", "LMI3003")]
    [InlineData("var s = Volatile.Read(ref s_session); if (s != null) { return 1; } s = new InferenceSession(\"m\"); Interlocked.CompareExchange(ref s_session, {|LMI3003:s|}, null); return 1;", null)]
    [InlineData("return {|LMI3003:s_byName.GetOrAdd|}(input, static n => new InferenceSession(\"m\")).InputMetadata.Count;", null)]
    [InlineData("if (!s_byName.TryGetValue(input, out var s)) { s = {|LMI3003:new InferenceSession(\"m\")|}; s_byName.TryAdd(input, s); } return s.InputMetadata.Count;", null)]
    [InlineData("return s_lazy.Value.InputMetadata.Count;", null)]
    [InlineData("if (Interlocked.Exchange(ref s_once, 1) == 0) { Volatile.Write(ref s_session, new InferenceSession(\"m\")); } return 1;", null)]
    [InlineData("Volatile.Write(ref s_session, Load()); return 1;", null)]
    [InlineData("var fresh = Load(); Interlocked.Exchange(ref s_session, fresh)?.Dispose(); return 1;", null)]
    [InlineData("lock (Gate) { if (s_session == null) { s_session = Load(); } } return 1;", null)]
    [InlineData("return _own.InputMetadata.Count;", null)]
    [InlineData("var options = new SessionOptions(); var ml = new MLContext(); return options.GetHashCode() + ml.GetHashCode();", null)]
    public Task Not_what_is_built_once_or_kept(string body, string? alsoReported)
    {
        var source = Function(body);
        return Verify.RulesAsync(alsoReported == null ? source : source.Replace("s_session ??=", "{|" + alsoReported + ":s_session|} ??="));
    }

    [Theory]
    [InlineData("using var c = new HttpClient(); return c.GetHashCode();", "A client ('HttpClient')", "one instance, made once, would do for all invocations")]
    [InlineData("var mongo = new MongoClient(\"mongodb://db\"); return mongo.GetHashCode();", "A client ('MongoClient')", "one instance, made once, would do for all invocations")]
    [InlineData("var e = new MLContext().Model.CreatePredictionEngine<In, Out>(s_model); return e.GetHashCode();", "An engine ('ModelOperationsCatalog.CreatePredictionEngine')", "it serves one caller at a time, so a pool of them, made once, would save the work")]
    public async Task Light_ones_are_an_info(string body, string says, string advises)
    {
        var diagnostic = Assert.Single(await Reports.OfAsync(Function(body) + "public class In { } public class Out { }"));

        Assert.Equal(("LMI3001", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
        Assert.StartsWith(says + " is built again for every invocation; " + advises + ": handler 'Function.Handle' gets here", diagnostic.GetMessage());
    }

    [Fact]
    public async Task The_message_names_the_resource_and_the_way()
    {
        var diagnostic = Assert.Single(await Reports.OfAsync(Function("return Deep();").Replace("/*more*/", "private static int Deep() => new InferenceSession(\"m\").InputMetadata.Count;")));

        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal("A session ('InferenceSession') is built again for every invocation; each concurrent invocation holds a copy of its own, and all copies share one memory limit: handler 'Function.Handle' gets here through 'Function.Deep'", diagnostic.GetMessage());
        Assert.Equal(2, diagnostic.AdditionalLocations.Count);
    }

    [Theory]
    [InlineData("a controller", "{|LMI3001:new InferenceSession(\"m\")|}", "", "ControllerBase")]
    [InlineData("a service that only a singleton takes", "new InferenceSession(\"m\")", "services.AddTransient<Scores>(); services.AddSingleton<Keeper>();", "object")]
    [InlineData("a singleton", "new InferenceSession(\"m\")", "services.AddSingleton<Scores>();", "object")]
    public Task Built_by_the_container(string what, string creation, string registrations, string @base)
    {
        Assert.NotEmpty(what);
        return Verify.RulesAsync($$"""
            using Amazon.Lambda.Annotations;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.ML.OnnxRuntime;

            [LambdaStartup]
            public class Startup { public void ConfigureServices(IServiceCollection services) { {{registrations}} } }

            public class Scores : {{@base}}
            {
                private readonly InferenceSession _session;
                public Scores() => _session = {{creation}};
                public int Count() => _session.InputMetadata.Count;
            }

            public class Keeper(Scores scores) { public int Count() => scores.GetHashCode(); }

            public class Function(Keeper keeper) { [LambdaFunction] public int Get(string id) => keeper.Count() + id.Length; }
            """);
    }

    [Fact]
    public Task A_library_s_factories_are_not_called_by_each_invocation() => Verify.RulesAsync("""
        using Microsoft.ML.OnnxRuntime;
        public static class Sessions { public static InferenceSession Open(string path) => new(path); }
        """);

    private static string Function(string body) => $$"""
        #pragma warning disable CS0169, CS0649, CS0414, CS1998
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.ML;
        using Microsoft.ML.OnnxRuntime;
        using MongoDB.Driver;

        public class Function
        {
            private static readonly object Gate = new();
            private static readonly bool s_isVerbose = Environment.UserInteractive;
            private static readonly ConcurrentDictionary<string, InferenceSession> s_byName = new();
            private static readonly ConcurrentBag<InferenceSession> s_free = new();
            private static readonly Queue<InferenceSession> s_idle = new();
            private static readonly SemaphoreSlim s_slots = new(4);
            private static readonly Lazy<InferenceSession> s_lazy = new(() => new InferenceSession("m"));
            private static readonly ITransformer s_model = new MLContext().Model.Load("m", out _);
            private static InferenceSession? s_session;
            private static readonly HttpClient s_client = new();
            private static int s_once;
            private readonly InferenceSession _own = new("m");

            public async Task<int> Handle(string input, ILambdaContext context)
            {
                {{body}}
            }

            private static InferenceSession Load() => new("m");
            /*more*/
        }
        """;
}
