using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1004NotThreadSafeInstanceSharedCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>A context that a container handed to an object that lives on: its factory, where that is registered.</summary>
public class Lmi1004InjectedFactoryCodeFixTests
{
    private const string EntityFramework = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext : IDisposable, IAsyncDisposable
            {
                public Task<int> SaveChangesAsync() => Task.FromResult(0);
                public void Dispose() { }
                public ValueTask DisposeAsync() => default;
            }

            public class DbSet<T> where T : class
            {
                public Task<T?> FindAsync(int id) => Task.FromResult<T?>(null);
                public T? Find(int id) => null;
                public void Add(T item) { }
            }

            public interface IDbContextFactory<T> where T : DbContext
            {
                T CreateDbContext();
                Task<T> CreateDbContextAsync(CancellationToken token = default);
            }

            public static class Registering
            {
                public static IServiceCollection AddDbContextFactory<T>(this IServiceCollection services) where T : DbContext => services;
                public static IServiceCollection AddDbContext<T>(this IServiceCollection services) where T : DbContext => services;
            }
        }
        """;

    [Fact]
    public Task A_field_keeps_the_factory_and_each_method_makes_a_context() => Repairs(
        """
            private readonly Library {|LMI1004:_db|};

            public Shelf(Library db)
            {
                _db = db ?? throw new ArgumentNullException(nameof(db));
            }

            public Task<Book?> FindAsync(int id) => _db.Books.FindAsync(id);

            // Saves at once.
            public async Task AddAsync(Book book)
            {
                _db.Books.Add(book);
                await _db.SaveChangesAsync();
            }

            public string? Title(int id)
            {
                var book = _db.Books.Find(id);
                return book?.Title;
            }
        """,
        """
            private readonly IDbContextFactory<Library> _dbFactory;

            public Shelf(IDbContextFactory<Library> dbFactory)
            {
                _dbFactory = dbFactory ?? throw new ArgumentNullException(nameof(dbFactory));
            }

            public async Task<Book?> FindAsync(int id)
            {
                await using var db = await _dbFactory.CreateDbContextAsync();
                return await db.Books.FindAsync(id);
            }

            // Saves at once.
            public async Task AddAsync(Book book)
            {
                await using var db = await _dbFactory.CreateDbContextAsync();
                db.Books.Add(book);
                await db.SaveChangesAsync();
            }

            public string? Title(int id)
            {
                using var db = _dbFactory.CreateDbContext();
                var book = db.Books.Find(id);
                return book?.Title;
            }
        """);

    [Fact]
    public Task So_does_a_primary_constructor() => Repairs(
        """
            public async Task<Book?> FindAsync(int id)
            {
                return id == 0 ? null : await db.Books.FindAsync(id);
            }
        """,
        """
            public async Task<Book?> FindAsync(int id)
            {
                await using var db = await dbFactory.CreateDbContextAsync();
                return id == 0 ? null : await db.Books.FindAsync(id);
            }
        """,
        "(Library {|LMI1004:db|})", "(IDbContextFactory<Library> dbFactory)");

    [Theory]
    [InlineData("public void Add(Book book) => db.Books.Add(book); public Task Save() => db.SaveChangesAsync(); public Task<Book?> FindAsync(int id) => db.Books.FindAsync(id);", "")]
    [InlineData("public Library Context() => db; public Task<Book?> FindAsync(int id) => db.Books.FindAsync(id);", "")]
    [InlineData("public Task<Book?> FindAsync(int id) => db.Books.FindAsync(id);", "new Shelf(new Library())")]
    [InlineData("public Task<Book?> FindAsync(int id) => db.Books.FindAsync(id);", "null", "AddDbContext")]
    public async Task Not_where_methods_work_together_our_code_builds_the_object_or_nothing_is_registered(string members, string made, string register = "AddDbContextFactory") =>
        await Fix.OffersAsync(await ReferenceAsync(), Program(members, "(Library db)").Replace("AddDbContextFactory", register) + $"public static class Made {{ public static object? Make() => {(made.Length == 0 ? "null" : made)}; }}");

    private static async Task Repairs(string before, string after, string taken = "", string takes = "") =>
        await Fix.RepairsAsync([("/0/Test0.cs", Program(before, taken))], [("/0/Test0.cs", Program(after, takes))], library: await ReferenceAsync());

    /// <summary>What the fix needs of Entity Framework, under its names.</summary>
    private static async Task<MetadataReference> ReferenceAsync()
    {
        var references = await Verify.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);
        using var image = new MemoryStream();
        Assert.True(CSharpCompilation.Create(
            "Microsoft.EntityFrameworkCore", [CSharpSyntaxTree.ParseText(EntityFramework)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)).Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string Program(string members, string parameters) => $$"""
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Annotations;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;

        public class Book { public string Title { get; set; } = ""; }

        public class Library : DbContext
        {
            public DbSet<Book> Books { get; } = new();
        }

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddDbContextFactory<Library>();
                services.AddSingleton<Shelf>();
            }
        }

        public class Shelf{{parameters}}
        {
        {{members}}
        }

        public class Functions(Shelf shelf)
        {
            [LambdaFunction]
            public async Task<string> Get(int id) => (await shelf.FindAsync(id))!.Title;
        }

        """;
}
