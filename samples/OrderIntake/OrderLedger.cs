using System.Collections.Generic;
using System.Linq;

namespace OrderIntake;

/// <summary>What was ordered. Held by the handler object, so every invocation writes the same fields. StockLedger is its correct twin.</summary>
public sealed class OrderLedger
{
    private const int PalletSize = 40;

    private readonly Dictionary<string, int> _byCustomer = new();
    private readonly List<string> _journal = new();
    private int _accepted;
    private decimal _revenue;
    private int _onPallet;
    private int _fullPallets;

    public int Accepted => _accepted;

    public decimal Revenue => _revenue;

    public int FullPallets => _fullPallets;

    public int JournalLines => _journal.Count;

    public int Accept(string customer, decimal total)
    {
        // Hazard (LMI1002): two invocations get one number.
        var number = ++_accepted;

        // Hazard (LMI1002): a decimal is four words; sums are lost, and a reader can see half of one.
        _revenue += total;

        // Hazard (LMI1001): an update is lost, an entry is doubled, or the dictionary breaks.
        _byCustomer[customer] = _byCustomer.GetValueOrDefault(customer) + 1;

        // Hazard (LMI1001): lines are overwritten while the list grows.
        _journal.Add($"{number} {customer} {total}");

        Load();
        return number;
    }

    public IReadOnlyDictionary<string, int> ByCustomer() => _byCustomer.ToDictionary(entry => entry.Key, entry => entry.Value);

    private void Load()
    {
        // Hazard (LMI1002): two fields that change together.
        _onPallet++;
        if (_onPallet == PalletSize)
        {
            _onPallet = 0;
            _fullPallets++;
        }
    }
}
