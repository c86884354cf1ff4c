using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MongoDB.Driver;

namespace Corpus.ModelSharedByAll;

/// <summary>Everything expensive is made once: in the constructor, in Lazy, per key, under a semaphore, or replaced on purpose.</summary>
public class Function
{
    private static readonly HttpClient Client = new();
    private static readonly Lazy<ITransformer> Rank = new(() => LoadModel("/opt/ml"));
    private static readonly Lazy<Task<MongoClient>> Orders = new(() => Task.Run(() => new MongoClient("mongodb://orders")));
    private static readonly ConcurrentDictionary<string, Lazy<InferenceSession>> ByTenant = new();
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static InferenceSession? s_embeddings;
    private static InferenceSession s_labels = new("/opt/ml/labels.onnx");
    private readonly IServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly Classifier _classifier = new("/opt/ml");

    public async Task<int> Handle(SQSEvent batch, ILambdaContext context)
    {
        var total = _services.GetHashCode();
        foreach (var message in batch.Records)
        {
            total += _classifier.Classify(message.Body).Count;
            var session = ByTenant.GetOrAdd(message.EventSourceArn, static tenant => new Lazy<InferenceSession>(() => new InferenceSession("/opt/ml/" + tenant))).Value;
            total += session.InputMetadata.Count;
        }

        total += (await EmbeddingsAsync()).InputMetadata.Count + Volatile.Read(ref s_labels).InputMetadata.Count;
        var orders = await Orders.Value;
        await Client.GetAsync("https://example.org/" + total);
        return Rank.Value.IsRowToRowMapper ? total : orders.GetHashCode();
    }

    /// <summary>A second handler, called when the model is released anew: the reference is swapped on purpose.</summary>
    public void Reload(ILambdaContext context) => Volatile.Write(ref s_labels, new InferenceSession("/opt/ml/labels.onnx"));

    private static async Task<InferenceSession> EmbeddingsAsync()
    {
        var session = Volatile.Read(ref s_embeddings);
        if (session != null)
        {
            return session;
        }

        await Gate.WaitAsync();
        try
        {
            session = s_embeddings;
            if (session == null)
            {
                session = new InferenceSession("/opt/ml/embeddings.onnx");
                Volatile.Write(ref s_embeddings, session);
            }

            return session;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static ITransformer LoadModel(string folder) => new MLContext().Model.Load(Path.Combine(folder, "rank.zip"), out _);
}

public sealed class Classifier
{
    private readonly InferenceSession _session;

    public Classifier(string folder) => _session = new InferenceSession(Path.Combine(folder, "labels.onnx"));

    public List<string> Classify(string text) => new(_session.InputMetadata.Keys) { text };
}
