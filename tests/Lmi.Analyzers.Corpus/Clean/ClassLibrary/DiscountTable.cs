using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using Amazon.Lambda.Core;

namespace Corpus.Clean.DiscountTable;

public record Basket(string Country, string Tier, decimal Amount);

public record Priced(decimal Net, decimal Tax, string Label);

/// <summary>Lookup tables are filled in the static constructor and only read by invocations.</summary>
public class Function
{
    private static readonly Dictionary<string, decimal> TaxByCountry = new(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, decimal> DiscountByTier;
    private static readonly decimal[] Steps = new decimal[4];

    static Function()
    {
        TaxByCountry["DE"] = 0.19m;
        TaxByCountry["FR"] = 0.20m;
        TaxByCountry.Add("LU", 0.17m);

        var tiers = new Dictionary<string, decimal> { ["gold"] = 0.10m };
        tiers["silver"] = 0.05m;
        DiscountByTier = tiers.ToFrozenDictionary(StringComparer.Ordinal);

        for (var i = 0; i < Steps.Length; i++)
        {
            Steps[i] = (i + 1) * 100m;
        }
    }

    public Priced Handle(Basket basket, ILambdaContext context)
    {
        var discount = DiscountByTier.TryGetValue(basket.Tier, out var d) ? d : 0m;
        discount += StepBonus(basket.Amount);
        var net = basket.Amount * (1 - discount);
        var tax = TaxByCountry.TryGetValue(basket.Country, out var rate) ? net * rate : 0m;
        var label = string.Create(CultureInfo.InvariantCulture, $"{basket.Country}/{basket.Tier} {net:0.00}");
        return new Priced(net, tax, label);
    }

    private static decimal StepBonus(decimal amount)
    {
        var bonus = 0m;
        foreach (var step in Steps)
        {
            if (amount >= step)
            {
                bonus += 0.01m;
            }
        }

        return bonus;
    }
}
