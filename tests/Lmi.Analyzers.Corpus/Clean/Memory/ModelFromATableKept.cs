using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.Core;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.Clean.ModelFromATableKept;

public sealed record Page(string Language, string Text);

/// <summary>Who looks up how to load a model keeps what is loaded.</summary>
public sealed class Function
{
    private static readonly Dictionary<string, Func<InferenceSession>> Loaders = new()
    {
        ["en"] = static () => new InferenceSession("/opt/en.onnx"),
        ["de"] = LoadGerman,
    };

    private static readonly ConcurrentDictionary<string, Lazy<InferenceSession>> Sessions = new();
    private static readonly Dictionary<string, InferenceSession> Ready = Loaders.ToDictionary(static l => l.Key, static l => l.Value());
    private static readonly Func<InferenceSession> French = LoadFrench;
    private static readonly object Gate = new();
    private static InferenceSession? s_french;

    public int Handle(Page page, ILambdaContext context)
    {
        var session = Sessions.GetOrAdd(page.Language, static l => new Lazy<InferenceSession>(() => Loaders[l]())).Value;
        lock (Gate)
        {
            s_french ??= French();
        }

        return session.InputMetadata.Count + s_french.InputMetadata.Count + Ready.Count;
    }

    private static InferenceSession LoadGerman() => new("/opt/de.onnx");

    private static InferenceSession LoadFrench() => new("/opt/fr.onnx");
}
