using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.CaptiveTransient;

/// <summary>A transient service that only a singleton takes is built once; lazies and locks let one caller load.</summary>
[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddTransient<Tagger>();
        services.AddSingleton<Models>();
        services.AddSingleton<Lazy<InferenceSession>>(_ => new Lazy<InferenceSession>(() => new InferenceSession("/opt/ml/labels.onnx")));
    }
}

public sealed class Tagger
{
    private readonly InferenceSession _session = new("/opt/ml/tags.onnx");

    public int Tag(string text) => _session.InputMetadata.Count + text.Length;
}

public sealed class Models(Tagger tagger, Lazy<InferenceSession> labels)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<InferenceSession>>> _byTenant = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ITransformer? _rank;
    private object? _riskLock;
    private ITransformer? _risk;

    public async Task<int> CountAsync(string tenant)
    {
        var own = await _byTenant.GetOrAdd(tenant, t => new Lazy<Task<InferenceSession>>(() => Task.Run(() => new InferenceSession("/opt/ml/" + t)))).Value;
        await _gate.WaitAsync();
        try
        {
            _rank ??= Load("rank");
        }
        finally
        {
            _gate.Release();
        }

        var risk = LazyInitializer.EnsureInitialized(ref _risk, ref _riskLock, () => Load("risk"));
        return own.InputMetadata.Count + _rank.GetHashCode() + risk.GetHashCode() + tagger.Tag(tenant) + labels.Value.InputMetadata.Count;
    }

    private static ITransformer Load(string name) => new MLContext().Model.Load("/opt/ml/" + name + ".zip", out _);
}

public class Function(Models models)
{
    [LambdaFunction]
    public Task<int> Count(string tenant) => models.CountAsync(tenant);
}
