using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1004NotThreadSafeInstanceSharedCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>A registered factory of contexts, or pool of engines, in the place of one that all share.</summary>
public class Lmi1004LentServiceCodeFixTests
{
    [Fact]
    public Task A_context_that_a_constructor_takes() => Fix.RepairsWithStandInsAsync(
        Shop("""
            public class Stock
            {
                private readonly Shop {|LMI1004:_db|}; // the shop

                /// <summary>Makes it.</summary>
                /// <param name="db">From the container.</param>
                public Stock(Shop db)
                {
                    ArgumentNullException.ThrowIfNull(db);
                    _db = db ?? throw new ArgumentNullException(nameof(db));
                }

                #region Queries

                // Not all of them.
                public async Task<int> Handle(int id)
                {
                    if (id < 1)
                    {
                        return 0;
                    }

                    // One row.
                    var item = await _db.Items.FirstOrDefaultAsync(i => i.Id == id && _db.Lines.Any(l => l.ItemId == i.Id));
                    return item?.Quantity ?? 0;
                }

                public Task<int> CountAsync() => this._db.Items.CountAsync();

                public async Task<IReadOnlyList<int>> AllAsync() => await (from i in _db.Items select i.Id).ToListAsync();

                #endregion

                public void Put(Item item)
                {
                    _db.Items.Update(item);
                    _db.SaveChanges();
                }
            }
            """),
        Shop("""
            public class Stock
            {
                private readonly IDbContextFactory<Shop> _dbFactory; // the shop

                /// <summary>Makes it.</summary>
                /// <param name="dbFactory">From the container.</param>
                public Stock(IDbContextFactory<Shop> dbFactory)
                {
                    ArgumentNullException.ThrowIfNull(dbFactory);
                    _dbFactory = dbFactory ?? throw new ArgumentNullException(nameof(dbFactory));
                }

                #region Queries

                // Not all of them.
                public async Task<int> Handle(int id)
                {
                    if (id < 1)
                    {
                        return 0;
                    }

                    await using var db = _dbFactory.CreateDbContext();
                    // One row.
                    var item = await db.Items.FirstOrDefaultAsync(i => i.Id == id && db.Lines.Any(l => l.ItemId == i.Id));
                    return item?.Quantity ?? 0;
                }

                public async Task<int> CountAsync()
                {
                    await using var db = _dbFactory.CreateDbContext();
                    return await db.Items.CountAsync();
                }

                public async Task<IReadOnlyList<int>> AllAsync()
                {
                    await using var db = _dbFactory.CreateDbContext();
                    return await (from i in db.Items select i.Id).ToListAsync();
                }

                #endregion

                public void Put(Item item)
                {
                    using var db = _dbFactory.CreateDbContext();
                    db.Items.Update(item);
                    db.SaveChanges();
                }
            }
            """));

    [Fact]
    public Task A_context_that_a_primary_constructor_takes() => Fix.RepairsWithStandInsAsync(
        Shop("""
            public class Stock(Shop {|LMI1004:db|})
            {
                public int Handle(int id) => db.Items.Count(i => i.Id == id);
            }
            """),
        Shop("""
            public class Stock(IDbContextFactory<Shop> dbFactory)
            {
                public int Handle(int id)
                {
                    using var db = dbFactory.CreateDbContext();
                    return db.Items.Count(i => i.Id == id);
                }
            }
            """));

    /// <summary>Nothing is nullable, an alias names the type, the namespace has a block, the class two parts, and the language is old.</summary>
    [Fact]
    public Task Older_code() => Fix.RepairsWithStandInsAsync(
        Shop("""
            namespace Old
            {
                using Context = global::Shop;

                public partial class Stock
                {
                    private readonly int _unused, _other;
                    private readonly Context {|LMI1004:_context|};
                }

                public partial class Stock
                {
                    public Stock(Context context) { _context = context; }

                    public int Handle(int id)
                    {
                        return this._context.Items.Count(i => i.Id == id) + _unused + _other;
                    }
                }
            }
            """, stock: "Old.Stock"),
        Shop("""
            namespace Old
            {
                using Context = global::Shop;

                public partial class Stock
                {
                    private readonly int _unused, _other;
                    private readonly IDbContextFactory<Context> _contextFactory;
                }

                public partial class Stock
                {
                    public Stock(IDbContextFactory<Context> contextFactory) { _contextFactory = contextFactory; }

                    public int Handle(int id)
                    {
                        using var context = _contextFactory.CreateDbContext();
                        return context.Items.Count(i => i.Id == id) + _unused + _other;
                    }
                }
            }
            """, stock: "Old.Stock"),
        NullableContextOptions.Disable, language: LanguageVersion.CSharp9);

    [Theory]
    [InlineData("public Stock(IServiceProvider services) => _db = services.GetRequiredService<Shop>();", "public Stock(IServiceProvider services) => _dbFactory = services.GetRequiredService<IDbContextFactory<Shop>>();")]
    [InlineData("public Stock(IDbContextFactory<Shop> factory) => _db = factory.CreateDbContext();", "public Stock(IDbContextFactory<Shop> factory) => _dbFactory = factory;")]
    public Task A_context_that_is_made_at_the_start(string before, string after) => Fix.RepairsWithStandInsAsync(
        Shop($$"""
            public class Stock
            {
                private readonly Shop {|LMI1004:_db|};
                {{before}}
                public int Handle(int id)
                {
                    return _db.Items.Count();
                }
            }
            """),
        Shop($$"""
            public class Stock
            {
                private readonly IDbContextFactory<Shop> _dbFactory;
                {{after}}
                public int Handle(int id)
                {
                    using var db = _dbFactory.CreateDbContext();
                    return db.Items.Count();
                }
            }
            """));

    /// <summary>Each of these reaches from one method to another, or out of them all.</summary>
    [Theory]
    [InlineData("a query that is returned", "public IQueryable<Item> Handle(int id) => db.Items.Where(i => i.Id == id);")]
    [InlineData("a query in an interface", "public IEnumerable<Item> Handle(int id) => db.Items.Where(i => i.Id == id);")]
    [InlineData("an iterator", "public IEnumerable<int> Handle(int id) { foreach (var item in db.Items) yield return item.Id; }")]
    [InlineData("changes that another saves", "public int Handle(int id) { db.Items.Add(new Item()); Save(); return 1; } public void Save() => db.SaveChanges();")]
    [InlineData("a property that another saves", "public int Handle(int id) { var i = db.Items.Find(id)!; i.Quantity++; return 1; } public void Save() => db.SaveChanges();")]
    [InlineData("saving what a caller changed", "public int Handle(int id) => db.Items.Count(); public Task SaveAsync() => db.SaveChangesAsync();")]
    [InlineData("an entity of the caller, changed", "public int Handle(int id) => db.Items.Count(); public void Sell(Item item) { item.Quantity--; db.SaveChanges(); }")]
    [InlineData("an entity that is kept", "private Item? _last; public int Handle(int id) { _last = db.Items.Find(id); return 1; }")]
    [InlineData("an entity in a cache", "private readonly System.Collections.Concurrent.ConcurrentDictionary<int, Item> _all = new(); public int Handle(int id) { _all[id] = db.Items.Find(id)!; return 1; }")]
    [InlineData("a context that is passed on", "public int Handle(int id) => Count(db); private static int Count(Shop shop) => shop.Items.Count();")]
    [InlineData("calls between", "public int Handle(int id) => db.Items.Count() + Lines(); private int Lines() => db.Lines.Count();")]
    [InlineData("a transaction across methods", "public int Handle(int id) { db.Database.BeginTransaction(); return 1; } public void End() => db.Database.CommitTransaction();")]
    [InlineData("a setting", "public int Handle(int id) => db.Items.Count(); public void Slow() => db.Database.SetCommandTimeout(9);")]
    [InlineData("the end", "public int Handle(int id) => db.Items.Count(); public void Dispose() => db.Dispose();")]
    [InlineData("a lambda that may outlive", "public int Handle(int id) { Func<int> count = () => db.Items.Count(); return count(); }")]
    [InlineData("an entity that a caller changes", "public int Handle(int id) => db.Items.Count(); public Item? Find(int id) => db.Items.Find(id); } public class Seller(Stock stock) { public void Sell(int id) => stock.Find(id)!.Quantity--;")]
    [InlineData("entities added that others returned", "public int Handle(int id) => db.Items.Count(); public Item? Find(int id) => db.Items.Find(id); public void Put(Item item) { db.Items.Add(item); db.SaveChanges(); }")]
    [InlineData("code that makes it", "public int Handle(int id) => db.Items.Count(); public static Stock Make(Shop shop) => new(shop);")]
    public Task What_reaches_beyond_a_method_is_left_alone(string why, string members)
    {
        Assert.NotEmpty(why);
        return Fix.OffersWithStandInsAsync(Shop("public class Stock(Shop db) { " + members + " }"));
    }

    [Fact]
    public Task A_loaded_entity_is_returned() => Fix.OffersWithStandInsAsync(
        Shop("public class Stock(Shop db) { public Item? Handle(int id) => db.Items.Find(id); }"), "Create a context in each method that uses 'db', with IDbContextFactory<T>");

    [Fact]
    public Task Without_a_registration_there_is_no_factory() => Fix.OffersWithStandInsAsync(
        Shop("public class Stock(Shop db) { public int Handle(int id) => db.Items.Count(); }").Replace("AddDbContextFactory<Shop>()", "AddScoped<Shop>()", StringComparison.Ordinal));

    [Theory]
    [InlineData("FromFile(\"m.zip\")", "")]
    [InlineData("FromFile(modelName: \"mood\", filePath: \"m.zip\")", "\"mood\", ")]
    public Task An_engine_that_a_constructor_takes(string source, string name) => Fix.RepairsWithStandInsAsync(
        Engine(source, "private readonly PredictionEngine<In, Out> {|LMI1004:_engine|};", "public Scores(PredictionEngine<In, Out> engine) => _engine = engine;", "_engine.Predict(new In())"),
        Engine(source, "private readonly PredictionEnginePool<In, Out> _enginePool;", "public Scores(PredictionEnginePool<In, Out> enginePool) => _enginePool = enginePool;", $"_enginePool.Predict({name}new In())"));

    [Fact]
    public Task An_engine_that_was_never_given_back() => Fix.RepairsWithStandInsAsync(
        Engine("FromFile(\"mood\", \"m.zip\")", "private readonly PredictionEngine<In, Out> {|LMI1004:_engine|};", "public Scores(PredictionEnginePool<In, Out> pool) => _engine = pool.GetPredictionEngine(\"mood\");", "_engine.Predict(new In())"),
        Engine("FromFile(\"mood\", \"m.zip\")", "private readonly PredictionEnginePool<In, Out> _enginePool;", "public Scores(PredictionEnginePool<In, Out> pool) => _enginePool = pool;", "_enginePool.Predict(\"mood\", new In())"));

    [Theory]
    [InlineData("two models", "FromFile(\"a\", \"a.zip\").FromFile(\"b\", \"b.zip\")", "_engine.Predict(new In())")]
    [InlineData("another result", "FromFile(\"m.zip\")", "Into(_engine, out _)")]
    [InlineData("other types", "FromFile(\"m.zip\"); services.AddSingleton<In>()", "_engine.Predict(new In())", "AddPredictionEnginePool<Other, Out>")]
    public Task An_engine_that_no_pool_replaces(string why, string source, string use, string? registration = null)
    {
        Assert.NotEmpty(why);
        var program = Engine(source, "private readonly PredictionEngine<In, Out> _engine;", "public Scores(PredictionEngine<In, Out> engine) => _engine = engine;", use);
        return Fix.OffersWithStandInsAsync(registration == null ? program : program.Replace("AddPredictionEnginePool<In, Out>", registration, StringComparison.Ordinal));
    }

    private static string Shop(string classes, string stock = "Stock") => """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Amazon.Lambda.Annotations;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;

        """ + classes + $$"""


        public class Item { public int Id { get; set; } public int Quantity { get; set; } public List<Line> Lines { get; set; } = new(); }
        public class Line { public int Id { get; set; } public int ItemId { get; set; } }

        public class Shop : DbContext
        {
            public DbSet<Item> Items => Set<Item>();
            public DbSet<Line> Lines => Set<Line>();
        }

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddDbContextFactory<Shop>().AddSingleton<{{stock}}>();
        }

        public class Function
        {
            private readonly {{stock}} _stock;
            public Function({{stock}} stock) { _stock = stock; }

            [LambdaFunction]
            public string Get(int id) => "" + _stock.Handle(id);
        }
        """;

    private static string Engine(string source, string field, string constructor, string use) => $$"""
        using Amazon.Lambda.Annotations;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.ML;
        using Microsoft.ML;

        public class In { }
        public class Other { }
        public class Out { public float Score { get; set; } }

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddPredictionEnginePool<In, Out>().{{source}};
                services.AddSingleton<Scores>();
            }
        }

        public class Scores
        {
            {{field}}
            {{constructor}}
            public Out Of() => {{use}};
            private static Out Into(PredictionEngine<In, Out> engine, out int n) { var result = new Out(); engine.Predict(new In(), ref result); n = 0; return result; }
        }

        public class Function
        {
            private readonly Scores _scores;
            public Function(Scores scores) { _scores = scores; }

            [LambdaFunction]
            public float Get(int id) => _scores.Of().Score;
        }
        """;
}
