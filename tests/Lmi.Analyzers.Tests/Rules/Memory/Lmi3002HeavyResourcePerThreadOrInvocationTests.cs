using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>Storage that keeps one for each thread, and services that build one for each scope. Whole functions are in the corpus.</summary>
public class Lmi3002HeavyResourcePerThreadOrInvocationTests
{
    [Theory]
    [InlineData("private static readonly ThreadLocal<InferenceSession> {|LMI3002:Kept|} = new(() => new InferenceSession(\"m\"));", "return Kept.Value!.InputMetadata.Count;")]
    [InlineData("private readonly ThreadLocal<ITransformer> {|LMI3002:_kept|} = new(Load, trackAllValues: true);", "return _kept.Value!.GetHashCode();")]
    [InlineData("[ThreadStatic] private static InferenceSession? {|LMI3002:t_kept|};", "t_kept ??= new InferenceSession(\"m\"); return t_kept.InputMetadata.Count;")]
    [InlineData("[ThreadStatic] private static ITransformer? {|LMI3002:t_kept|};", "if (t_kept == null) { t_kept = Load(); } return t_kept.GetHashCode();")]
    [InlineData("private static readonly AsyncLocal<InferenceSession?> {|LMI3002:Kept|} = new();", "var s = Kept.Value ??= new InferenceSession(\"m\"); return s.InputMetadata.Count;")]
    [InlineData("private static System.Threading.ThreadLocal<Wrapper> {|LMI3002:Kept|} { get; } = new(() => new Wrapper());", "return Kept.Value!.GetHashCode();")]
    public Task One_for_each_thread(string field, string body) => Verify.RulesAsync(Function(field, body));

    [Theory]
    [InlineData("private static readonly ThreadLocal<byte[]> Kept = new(() => new byte[64]);", "return Kept.Value!.Length;")]
    [InlineData("private static readonly ThreadLocal<System.Net.Http.HttpClient> Kept = new(() => new System.Net.Http.HttpClient());", "return Kept.Value!.GetHashCode();")]
    [InlineData("private static readonly Lazy<InferenceSession> Kept = new(() => new InferenceSession(\"m\"));", "return Kept.Value.InputMetadata.Count;")]
    [InlineData("private static readonly ThreadLocal<InferenceSession> Unused = new(() => new InferenceSession(\"m\"));", "return 1;")]
    public Task Not_what_is_light_shared_or_unused(string field, string body) => Verify.RulesAsync(Function(field, body));

    [Theory]
    [InlineData("services.AddScoped<Scores>();", "{|LMI3002:new InferenceSession(\"m\")|}", "")]
    [InlineData("services.AddTransient<Scores>();", "{|LMI3002:new InferenceSession(\"m\")|}", "")]
    [InlineData("services.AddSingleton<Scores>();", "new InferenceSession(\"m\")", "")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(Scores), typeof(Scores), ServiceLifetime.Scoped));", "{|LMI3002:new InferenceSession(\"m\")|}", "")]
    [InlineData("services.Add(ServiceDescriptor.Transient<Scores, Scores>());", "{|LMI3002:new InferenceSession(\"m\")|}", "")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(Scores), typeof(Scores), ServiceLifetime.Singleton));", "new InferenceSession(\"m\")", "")]
    [InlineData("services.AddScoped(_ => {|LMI3002:new InferenceSession(\"f\")|}); services.AddSingleton<Scores>();", "new InferenceSession(\"m\")", "[FromServices] InferenceSession session, ")]
    [InlineData("services.AddTransient(_ => Open()); services.AddSingleton<Scores>();", "new InferenceSession(\"m\")", "[FromServices] InferenceSession session, ", true)]
    public Task Services(string registrations, string creation, string parameter, bool isOpened = false) => Verify.RulesAsync($$"""
        using Amazon.Lambda.Annotations;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.ML.OnnxRuntime;

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) { {{registrations}} }
            private static InferenceSession Open() => {{(isOpened ? "{|LMI3002:new InferenceSession(\"o\")|}" : "null!")}};
        }

        public class Scores
        {
            private readonly InferenceSession _session;
            public Scores() => _session = {{creation}};
            public int Count() => _session.InputMetadata.Count;
        }

        public class Function
        {
            [LambdaFunction]
            public int Get({{parameter}}[FromServices] Scores scores, string id) => scores.Count() + id.Length;
        }
        """);

    /// <summary>A service without a constructor of its own runs that of its base; built once, when it is a singleton or nobody but one takes it.</summary>
    [Theory]
    [InlineData("services.AddScoped<Scores>();", "{|LMI3002:new InferenceSession(\"m\")|}", "Scores")]
    [InlineData("services.AddSingleton<Scores>();", "new InferenceSession(\"m\")", "Scores")]
    [InlineData("services.AddTransient<Scores>(); services.AddSingleton<Keeper>();", "new InferenceSession(\"m\")", "Keeper")]
    public Task Services_by_their_base(string registrations, string creation, string taken) => Verify.RulesAsync($$"""
        using Amazon.Lambda.Annotations;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.ML.OnnxRuntime;

        [LambdaStartup]
        public class Startup { public void ConfigureServices(IServiceCollection services) { {{registrations}} } }

        public abstract class Sessions
        {
            private readonly InferenceSession _session;
            protected Sessions() => _session = {{creation}};
            public int Count() => _session.InputMetadata.Count;
        }

        public class Scores : Sessions { }

        public class Keeper(Scores scores) { public int Count() => scores.Count(); }

        public class Function
        {
            [LambdaFunction]
            public int Get([FromServices] {{taken}} scores, string id) => scores.Count() + id.Length;
        }
        """);

    private static string Function(string field, string body) => $$"""
        #pragma warning disable CS0169, CS0649, CS0414, CS1998
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Microsoft.ML;
        using Microsoft.ML.OnnxRuntime;

        public sealed class Wrapper { private readonly InferenceSession _s = new("m"); public override int GetHashCode() => _s.GetHashCode(); public override bool Equals(object? o) => o == this; }

        public class Function
        {
            {{field}}

            public async Task<int> Handle(string input, ILambdaContext context)
            {
                {{body}}
            }

            private static ITransformer Load() => new MLContext().Model.Load("m", out _);
        }
        """;
}
