using System.Collections.Generic;

namespace OrderIntake;

/// <summary>The body of a POST.</summary>
public sealed record Order(string Sku, int Quantity, string Currency);

/// <summary>The answer to a POST: what was ordered, by whom, for how much.</summary>
public sealed record Confirmation(int Number, string Customer, decimal Total, string RequestId, string Receipt);

/// <summary>The answer to a GET: what was taken since the process began.</summary>
public sealed record Summary(
    int Accepted,
    decimal Revenue,
    int FullPallets,
    IReadOnlyDictionary<string, int> OrdersByCustomer,
    int JournalLines,
    int UnitsReserved,
    int PriceListsLoaded,
    int RateTablesLoaded);
