using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.InvoiceTotals;

public record Line(string Sku, int Quantity, decimal UnitPrice);

public record Invoice(string Number, IReadOnlyList<Line> Lines)
{
    public decimal Total { get; init; }
    public string Currency { get; set; } = "EUR";
}

/// <summary>Records, tuples and LINQ over what the invocation was given: everything is its own.</summary>
public class Function
{
    public async Task<Invoice> Handle(Invoice invoice, ILambdaContext context)
    {
        var (count, total) = Sum(invoice.Lines);
        var result = invoice with { Total = total };
        result.Currency = total > 1000m ? "USD" : invoice.Currency;

        (count, total) = (count + 1, total * 2);
        await Task.Yield();

        var groups = invoice.Lines
            .GroupBy(l => l.Sku)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        foreach (var sku in groups.Keys.ToList())
        {
            groups[sku] += count;
        }

        var best = groups.MaxBy(p => p.Value);
        context.Logger.LogInformation($"{best.Key} {best.Value} {total}");
        return result;
    }

    private static (int Count, decimal Total) Sum(IEnumerable<Line> lines)
    {
        var count = 0;
        var total = 0m;
        foreach (var line in lines)
        {
            count++;
            total += line.Quantity * line.UnitPrice;
        }

        return (count, total);
    }
}
