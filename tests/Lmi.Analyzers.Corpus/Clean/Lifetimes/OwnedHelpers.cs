using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.OwnedHelpers;

/// <summary>A class that would be a hazard if it were shared; every invocation makes its own and hands it down.</summary>
public sealed class Basket : IDisposable
{
    private readonly List<(string Item, int Count)> _lines = [];
    private decimal _total;
    private string? _summary;

    public event EventHandler<string>? Added;

    public Basket? Parent { get; set; }

    public int this[int index]
    {
        get => _lines[index].Count;
        set => _lines[index] = (_lines[index].Item, value);
    }

    public string Summary => _summary ??= $"{_lines.Count} lines, {_total}";

    public void Add(string item, int count)
    {
        _lines.Add((item, count));
        _total += count * 1.5m;
        Added?.Invoke(this, item);
    }

    public void Dispose() => _lines.Clear();
}

public interface IPricing
{
    Task ApplyAsync(Basket basket);
}

public sealed class HalfPrice : IPricing
{
    public async Task ApplyAsync(Basket basket)
    {
        await Task.Yield();
        basket[0] /= 2;
        basket.Parent = new Basket();
        basket.Parent.Add("gift", 1);
        basket.Parent.Parent = basket;
    }
}

public class Function
{
    private readonly IPricing _pricing = new HalfPrice();

    public async Task<string> Handle(SQSEvent batch, ILambdaContext context)
    {
        var added = 0;
        using var basket = Create(batch.Records.Count);
        basket.Added += (_, item) => added += item.Length;
        foreach (var record in batch.Records)
        {
            Fill(basket, record);
        }

        await _pricing.ApplyAsync(basket);
        return basket.Summary + added;
    }

    private static Basket Create(int size)
    {
        var basket = new Basket();
        basket.Add("bag", size);
        return basket;
    }

    private static void Fill(Basket basket, SQSEvent.SQSMessage record) => basket.Add(record.Body, record.Attributes.Count);
}
