using System.Collections.Generic;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Hazards.PartlyShared;

/// <summary>Objects held by a shared object are shared with it, two levels down; the same classes in a local are not.</summary>
public sealed class Warehouse
{
    public Shelf Shelf { get; } = new();
    public string Manager { get; set; } = "";
}

public sealed class Shelf
{
    private readonly Dictionary<string, int> _stock = [];

    public int Moves { get; set; }

    public void Put(string sku)
    {
        _stock[sku] = _stock.GetValueOrDefault(sku) + 1; //! LMI1001
    }
}

/// <summary>Only ever made by an invocation.</summary>
public sealed class Cart
{
    private readonly Dictionary<string, int> _items = [];

    public int Moves { get; set; }

    public void Put(string sku)
    {
        _items[sku] = _items.GetValueOrDefault(sku) + 1;
        Moves++;
    }
}

public class Function
{
    private readonly Warehouse _warehouse = new();

    public int Handle(KinesisEvent evt, ILambdaContext context)
    {
        var cart = new Cart();
        foreach (var record in evt.Records)
        {
            cart.Put(record.Kinesis.PartitionKey);
            _warehouse.Shelf.Put(record.Kinesis.PartitionKey);
            _warehouse.Shelf.Moves++; //! LMI1002
            _warehouse.Manager = record.EventId; //! LMI1006
        }

        cart.Moves = 0;
        return _warehouse.Shelf.Moves + cart.Moves;
    }
}
