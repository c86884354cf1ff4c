using System.Collections.Concurrent;
using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.BaseClassCache;

/// <summary>The handler object is shared, and so is what its base class keeps.</summary>
public abstract class LookupFunction
{
    protected readonly Dictionary<string, string> Found = [];
    protected readonly ConcurrentDictionary<string, string> FoundSafely = new();

    public string Handle(string key, ILambdaContext context)
    {
        if (!Found.TryGetValue(key, out var value))
        {
            value = Lookup(key);
            Found[key] = value; //! LMI1001
        }

        return value;
    }

    public string HandleSafely(string key, ILambdaContext context)
    {
        if (!FoundSafely.TryGetValue(key, out var value))
        {
            value = FoundSafely.GetOrAdd(key, Lookup);
        }

        return value;
    }

    protected abstract string Lookup(string key);
}

public class CountryFunction : LookupFunction
{
    private readonly Dictionary<string, string> _names = [];

    public CountryFunction()
    {
        _names["DE"] = "Germany";
        Found["CH"] = "Switzerland"; // the constructor runs once
    }

    protected override string Lookup(string key) => _names.GetValueOrDefault(key, key);
}
