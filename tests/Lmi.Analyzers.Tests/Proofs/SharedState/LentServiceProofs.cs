using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.SharedState;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs.SharedState;

/// <summary>A context or an engine for each call, from the service that lends them: each is in one hand at a time, and nothing is lost.</summary>
public class LentServiceProofs
{
    [Fact]
    public Task A_context_stress_only_because_the_container_is_outside_of_Coyote() => StressAsync(
        "Create a context in each method that uses '_db'",
        """
        public class Order { public int Id { get; set; } }

        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
        }

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddDbContextFactory<Shop>().AddSingleton<Book>();
        }

        public class Book
        {
            private readonly Shop _db;
            public Book(Shop db) => _db = db;

            public async Task RecordAsync(int id)
            {
                _db.Orders.Add(new Order { Id = id });
                await _db.SaveChangesAsync();
            }

            public Task<int> CountAsync() => _db.Orders.CountAsync();
        }

        public class Function(Book book)
        {
            [LambdaFunction]
            public async Task<int> Handle(int id)
            {
                await book.RecordAsync(id);
                return await book.CountAsync();
            }
        }
        """,
        "if (await s_services.GetRequiredService<Function>().Handle(number) == 0) { throw new InvalidOperationException(\"nothing saved\"); }",
        "DbContext.Saved != invocations ? $\"{DbContext.Saved} of {invocations} saved\" : DbContext.Open > 1 ? $\"{DbContext.Open} contexts left open\" : null");

    [Fact]
    public Task An_engine_stress_only_because_the_container_is_outside_of_Coyote() => StressAsync(
        "Predict with the pool of engines in the place of '_engine'",
        """
        public class In { }
        public class Out { }

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddPredictionEnginePool<In, Out>().FromFile("mood", "/opt/mood.zip");
                services.AddSingleton(PredictionEngine<In, Out>.Of("mood"));
            }
        }

        public class Function
        {
            private readonly PredictionEngine<In, Out> _engine;
            public Function(PredictionEngine<In, Out> engine) => _engine = engine;

            [LambdaFunction]
            public async Task<Out> Handle(int id)
            {
                await Window.OpenAsync();
                return _engine.Predict(new In());
            }
        }
        """,
        "await s_services.GetRequiredService<Function>().Handle(number);",
        "null");

    private static Task StressAsync(string title, string program, string invoke, string check) => Proof.FailsAndIsRepairedUnderStressAsync<Lmi1004NotThreadSafeInstanceSharedCodeFix>(title, """
        using Amazon.Lambda.Annotations;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.ML;
        using Microsoft.ML;

        """ + program + $$"""


        public static class Case
        {
            private static readonly ServiceProvider s_services = Build();
            public const int PerCaller = 4;

            private static ServiceProvider Build()
            {
                var services = new ServiceCollection();
                services.AddSingleton<Function>();
                new Startup().ConfigureServices(services);
                return services.BuildServiceProvider();
            }

            public static async Task Invoke(int number)
            {
                {{invoke}}
            }

            public static string? Check(int invocations) => {{check}};
        }
        """);
}
