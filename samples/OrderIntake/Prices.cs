using System.Threading.Tasks;

namespace OrderIntake;

/// <summary>Prices and exchange rates, loaded by the first invocation that asks. Warehouse is its correct twin.</summary>
public sealed class Prices
{
    private PriceList? _list;
    private RateTable? _rates;

    public static int ListsLoaded => PriceList.Loaded;

    public static int RateTablesLoaded => RateTable.Loaded;

    public decimal Of(string sku)
    {
        // Hazard (LMI1003): the first invocations all load the list.
        _list ??= PriceList.Load();
        return _list.Of(sku);
    }

    public async Task<decimal> RateAsync(string currency)
    {
        // Hazard (LMI1003): and all of them fetch the rates, since none has them before the await ends.
        if (_rates == null)
        {
            _rates = await RateTable.FetchAsync();
        }

        return _rates.Of(currency);
    }
}
