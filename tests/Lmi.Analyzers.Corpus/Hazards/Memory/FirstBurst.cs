using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.FirstBurst;

/// <summary>Models that are kept, each in a way that lets the first invocations load it several times, or each thread.</summary>
[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddScoped(_ => new InferenceSession("/opt/ml/scoped.onnx")); //! LMI3002
        services.AddTransient<Tagger>();
        services.AddSingleton<Models>();
    }
}

public sealed class Tagger
{
    private readonly InferenceSession _session;

    public Tagger() => _session = new InferenceSession("/opt/ml/tags.onnx"); //! LMI3002

    public int Tag(string text) => _session.InputMetadata.Count + text.Length;
}

public sealed class Models
{
    private static readonly ThreadLocal<InferenceSession> PerThread = new(() => new InferenceSession("/opt/ml/thread.onnx")); //! LMI3002
    private static readonly Lazy<InferenceSession> Racing = new(() => new InferenceSession("/opt/ml/racing.onnx"), LazyThreadSafetyMode.PublicationOnly); //! LMI3003
    private readonly ConcurrentDictionary<string, Task<InferenceSession>> _byTenant = new();
    private readonly IMemoryCache _cache;
    private ITransformer? _rank;
    private ITransformer? _risk;

    public Models(IMemoryCache cache) => _cache = cache;

    public async Task<int> CountAsync(string tenant)
    {
        var own = await _byTenant.GetOrAdd(tenant, t => Task.Run(() => new InferenceSession("/opt/ml/" + t))); //! LMI3003
        var cached = _cache.GetOrCreate("model", _ => new InferenceSession("/opt/ml/cached.onnx")); //! LMI3003
        if (_rank == null)
        {
            _rank = Load("rank"); //! LMI3003
        }

        LazyInitializer.EnsureInitialized(ref _risk, () => Load("risk")); //! LMI3003
        return own.InputMetadata.Count + cached!.InputMetadata.Count + PerThread.Value!.InputMetadata.Count + Racing.Value.InputMetadata.Count + _rank.GetHashCode() + _risk.GetHashCode();
    }

    private static ITransformer Load(string name) => new MLContext().Model.Load("/opt/ml/" + name + ".zip", out _);
}

public class Function(Models models)
{
    [LambdaFunction]
    public async Task<int> Count([FromServices] Tagger tagger, [FromServices] InferenceSession scoped, string tenant) =>
        await models.CountAsync(tenant) + tagger.Tag(tenant) + scoped.InputMetadata.Count;
}
