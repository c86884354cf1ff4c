using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.ModelPerRequest;

/// <summary>A model, a container and a client for each message, in helpers and wrappers.</summary>
public class Function
{
    private readonly string _folder = Path.Combine("/opt", "ml");

    public async Task<int> Handle(SQSEvent batch, ILambdaContext context)
    {
        var total = 0;
        foreach (var message in batch.Records)
        {
            using var classifier = new Classifier(_folder);
            total += classifier.Classify(message.Body).Count;
        }

        using var services = new ServiceCollection().AddLogging().BuildServiceProvider(); //! LMI3001
        using var client = new HttpClient(); //? LMI3001
        await client.GetAsync("https://example.org/" + total);
        return total + Rank(total);
    }

    private int Rank(int value)
    {
        var model = LoadModel(_folder);
        return model.IsRowToRowMapper ? value : 0;
    }

    private static ITransformer LoadModel(string folder) => new MLContext().Model.Load(Path.Combine(folder, "rank.zip"), out _); //! LMI3001
}

public sealed class Classifier : System.IDisposable
{
    private readonly InferenceSession _session;

    public Classifier(string folder) => _session = new InferenceSession(Path.Combine(folder, "labels.onnx")); //! LMI3001

    public List<string> Classify(string text) => new(_session.InputMetadata.Keys) { text };

    public void Dispose() => _session.Dispose();
}
