using System.Collections.Generic;
using System.Linq;

namespace Stress;

/// <summary>One line of the table: what can go wrong, and how often it did.</summary>
internal sealed class Row(string name)
{
    public string Name { get; } = name;

    public long Wrong { get; set; }
}

/// <summary>What went wrong in all runs of one version of the sample.</summary>
internal sealed class Tally
{
    public Row Threw { get; } = new("invocations that threw");

    public Row BrokenSummaries { get; } = new("processes that cannot sum up (OrderLedger._byCustomer)");

    public Row NumberTwice { get; } = new("order numbers given twice (OrderLedger._accepted)");

    public Row OrdersUncounted { get; } = new("orders not counted (OrderLedger._accepted)");

    public Row RevenueMissing { get; } = new("revenue off by (OrderLedger._revenue)");

    public Row PalletsUncounted { get; } = new("pallets off by (OrderLedger._onPallet, _fullPallets)");

    public Row CustomerOrdersMissing { get; } = new("orders off by, per customer (OrderLedger._byCustomer)");

    public Row JournalLinesMissing { get; } = new("journal lines missing (OrderLedger._journal)");

    public Row OtherCustomer { get; } = new("answers naming another customer (OrderFunction._customer)");

    public Row OtherRequest { get; } = new("answers with another request's id (RequestLog.RequestId)");

    public Row ListsLoadedAgain { get; } = new("needless loads of the price list (Prices._list)");

    public Row RatesLoadedAgain { get; } = new("needless loads of the rates (Prices._rates)");

    public Row UnitsMissing { get; } = new("correct twin: units off by (StockLedger._units)");

    public Row OtherReceipt { get; } = new("correct twin: another request's id (Tracing)");

    public long Wrong => Rows.Sum(static r => r.Wrong);

    public IReadOnlyList<Row> Rows => new[]
    {
        Threw, BrokenSummaries, NumberTwice, OrdersUncounted, RevenueMissing, PalletsUncounted, CustomerOrdersMissing, JournalLinesMissing,
        OtherCustomer, OtherRequest, ListsLoadedAgain, RatesLoadedAgain, UnitsMissing, OtherReceipt,
    };
}
