using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.Memory.Lmi3001HeavyResourceBuiltPerInvocationCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>Which creations move into a static lazy value, and who then no longer disposes the object.</summary>
public sealed class Lmi3001StaticLazyCodeFixTests
{
    [Theory]
    [InlineData("using var session = {|LMI3001:new InferenceSession(\"m\")|}; return session.InputMetadata.Count;", "var session = Session.Value; return session.InputMetadata.Count;")]
    [InlineData("var session = {|LMI3001:new InferenceSession(\"m\")|}; try { return session.InputMetadata.Count; } finally { session.Dispose(); }", "var session = Session.Value; { return session.InputMetadata.Count; }")]
    [InlineData("using (var session = {|LMI3001:new InferenceSession(\"m\")|}) { return session.InputMetadata.Count; }", "{ var session = Session.Value; return session.InputMetadata.Count; }")]
    [InlineData("InferenceSession session = {|LMI3001:new(\"m\")|}; var n = session.InputMetadata.Count; session.Dispose(); return n;", "InferenceSession session = Session.Value; var n = session.InputMetadata.Count; return n;")]
    public Task Nobody_disposes_what_is_shared(string before, string after) =>
        Fix.RepairsAsync(Function("", before), Function("    private static readonly Lazy<InferenceSession> Session = new(() => new InferenceSession(\"m\"));\n\n", after));

    [Fact]
    public Task What_prepares_the_arguments_moves_along() => Fix.RepairsAsync(
        Function("", "var options = new SessionOptions();\n        options.IntraOpNumThreads = 2;\n        using var session = {|LMI3001:new InferenceSession(\"m\", options)|}; // scores\n        return session.InputMetadata.Count;"),
        Function(
            """
                private static readonly Lazy<InferenceSession> Session = new(() =>
                {
                    var options = new SessionOptions();
                    options.IntraOpNumThreads = 2;
                    return new InferenceSession("m", options);
                });


            """,
            "var session = Session.Value; // scores\n        return session.InputMetadata.Count;"));

    [Fact]
    public Task A_helper_s_caller_stops_disposing_too() => Fix.RepairsAsync(
        Function("", "using var mine = Open(); return mine.InputMetadata.Count;", "\n    private static InferenceSession Open() => {|LMI3001:new(\"m\")|};\n"),
        Function("    private static readonly Lazy<InferenceSession> LazyInferenceSession = new(() => new InferenceSession(\"m\"));\n\n", "var mine = Open(); return mine.InputMetadata.Count;", "\n    private static InferenceSession Open() => LazyInferenceSession.Value;\n"));

    /// <summary>Whatever its accessibility, whoever calls it is the one who disposes.</summary>
    [Fact]
    public Task A_public_helper_s_caller_stops_disposing_too() => Fix.RepairsAsync(
        Function("", "using var mine = Open(); return mine.InputMetadata.Count;", "\n    public static InferenceSession Open() => {|LMI3001:new(\"m\")|};\n"),
        Function("    private static readonly Lazy<InferenceSession> LazyInferenceSession = new(() => new InferenceSession(\"m\"));\n\n", "var mine = Open(); return mine.InputMetadata.Count;", "\n    public static InferenceSession Open() => LazyInferenceSession.Value;\n"));

    [Fact]
    public Task Static_fields_give_the_style_of_the_name() => Fix.RepairsAsync(
        Function("    private static readonly string s_path = \"m\";\n\n", "using var session = {|LMI3001:new InferenceSession(s_path)|}; return session.InputMetadata.Count;"),
        Function("    private static readonly string s_path = \"m\";\n    private static readonly Lazy<InferenceSession> s_session = new(() => new InferenceSession(s_path));\n\n", "var session = s_session.Value; return session.InputMetadata.Count;"));

    /// <summary>Why one for all would be another one, or would be disposed or changed under the others.</summary>
    [Theory]
    [InlineData("using var s = new InferenceSession(input); return s.InputMetadata.Count;", "the input is an argument")]
    [InlineData("var path = \"/opt/\" + input; using var s = new InferenceSession(path); return s.InputMetadata.Count;", "a local made of the input is")]
    [InlineData("using var s = new InferenceSession(_path); return s.InputMetadata.Count;", "the object's own state is")]
    [InlineData("var client = new HttpClient(); client.Timeout = TimeSpan.FromSeconds(5); return client.GetHashCode();", "it is configured afterwards")]
    [InlineData("var client = new HttpClient(); client.DefaultRequestHeaders.Add(\"x\", s_model.ToString()); return client.GetHashCode();", "it is configured afterwards")]
    [InlineData("var s = new InferenceSession(\"m\"); return Keep(s);", "a method of ours is handed it")]
    [InlineData("var engine = new MLContext().Model.CreatePredictionEngine<In, Out>(s_model); return engine.GetHashCode();", "it serves one caller at a time")]
    public Task Not_offered(string body, string why)
    {
        Assert.NotEmpty(why);
        return Fix.OffersAsync(Function("    private static readonly ITransformer s_model = new MLContext().Model.Load(\"m\", out _);\n    private readonly string _path = \"m\";\n\n", body, "\n    private static int Keep(InferenceSession s) { s.Dispose(); return 1; }\n") + "public class In { } public class Out { }");
    }

    [Theory]
    [InlineData("using var client = new HttpClient(); return client.GetHashCode();")]
    public Task Offered_for_clients_that_may_be_shared(string body) => Fix.OffersAsync(Function("", body), "Build it once in a static Lazy<T>");

    [Fact]
    public Task In_top_level_statements_it_is_a_local() => Fix.RepairsAsync(
        """
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.ML.OnnxRuntime;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapGet("/names", () =>
        {
            using var session = {|LMI3001:new InferenceSession("m")|};
            return session.InputMetadata.Count;
        });
        app.Run();
        """,
        """
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.ML.OnnxRuntime;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        var lazySession = new Lazy<InferenceSession>(() => new InferenceSession("m"));
        app.MapGet("/names", () =>
        {
            var session = lazySession.Value;
            return session.InputMetadata.Count;
        });
        app.Run();
        """,
        output: OutputKind.ConsoleApplication);

    /// <summary>What one invocation left in a service, the next would find in it.</summary>
    [Theory]
    [InlineData("services.AddSingleton<Cart>();", "its list is filled")]
    [InlineData("services.AddSingleton<ICart, Cart>();", "its list is filled")]
    [InlineData("services.AddSingleton<ICart>(_ => new Cart());", "its list is filled")]
    [InlineData("services.AddSingleton(typeof(ICart), typeof(Cart));", "its list is filled")]
    [InlineData("services.TryAddSingleton<Cart>();", "its list is filled")]
    [InlineData("services.AddSingleton<Counter>();", "its number is changed")]
    [InlineData("services.AddSingleton<Session>();", "its property is set")]
    [InlineData("services.AddSingleton<Shop>();", "it keeps a cart")]
    [InlineData("services.AddSingleton<Discounted>();", "its base class keeps a list")]
    [InlineData("services.AddSingleton(new Cart());", "it is an instance")]
    [InlineData("services.AddSingleton(new List<string>());", "it is an instance")]
    [InlineData("services.AddScoped<Cart>();", "nobody makes a scope")]
    [InlineData("services.Add(ServiceDescriptor.Singleton<ICart, Cart>());", "its list is filled")]
    [InlineData("Add(services);", "a method of ours registers it")]
    [InlineData("services.AddShop();", "a method of ours registers it")]
    public Task Not_offered_for_a_container_that_keeps_state(string registered, string why)
    {
        Assert.NotEmpty(why);
        return Fix.OffersAsync(Container(registered));
    }

    [Theory]
    [InlineData("services.AddSingleton<Catalog>();")]
    [InlineData("services.AddSingleton<Prices>(); services.AddSingleton<Catalog>();")]
    [InlineData("services.AddTransient<Cart>();")]
    [InlineData("services.AddSingleton<HttpClient>();")]
    public Task Offered_for_a_container_that_keeps_none(string registered) => Fix.OffersAsync(Container(registered), "Build it once in a static Lazy<T>");

    private static string Container(string registered) => """
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using Amazon.Lambda.Core;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;

        public interface ICart { }
        public class Cart : ICart { private readonly List<string> _items = new(); public void Add(string item) => _items.Add(item); }
        public class Discounted : Cart { }
        public class Counter { private int _count; public int Next() => ++_count; }
        public class Session { public string? User { get; set; } }
        public class Shop { private readonly Cart _cart = new(); public void Add(string item) => _cart.Add(item); }
        public class Catalog { public static int Built; private readonly string _root = "/opt"; public string Root => _root; public int Size { get; } = 4; }
        public class Prices(Catalog catalog, HttpClient client) { public string Of(string name) => catalog.Root + client.BaseAddress + name; }
        public static class Registered { public static IServiceCollection AddShop(this IServiceCollection services) => services.AddSingleton<Shop>(); }

        public class Function
        {
            public int Handle(string input, ILambdaContext context)
            {
                var services = new ServiceCollection();
                REGISTERED
                using var provider = services.BuildServiceProvider();
                return provider.GetHashCode();
            }

            private static void Add(IServiceCollection services) => services.AddSingleton<Cart>();
        }
        """.Replace("REGISTERED", registered, System.StringComparison.Ordinal);

    private static string Function(string field, string body, string more = "") =>
        "#pragma warning disable CS1998\nusing System;\nusing System.Net.Http;\nusing System.Threading.Tasks;\nusing Amazon.Lambda.Core;\nusing Microsoft.ML;\nusing Microsoft.ML.OnnxRuntime;\n\npublic class Function\n{\n"
        + field.Replace("\r", "", System.StringComparison.Ordinal) + "    public async Task<int> Handle(string input, ILambdaContext context)\n    {\n        " + body + "\n    }\n" + more + "}\n";
}
