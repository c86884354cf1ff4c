using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Hazards.InitializerAdd;

/// <summary>An object initializer adds to the collection that a property gives out: here a static one.</summary>
public sealed class View
{
    private static readonly List<string> Everybody = [];

    public List<string> Viewers => Everybody;

    public List<string> Own { get; } = [];

    public Dictionary<string, long> Sizes { get; init; } = [];
}

public class Function
{
    private static readonly List<string> Keys = [];
    private static ImmutableList<string> s_safeKeys = [];

    public async Task<int> Handle(S3Event evt, ILambdaContext context)
    {
        var count = 0;
        foreach (var record in evt.Records)
        {
            var key = record.S3.Object.Key;
            var view = new View { Viewers = { key } }; //! LMI1001
            var own = new View { Own = { key }, Sizes = { [key] = record.S3.Object.Size } };
            ImmutableInterlocked.Update(ref s_safeKeys, static (keys, k) => keys.Add(k), key);
            count += view.Own.Count + own.Own.Count + Insert(key);
            await Task.Yield();
        }

        return count;
    }

    private static int Insert(string key)
    {
        List<string> mine = [.. Keys, key];
        mine.Insert(0, key);
        ICollection<string> keys = Keys;
        keys.Add(key); //! LMI1001
        return mine.Count;
    }
}
