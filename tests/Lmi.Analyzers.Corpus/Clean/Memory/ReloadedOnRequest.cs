using System;
using System.Collections.Concurrent;
using System.Threading;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.Clean.ReloadedOnRequest;

public static class Hosting
{
    public static void Configure(IServiceCollection services)
    {
        services.AddControllers();
        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        services.AddSingleton<IModelSlot, ModelSlot>();
        services.AddSingleton<ModelTable>();
        services.AddSingleton<Scorer>();
    }
}

/// <summary>An administrator has a model loaded again: a request builds it, and all requests after it use it.</summary>
[ApiController]
[Route("models")]
public class ModelsController(IModelSlot slot, ModelTable table, Scorer scorer) : ControllerBase
{
    [HttpPost("main")]
    public void ReloadMain() => slot.Publish(new InferenceSession("/opt/ml/main.onnx"));

    [HttpPost("named")]
    public void ReloadNamed()
    {
        table.Reload("labels");
        table.Replace("tags", new InferenceSession("/opt/ml/tags.onnx"));
        table.Refill("topics");
    }

    [HttpPost("scorer")]
    public void ReloadScorer()
    {
        var context = new MLContext();
        scorer.Use(context.Model.Load("/mnt/models/scorer.zip", out _));
    }

    [HttpGet]
    public int Inputs() => slot.Current.InputMetadata.Count + table.Get("labels").InputMetadata.Count + (scorer.IsReady ? 1 : 0);
}

public interface IModelSlot
{
    InferenceSession Current { get; }

    void Publish(InferenceSession session);
}

public sealed class ModelSlot : IModelSlot
{
    private InferenceSession _current = new("/opt/ml/main.onnx");

    public InferenceSession Current => Volatile.Read(ref _current);

    public void Publish(InferenceSession session) => Interlocked.Exchange(ref _current, session);
}

/// <summary>A lazy value of what is there already; an entry of a concurrent map.</summary>
public sealed class ModelTable
{
    private readonly ConcurrentDictionary<string, Lazy<InferenceSession>> _sessions = new();
    private readonly ConcurrentDictionary<string, InferenceSession> _loaded = new();

    public InferenceSession Get(string name) => _sessions.GetOrAdd(name, static n => new Lazy<InferenceSession>(() => new InferenceSession($"/opt/ml/{n}.onnx"))).Value;

    public void Reload(string name)
    {
        var fresh = Load(name);
        _sessions[name] = new Lazy<InferenceSession>(() => fresh);
    }

    public void Replace(string name, InferenceSession session) => _loaded[name] = session;

    public void Refill(string name)
    {
        var fresh = new InferenceSession($"/mnt/models/{name}.onnx");
        _loaded.AddOrUpdate(name, fresh, (_, old) =>
        {
            old.Dispose();
            return fresh;
        });
    }

    private static InferenceSession Load(string name) => new($"/mnt/models/{name}.onnx");
}

/// <summary>What it is handed goes into an object that is then published.</summary>
public sealed class Scorer
{
    private sealed record Loaded(ITransformer Model, DateTime At);

    private Loaded? _loaded;

    public bool IsReady => Volatile.Read(ref _loaded) != null;

    public void Use(ITransformer model) => Volatile.Write(ref _loaded, Wrap(model));

    private static Loaded Wrap(ITransformer model) => new(model, DateTime.UtcNow);
}
