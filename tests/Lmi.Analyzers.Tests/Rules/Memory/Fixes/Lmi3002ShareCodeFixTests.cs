using System.Threading.Tasks;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.Memory.Lmi3002HeavyResourcePerThreadOrInvocationCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>How one object for each thread or scope becomes one for all.</summary>
public sealed class Lmi3002ShareCodeFixTests
{
    [Theory]
    [InlineData("private static readonly ThreadLocal<InferenceSession> {|LMI3002:s_kept|} = new(() => new InferenceSession(\"m\"));", "private static readonly Lazy<InferenceSession> s_kept = new(() => new InferenceSession(\"m\"));", "return s_kept.Value!.InputMetadata.Count;", "return s_kept.Value!.InputMetadata.Count;")]
    [InlineData("private static readonly ThreadLocal<InferenceSession> {|LMI3002:s_kept|} = new ThreadLocal<InferenceSession>(Open, trackAllValues: false);", "private static readonly Lazy<InferenceSession> s_kept = new Lazy<InferenceSession>(Open);", "return s_kept.Value!.InputMetadata.Count;", "return s_kept.Value!.InputMetadata.Count;")]
    [InlineData("[ThreadStatic] private static InferenceSession? {|LMI3002:t_kept|};", "private static readonly Lazy<InferenceSession> t_kept = new(() => Open());", "t_kept ??= Open(); return t_kept.InputMetadata.Count;", "var kept = t_kept.Value; return kept.InputMetadata.Count;")]
    [InlineData("private static readonly AsyncLocal<InferenceSession?> {|LMI3002:Kept|} = new();", "private static readonly Lazy<InferenceSession> Kept = new(() => Open());", "Kept.Value ??= Open(); return Kept.Value.InputMetadata.Count;", "var kept = Kept.Value; return kept.InputMetadata.Count;")]
    public Task Thread_bound_storage(string field, string shared, string before, string after) => Fix.RepairsAsync(Function(field, before), Function(shared, after));

    [Theory]
    [InlineData("private static readonly ThreadLocal<InferenceSession> s_kept = new(() => new InferenceSession(\"m\"));", "var n = s_kept.Value!.InputMetadata.Count; s_kept.Dispose(); return n;")]
    [InlineData("private static readonly ThreadLocal<InferenceSession> s_kept = new();", "s_kept.Value = Open(); return 1;")]
    public Task Not_what_is_set_or_disposed(string field, string body) => Fix.OffersAsync(Function(field, body));

    [Theory]
    [InlineData("services.AddScoped(_ => {|LMI3002:new InferenceSession(\"m\")|});", "services.AddSingleton(_ => new InferenceSession(\"m\"));")]
    [InlineData("services.AddTransient<InferenceSession>(static _ => {|LMI3002:new(\"m\")|});", "services.AddSingleton<InferenceSession>(static _ => new(\"m\"));")]
    public Task A_factory_becomes_a_singleton_s(string before, string after) => Fix.RepairsAsync(Startup(before), Startup(after));

    [Theory]
    [InlineData("{ _own = ", "; }")]
    [InlineData("=> _own = ", ";")]
    public Task A_service_s_constructor_takes_the_shared_one(string begin, string end) => Fix.RepairsAsync(
        Startup("services.AddScoped<Scores>();", $"    private readonly InferenceSession _own;\n\n    public Scores() {begin}{{|LMI3002:new InferenceSession(\"m\")|}}{end}\n", "Scores"),
        Startup("services.AddScoped<Scores>();", $"    private static readonly Lazy<InferenceSession> Own = new(() => new InferenceSession(\"m\"));\n    private readonly InferenceSession _own;\n\n    public Scores() {begin}Own.Value{end}\n", "Scores"));

    private static string Startup(string registration, string scores = "", string service = "InferenceSession") => $$"""
        using System;
        using Amazon.Lambda.Annotations;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.ML.OnnxRuntime;

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                {{registration}}
            }
        }

        public class Scores
        {
        {{scores}}}

        public class Function
        {
            [LambdaFunction]
            public int Get([FromServices] {{service}} service, string id) => service.GetHashCode() + id.Length;
        }
        """;

    private static string Function(string field, string body) => $$"""
        using System;
        using System.Threading;
        using Amazon.Lambda.Core;
        using Microsoft.ML.OnnxRuntime;

        public class Function
        {
            {{field}}

            public int Handle(string input, ILambdaContext context)
            {
                {{body}}
            }

            private static InferenceSession Open() => new("m");
        }
        """;
}
