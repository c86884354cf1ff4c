using System;

namespace Vosk;

/// <summary>A model as the rules know it by name. The generated code references this assembly for it; the library itself would have to be downloaded.</summary>
public sealed class Model(string modelPath) : IDisposable
{
    public string ModelPath => modelPath;

    public decimal Score(decimal value) => value;

    public void Dispose()
    {
    }
}
