using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.CacheThatExpires;

/// <summary>Two invocations that find the entry old both fetch it; either result serves, and the time differs by nothing that matters.</summary>
public class Rates
{
    private static readonly ConcurrentDictionary<string, (string Rate, DateTimeOffset Until)> Known = new();

    public async Task<string> Handle(string currency, ILambdaContext context)
    {
        var now = DateTimeOffset.UtcNow;
        if (Known.TryGetValue(currency, out var known) && known.Until > now)
        {
            return known.Rate;
        }

        var rate = await FetchAsync(currency);
        Known[currency] = (rate, now.AddMinutes(5));
        return rate;
    }

    private static async Task<string> FetchAsync(string currency)
    {
        await Task.Delay(1);
        return currency + ": 1.0";
    }
}
