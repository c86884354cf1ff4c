using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

namespace Corpus.Clean.NestedHolder;

/// <summary>The type initializer of a nested class is the lazy initialization: the runtime runs it once.</summary>
public sealed class Dictionary
{
    private readonly SortedList<string, string> _entries = [];
    private int _size;

    private Dictionary()
    {
        Add("sun", "Sonne");
        Add("moon", "Mond");
    }

    public static Dictionary Instance => Holder.Value;

    public static string Version { get; } = ReadVersion();

    public string Translate(string word) => _size > 0 && _entries.TryGetValue(word, out var found) ? found : word;

    private void Add(string word, string translation)
    {
        _entries[word] = translation;
        _size++;
    }

    private static string ReadVersion()
    {
        var parts = new[] { 1, 2 };
        parts[1]++;
        return string.Join('.', parts);
    }

    private static class Holder
    {
        internal static readonly Dictionary Value = new();
    }
}

public class Function
{
    static Function() => RuntimeHelpers.RunClassConstructor(typeof(Dictionary).TypeHandle);

    public string Handle(string word, ILambdaContext context) => Dictionary.Instance.Translate(word) + Dictionary.Version;
}
