using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace OrderIntake;

/// <summary>Tells the warehouse about an order. Loads what Prices loads, but once. Nothing is reported here.</summary>
public sealed class Warehouse
{
    // Filled before the first invocation, only read afterwards.
    private static readonly FrozenDictionary<string, string> s_sites =
        new Dictionary<string, string> { ["EUR"] = "Rotterdam", ["USD"] = "Newark", ["JPY"] = "Yokohama" }.ToFrozenDictionary();

    private readonly Lazy<string[]> _shelves = new(static () => new[] { "A", "B", "C" });
    private readonly Lazy<Task<string>> _token = new(static () => SignInAsync());

    public async Task<string> AnnounceAsync(Order order)
    {
        // A local: each invocation has its own.
        var lines = new List<string> { s_sites[order.Currency] };
        lines.Add(_shelves.Value[order.Quantity % 3]);
        lines.Add(await _token.Value);
        await Task.Yield(); // stands for the call
        return string.Join('/', lines);
    }

    private static async Task<string> SignInAsync()
    {
        await Task.Yield();
        return "token";
    }
}
