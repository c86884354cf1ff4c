using System.Collections.Frozen;
using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace Corpus.Clean.DoubleCheckedGetter;

public sealed class Grammar
{
    private readonly FrozenDictionary<string, string> _plurals;

    private Grammar(IDictionary<string, string> plurals) => _plurals = plurals.ToFrozenDictionary();

    public static Grammar Load()
    {
        var plurals = new Dictionary<string, string>();
        plurals["mouse"] = "mice";
        plurals["ox"] = "oxen";
        return new Grammar(plurals);
    }

    public string Plural(string noun) => _plurals.GetValueOrDefault(noun, noun + "s");
}

/// <summary>Double-checked locking of a reference that is complete before it is assigned: right, with volatile or without.</summary>
public class Function
{
    private static readonly object Gate = new();
    private static Grammar? s_plain;
    private static volatile Grammar? s_volatile;
    private Grammar? _own;

    public string Handle(string noun, ILambdaContext context) => Plain().Plural(noun) + Volatile().Plural(noun) + Own.Plural(noun);

    private Grammar Own
    {
        get
        {
            if (_own is null)
            {
                lock (Gate)
                {
                    _own ??= Grammar.Load();
                }
            }

            return _own;
        }
    }

    private static Grammar Plain()
    {
        if (s_plain == null)
        {
            lock (Gate)
            {
                if (s_plain == null)
                {
                    var grammar = Grammar.Load();
                    s_plain = grammar;
                }
            }
        }

        return s_plain;
    }

    private static Grammar Volatile()
    {
        var grammar = s_volatile;
        if (grammar != null)
        {
            return grammar;
        }

        lock (Gate)
        {
            grammar = s_volatile;
            if (grammar == null)
            {
                grammar = Grammar.Load();
                s_volatile = grammar;
            }

            return grammar;
        }
    }
}
