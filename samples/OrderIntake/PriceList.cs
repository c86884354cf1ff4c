using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace OrderIntake;

/// <summary>Never written after it is built, so invocations may share it.</summary>
public sealed class PriceList
{
    private static int s_loaded;
    private readonly Dictionary<string, decimal> _prices;

    private PriceList(Dictionary<string, decimal> prices) => _prices = prices;

    public static int Loaded => Volatile.Read(ref s_loaded);

    public static PriceList Load()
    {
        Interlocked.Increment(ref s_loaded);
        var prices = new Dictionary<string, decimal>();
        for (var i = 0; i < 2000; i++)
        {
            prices["SKU-" + i.ToString(CultureInfo.InvariantCulture)] = 1 + i % 50;
        }

        return new PriceList(prices);
    }

    public decimal Of(string sku) => _prices[sku];
}

/// <summary>Never written after it is built, so invocations may share it.</summary>
public sealed class RateTable
{
    private static int s_loaded;
    private readonly IReadOnlyDictionary<string, decimal> _rates;

    private RateTable(IReadOnlyDictionary<string, decimal> rates) => _rates = rates;

    public static int Loaded => Volatile.Read(ref s_loaded);

    /// <summary>Stands for a call to a service.</summary>
    public static async Task<RateTable> FetchAsync()
    {
        Interlocked.Increment(ref s_loaded);
        await Task.Delay(5);
        return new RateTable(new Dictionary<string, decimal> { ["EUR"] = 1, ["USD"] = 2, ["JPY"] = 150 });
    }

    public decimal Of(string currency) => _rates[currency];
}
