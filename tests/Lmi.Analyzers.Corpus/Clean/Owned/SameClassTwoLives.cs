using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace Corpus.Clean.SameClassTwoLives;

public record Trade(string Symbol, int Quantity);

/// <summary>One class, held in a static as a template that is only read, and copied by each invocation that changes it.</summary>
public sealed class Portfolio
{
    private readonly Dictionary<string, int> _positions = [];

    public int Version { get; private set; }

    public static Portfolio Standard()
    {
        var portfolio = new Portfolio();
        portfolio.Apply(new Trade("GOLD", 1));
        portfolio.Apply(new Trade("CASH", 100));
        return portfolio;
    }

    public void Apply(Trade trade)
    {
        _positions[trade.Symbol] = QuantityOf(trade.Symbol) + trade.Quantity;
        Version++;
    }

    public int QuantityOf(string symbol) => _positions.GetValueOrDefault(symbol);

    public Portfolio Clone()
    {
        var copy = new Portfolio { Version = Version };
        foreach (var (symbol, quantity) in _positions)
        {
            copy._positions.Add(symbol, quantity);
        }

        return copy;
    }
}

public class Function
{
    private static readonly Portfolio Template = Portfolio.Standard();

    public int Handle(List<Trade> trades, ILambdaContext context)
    {
        var portfolio = Template.Clone();
        foreach (var trade in trades)
        {
            portfolio.Apply(trade);
        }

        return portfolio.QuantityOf("GOLD") - Template.QuantityOf("GOLD") + portfolio.Version;
    }
}
