using System;
using System.Linq;
using Amazon.Lambda.Core;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Embeddings;

public sealed record Passage(float[] Features);

/// <summary>As it was written for one invocation at a time: each loads the model, and LMI3001 says so.</summary>
public sealed class SessionPerInvocation
{
    public float Handle(Passage passage, ILambdaContext context)
    {
        using var session = new InferenceSession(ModelFile.Path);
        return Embedding.Of(session, passage);
    }
}

/// <summary>As the code fix leaves it: one session, loaded by the first invocation, for all of them.</summary>
public sealed class SharedSession
{
    private static readonly Lazy<InferenceSession> Session = new(() => new InferenceSession(ModelFile.Path));

    public float Handle(Passage passage, ILambdaContext context) => Embedding.Of(Session.Value, passage);
}

internal static class Embedding
{
    /// <summary>Runs the model on the passage; the first number of its embedding stands for all of it.</summary>
    public static float Of(InferenceSession session, Passage passage)
    {
        var input = new DenseTensor<float>(passage.Features, new[] { 1, ModelFile.Features });
        using var results = session.Run(new[] { NamedOnnxValue.CreateFromTensor("features", input) });
        return results.First().AsTensor<float>().GetValue(0);
    }
}
