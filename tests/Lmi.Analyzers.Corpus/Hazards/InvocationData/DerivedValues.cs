using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Hazards.DerivedValues;

public sealed record Order(string Id, string[] Items, decimal Amount);

/// <summary>Parsed, mapped, looped over, computed three calls later: it is still the data of one invocation.</summary>
public sealed class OrderDesk
{
    private readonly ConcurrentDictionary<string, Order> _byId = new();
    private readonly AsyncLocal<Order?> _safeOrder = new();
    private Order? _order;
    private string[] _labels = [];
    private int _longest;

    public string Process(string body)
    {
        var order = JsonSerializer.Deserialize<Order>(body)!;
        _order = order; //! LMI1006
        _safeOrder.Value = order;
        _byId[order.Id] = order;
        Label(order.Items);
        Measure(order);
        return string.Join(',', _labels) + _order.Id + _longest;
    }

    private void Label(string[] items) => _labels = items.Select(i => i.ToUpperInvariant()).ToArray(); //! LMI1006

    private void Measure(Order order)
    {
        foreach (var item in order.Items)
        {
            _longest = item.Length; //! LMI1006
        }
    }
}

public class Function
{
    private static readonly OrderDesk s_desk = new();

    public string Handle(SQSEvent batch, ILambdaContext context)
    {
        var own = new OrderDesk();
        var result = "";
        foreach (var record in batch.Records)
        {
            result += s_desk.Process(record.Body);
            result += own.Process(record.Body);
        }

        return result;
    }
}
