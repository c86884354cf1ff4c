using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.AsyncInitializationUnderSemaphore;

/// <summary>Asynchronous initialization on first use: double-checked around a semaphore, assigned when complete.</summary>
public sealed class Catalog
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static volatile IReadOnlyDictionary<string, decimal>? s_prices;

    public static async Task<decimal> PriceAsync(string sku)
    {
        var prices = s_prices ?? await LoadOnceAsync().ConfigureAwait(false);
        return prices.TryGetValue(sku, out var price) ? price : 0m;
    }

    private static async Task<IReadOnlyDictionary<string, decimal>> LoadOnceAsync()
    {
        await Gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (s_prices == null)
            {
                var prices = new Dictionary<string, decimal>();
                await foreach (var (sku, price) in ReadAsync().ConfigureAwait(false))
                {
                    prices[sku] = price;
                }

                s_prices = prices;
            }

            return s_prices;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async IAsyncEnumerable<(string Sku, decimal Price)> ReadAsync()
    {
        yield return ("a", 1m);
        await Task.Yield();
        yield return ("b", 2m);
    }
}

public class Function
{
    public async Task<decimal> Handle(string[] skus, ILambdaContext context)
    {
        var sum = 0m;
        foreach (var sku in skus)
        {
            sum += await Catalog.PriceAsync(sku);
        }

        return sum;
    }
}
