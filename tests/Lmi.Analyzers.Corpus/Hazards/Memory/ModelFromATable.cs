using System;
using System.Collections.Generic;
using Amazon.Lambda.Core;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.Hazards.ModelFromATable;

public sealed record Page(string Language, string Text);

/// <summary>Who looks up how to load a model, and does, loads it each time.</summary>
public sealed class Function
{
    private static readonly Dictionary<string, Func<InferenceSession>> Loaders = new()
    {
        ["en"] = static () => new InferenceSession("/opt/en.onnx"), //! LMI3001
        ["de"] = LoadGerman,
    };

    public int Handle(Page page, ILambdaContext context)
    {
        using var session = Loaders[page.Language]();
        return session.InputMetadata.Count;
    }

    private static InferenceSession LoadGerman() => new("/opt/de.onnx"); //! LMI3001
}
