using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Memory;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.Memory;

/// <summary>One object for all, in the place of one for each thread or scope.</summary>
public class Lmi3002Proofs
{
    [Fact]
    public Task Thread_local_stress_only_because_the_lock_of_Lazy_is_in_the_class_library() => StressAsync("Share one object through 's_session' as a Lazy<T>", """
        public class Function
        {
            private static readonly ThreadLocal<InferenceSession> s_session = new(() => new InferenceSession("model"));

            public string Handle(string input, ILambdaContext context) => s_session.Value!.InputNames[0];
        }
        """ + OneSession.Case);

    [Fact]
    public Task Thread_static_stress_only_because_the_lock_of_Lazy_is_in_the_class_library() => StressAsync("Share one object through 't_session' as a Lazy<T>", """
        public class Function
        {
            [ThreadStatic]
            private static InferenceSession? t_session;

            public string Handle(string input, ILambdaContext context)
            {
                t_session ??= new InferenceSession("model");
                Window.Open();
                return t_session.InputNames[0];
            }
        }
        """ + OneSession.Case);

    [Fact]
    public Task A_scoped_factory_stress_only_because_the_container_is_outside_of_Coyote() => StressAsync("Register it as a singleton", """
        using Amazon.Lambda.Annotations;
        using Microsoft.Extensions.DependencyInjection;

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddScoped(_ => new InferenceSession("model"));
        }

        public class Function
        {
            [LambdaFunction]
            public string Handle([FromServices] InferenceSession session, string input)
            {
                Window.Open();
                return session.InputNames[0];
            }
        }
        """ + Scopes("services.AddSingleton<Function>()", "InferenceSession"));

    [Fact]
    public Task A_transient_service_stress_only_because_the_container_is_outside_of_Coyote() => StressAsync("Build it once in a static Lazy<T>", """
        using Amazon.Lambda.Annotations;
        using Microsoft.Extensions.DependencyInjection;

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddTransient<Scores>();
        }

        public class Scores
        {
            private readonly InferenceSession _session;

            public Scores() => _session = new InferenceSession("model");

            public string First => _session.InputNames[0];
        }

        public class Function
        {
            [LambdaFunction]
            public string Handle([FromServices] Scores scores, string input)
            {
                Window.Open();
                return scores.First;
            }
        }
        """ + Scopes("services.AddSingleton<Function>()", "Scores"));

    private static Task StressAsync(string title, string source) => Proof.FailsAndIsRepairedUnderStressAsync<Lmi3002HeavyResourcePerThreadOrInvocationCodeFix>(title, OneSession.Usings + source);

    /// <summary>As the generated class of an annotated function does it: a scope for each invocation, disposed at its end.</summary>
    private static string Scopes(string function, string service) => $$"""

        public static class Case
        {
            private static readonly ServiceProvider s_services = Build();
            public const int PerCaller = 2;

            private static ServiceProvider Build()
            {
                var services = new ServiceCollection();
                {{function}};
                new Startup().ConfigureServices(services);
                return services.BuildServiceProvider();
            }

            public static void Invoke(int number)
            {
                using var scope = s_services.CreateScope();
                if (scope.ServiceProvider.GetRequiredService<Function>().Handle(scope.ServiceProvider.GetRequiredService<{{service}}>(), "" + number) != "model")
                {
                    throw new InvalidOperationException("no answer");
                }
            }

            public static string? Check(int invocations) => InferenceSession.Loads == 1 ? null : $"{InferenceSession.Loads} loads";
        }
        """;
}
