namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>
/// What serves one caller at a time, by its real name, and the services that lend it: contexts and their factory, prediction engines and their pool, an engine for text in pictures. Each notices
/// when two use it at once, and throws. A part of <see cref="ExpensiveLibrary"/>.
/// </summary>
internal static class LendingLibrary
{
    public const string Source = """
        using System;
        using System.Collections;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;

        public sealed class OneAtATime
        {
            private int _users;
            private volatile bool _isDisposed;

            public void Use(string what)
            {
                if (_isDisposed)
                {
                    throw new ObjectDisposedException(what);
                }

                if (Interlocked.Exchange(ref _users, 1) == 1)
                {
                    throw new InvalidOperationException("A second operation was started on this " + what + " before a previous one completed.");
                }

                Thread.Sleep(Environment.TickCount % 4 == 0 ? 1 : 0);
                Volatile.Write(ref _users, 0);
            }

            public void Dispose() => _isDisposed = true;
        }

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext : IDisposable, IAsyncDisposable
            {
                private static int s_made;
                private static int s_disposed;
                internal static readonly ConcurrentDictionary<Type, ConcurrentQueue<object>> Rows = new();
                internal readonly OneAtATime Use = new();
                internal readonly List<object> Added = new();

                public DbContext() => Interlocked.Increment(ref s_made);

                public static int Open => Volatile.Read(ref s_made) - Volatile.Read(ref s_disposed);

                public static int Saved => Rows.Values.Sum(r => r.Count);

                public DbSet<T> Set<T>() where T : class => new DbSet<T>(this);

                public virtual int SaveChanges()
                {
                    Use.Use("context");
                    var saved = Added.ToList();
                    Added.Clear();
                    saved.ForEach(r => Rows.GetOrAdd(r.GetType(), _ => new()).Enqueue(r));
                    return saved.Count;
                }

                public virtual async Task<int> SaveChangesAsync(CancellationToken token = default)
                {
                    await Task.Yield();
                    return SaveChanges();
                }

                public Infrastructure.DatabaseFacade Database => new();

                public void Dispose()
                {
                    Use.Dispose();
                    Interlocked.Increment(ref s_disposed);
                }

                public ValueTask DisposeAsync()
                {
                    Dispose();
                    return default;
                }
            }

            public class DbSet<T> : IQueryable<T> where T : class
            {
                private readonly DbContext _context;
                internal DbSet(DbContext context) => _context = context;
                private IQueryable<T> Rows() { _context.Use.Use("context"); return DbContext.Rows.GetOrAdd(typeof(T), _ => new()).Cast<T>().ToList().AsQueryable(); }
                public void Add(T row) { _context.Use.Use("context"); _context.Added.Add(row); }
                public void Update(T row) => Add(row);
                public void Remove(T row) => _context.Use.Use("context");
                public async ValueTask<T> FindAsync(params object[] keys) { await Task.Yield(); return Rows().FirstOrDefault(); }
                public T Find(params object[] keys) => Rows().FirstOrDefault();
                public Type ElementType => typeof(T);
                public Expression Expression => Rows().Expression;
                public IQueryProvider Provider => Rows().Provider;
                public IEnumerator<T> GetEnumerator() => Rows().GetEnumerator();
                IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
            }

            public static class EntityFrameworkQueryableExtensions
            {
                public static async Task<int> CountAsync<T>(this IQueryable<T> query, CancellationToken token = default) { await Task.Yield(); return query.Count(); }
                public static async Task<T> FirstOrDefaultAsync<T>(this IQueryable<T> query, Expression<Func<T, bool>> where, CancellationToken token = default) { await Task.Yield(); return query.FirstOrDefault(where); }
                public static async Task<List<T>> ToListAsync<T>(this IQueryable<T> query, CancellationToken token = default) { await Task.Yield(); return query.ToList(); }
                public static IQueryable<T> AsNoTracking<T>(this IQueryable<T> query) where T : class => query;
            }

            public interface IDbContextFactory<out TContext> where TContext : DbContext
            {
                TContext CreateDbContext();
            }
        }

        namespace Microsoft.EntityFrameworkCore.Infrastructure
        {
            public class DatabaseFacade
            {
                public IDisposable BeginTransaction() => null;
                public void CommitTransaction() { }
                public void SetCommandTimeout(int seconds) { }
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            using Microsoft.EntityFrameworkCore;

            public static class EntityFrameworkServiceCollectionExtensions
            {
                private sealed class Factory<T> : IDbContextFactory<T> where T : DbContext, new()
                {
                    public T CreateDbContext() => new();
                }

                public static IServiceCollection AddDbContextFactory<T>(this IServiceCollection services) where T : DbContext, new() =>
                    services.AddSingleton<IDbContextFactory<T>>(new Factory<T>()).AddScoped(_ => new T());
            }
        }

        namespace Microsoft.ML
        {
            public abstract class PredictionEngineBase<TSrc, TDst> where TSrc : class where TDst : class, new()
            {
                private readonly OneAtATime _use = new();
                public TDst Predict(TSrc example) { _use.Use("engine"); return new TDst(); }
                public void Predict(TSrc example, ref TDst prediction) => _use.Use("engine");
            }

            public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst> where TSrc : class where TDst : class, new()
            {
                public static PredictionEngine<TSrc, TDst> Of(string model) => new();
            }
        }

        namespace Microsoft.Extensions.ML
        {
            public class PredictionEnginePool<TData, TPrediction> where TData : class where TPrediction : class, new()
            {
                private readonly string _model;
                private readonly ConcurrentBag<Microsoft.ML.PredictionEngine<TData, TPrediction>> _free = new();
                public PredictionEnginePool(string model) => _model = model;
                public Microsoft.ML.PredictionEngine<TData, TPrediction> GetPredictionEngine() => GetPredictionEngine("");
                public Microsoft.ML.PredictionEngine<TData, TPrediction> GetPredictionEngine(string modelName) =>
                    modelName != _model ? throw new ArgumentException("no model '" + modelName + "'") : _free.TryTake(out var engine) ? engine : Microsoft.ML.PredictionEngine<TData, TPrediction>.Of(_model);
                public void ReturnPredictionEngine(string modelName, Microsoft.ML.PredictionEngine<TData, TPrediction> engine) => _free.Add(engine);
            }

            public class PredictionEnginePoolBuilder<TData, TPrediction> where TData : class where TPrediction : class, new()
            {
                internal IServiceCollection Services;
            }

            public static class PredictionEnginePoolExtensions
            {
                public static TPrediction Predict<TData, TPrediction>(this PredictionEnginePool<TData, TPrediction> pool, TData example) where TData : class where TPrediction : class, new() => Predict(pool, "", example);
                public static TPrediction Predict<TData, TPrediction>(this PredictionEnginePool<TData, TPrediction> pool, string modelName, TData example) where TData : class where TPrediction : class, new()
                {
                    var engine = pool.GetPredictionEngine(modelName);
                    try { return engine.Predict(example); } finally { pool.ReturnPredictionEngine(modelName, engine); }
                }
            }

            public static class ServiceCollectionExtensions
            {
                public static PredictionEnginePoolBuilder<TData, TPrediction> AddPredictionEnginePool<TData, TPrediction>(this IServiceCollection services) where TData : class where TPrediction : class, new() => new() { Services = services };
                public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string filePath) where TData : class where TPrediction : class, new() => FromFile(builder, "", filePath);
                public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, string filePath) where TData : class where TPrediction : class, new()
                {
                    builder.Services.AddSingleton(new PredictionEnginePool<TData, TPrediction>(modelName));
                    return builder;
                }
            }
        }

        namespace Tesseract
        {
            public sealed class TesseractEngine : IDisposable
            {
                private static int s_loads;
                private readonly OneAtATime _use = new();

                public TesseractEngine(string path, string language)
                {
                    Thread.Sleep(1);
                    Interlocked.Increment(ref s_loads);
                }

                public static int Loads => Volatile.Read(ref s_loads);
                public string Version => "5";
                public string Read(string image) { _use.Use("engine"); return image; }
                public Page Process(string image) => new();
                public void Dispose() => _use.Dispose();
            }

            public sealed class Page : IDisposable
            {
                public string Text => "";
                public void Dispose() { }
            }
        }
        """;
}
