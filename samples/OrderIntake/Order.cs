using System.Collections.Generic;

namespace OrderIntake;

/// <summary>A POST carries a batch of these.</summary>
public sealed record Order(string Sku, int Quantity, string Currency);

/// <summary>The answer to each: its number, by whom it was ordered, for how much.</summary>
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
