using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.LazyFactories;

public sealed class Model
{
    private readonly List<double> _weights = [];

    private Model()
    {
    }

    public static Model Load()
    {
        var model = new Model();
        for (var i = 0; i < 16; i++)
        {
            model._weights.Add(1.0 / (i + 1));
        }

        return model;
    }

    public static async Task<Model> LoadAsync()
    {
        await Task.Yield();
        return Load();
    }

    public double Score(double x) => x * _weights[0] + _weights[^1];
}

/// <summary>Lazy in its default mode, Lazy of a task, and the factories that fill fields once.</summary>
public class Function
{
    private static readonly Lazy<Model> Local = new(Model.Load);
    private static readonly Lazy<Task<Model>> Remote = new(() => Model.LoadAsync());
    private static readonly Lazy<Dictionary<string, double>> Bounds = new(static () =>
    {
        s_loadedAt = DateTime.UtcNow;
        var bounds = new Dictionary<string, double>();
        bounds["low"] = 0.1;
        bounds["high"] = 0.9;
        return bounds;
    }, LazyThreadSafetyMode.ExecutionAndPublication);

    private static DateTime s_loadedAt;
    private readonly Lazy<string> _banner;

    public Function() => _banner = new Lazy<string>(Describe);

    public async Task<double> Handle(double value, ILambdaContext context)
    {
        var remote = await Remote.Value;
        var score = Local.Value.Score(value) + remote.Score(value);
        context.Logger.LogInformation(_banner.Value);
        return Math.Clamp(score, Bounds.Value["low"], Bounds.Value["high"]);
    }

    private string Describe() => "loaded " + s_loadedAt.ToString("O");
}
