using System;
using System.Collections.Concurrent;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.ML.OnnxRuntime;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.Services.AddSingleton<Labels>();
builder.Services.AddScoped<ILabels>(services => services.GetRequiredService<Labels>());
builder.Services.AddSingleton(new InferenceSession("/opt/ml/tags.onnx"));
builder.Services.AddScoped<Tags>();
builder.Services.AddScoped<Words>();
builder.Services.AddSingleton<Ranks>();
builder.Services.TryAddScoped<Ranks>();
builder.Services.AddScoped<Faces>();
builder.Services.AddTransient<Net>();
builder.Services.AddSingleton<CatScorer>();
var app = builder.Build();
app.MapGet("/", (ILabels labels, Tags tags, Words words, Ranks ranks, Faces faces, CatScorer cats) => labels.Count() + tags.Count + words.Count + ranks.Count + faces.Count + cats.Count);
app.MapGet("/{tenant}", (string tenant) => Tenants.Of(tenant));
app.Run();

public interface ILabels
{
    int Count();
}

public sealed class Labels : ILabels
{
    private readonly InferenceSession _session = new("/opt/ml/labels.onnx");
    private int _asked;

    public int Count()
    {
        {|LMI1002:_asked++|};
        return _session.InputMetadata.Count;
    }
}

/// <summary>The container takes the constructor of most parameters of those that it can fill.</summary>
public sealed class Tags
{
    private readonly InferenceSession _session;

    public Tags() => _session = new InferenceSession("/opt/ml/tags.onnx");

    public Tags(InferenceSession session) => _session = session;

    public int Count => _session.InputMetadata.Count;
}

/// <summary>The container takes a public constructor.</summary>
public sealed class Words
{
    private readonly InferenceSession _session;

    public Words(InferenceSession session) => _session = session;

    internal Words(string path) => _session = new InferenceSession(path);

    public int Count => _session.InputMetadata.Count;
}

/// <summary>Registered already when somebody tries to.</summary>
public sealed class Ranks
{
    private readonly InferenceSession _session = new("/opt/ml/ranks.onnx");

    public int Count => _session.InputMetadata.Count;
}

public sealed class Faces
{
    private readonly InferenceSession _session;

    public Faces() => _session = {|LMI3002:new InferenceSession("/opt/ml/faces.onnx")|};

    public int Count => _session.InputMetadata.Count;
}

/// <summary>Only a singleton takes it, which hands it on to its base.</summary>
public sealed class Net
{
    public InferenceSession Session { get; } = new("/opt/ml/net.onnx");
}

public abstract class Scorer
{
    protected Scorer(Net net) => Net = net;

    protected Net Net { get; }
}

public sealed class CatScorer : Scorer
{
    public CatScorer(Net net)
        : base(net)
    {
    }

    public int Count => Net.Session.InputMetadata.Count;
}

public static class Tenants
{
    private static readonly ConcurrentDictionary<string, Once<InferenceSession>> s_sessions = new();
    private static readonly ConcurrentDictionary<string, InferenceSession> s_eager = new();

    public static int Of(string tenant) =>
        s_sessions.GetOrAdd(tenant, t => new Once<InferenceSession>(() => new InferenceSession(t))).Get().InputMetadata.Count
        + {|LMI3003:s_eager.GetOrAdd|}(tenant, t => new InferenceSession(t)).InputMetadata.Count;
}

/// <summary>Keeps the delegate that it is made with, and runs it once.</summary>
public sealed class Once<T>(Func<T> make) where T : class
{
    private readonly object _gate = new();
    private T? _value;

    public T Get()
    {
        lock (_gate)
        {
            return _value ??= make();
        }
    }
}
