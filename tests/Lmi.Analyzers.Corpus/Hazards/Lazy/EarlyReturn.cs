using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Annotations;

namespace Corpus.Hazards.EarlyReturn;

public sealed class Vocabulary
{
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);

    public static Vocabulary Read()
    {
        var vocabulary = new Vocabulary();
        vocabulary._words.Add("lambda");
        return vocabulary;
    }

    public bool Knows(string word) => _words.Contains(word);
}

/// <summary>Returns early when the value is there, and builds it otherwise.</summary>
public class SpellFunctions
{
    private static Vocabulary? s_vocabulary;
    private static Vocabulary? s_safeVocabulary;
    private static object? s_sync;
    private Vocabulary? _own;

    [LambdaFunction]
    public bool Check(string word) => Get().Knows(word) && GetSafely().Knows(word) && Own.Knows(word);

    private static Vocabulary Get()
    {
        if (s_vocabulary is not null)
        {
            return s_vocabulary;
        }

        var vocabulary = Vocabulary.Read();
        s_vocabulary = vocabulary; //! LMI1003
        return vocabulary;
    }

    private static Vocabulary GetSafely() => LazyInitializer.EnsureInitialized(ref s_safeVocabulary, ref s_sync, Vocabulary.Read);

    private Vocabulary Own
    {
        get
        {
            if (_own != null) return _own;
            _own = Vocabulary.Read(); //! LMI1003
            return _own;
        }
    }
}
