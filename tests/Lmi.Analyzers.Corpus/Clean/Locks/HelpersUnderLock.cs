using System.Collections.Generic;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.HelpersUnderLock;

/// <summary>Private helpers do not take the lock: every one of their callers holds it, two calls deep and recursively.</summary>
public sealed class OrderBook
{
    private readonly object _gate = new();
    private readonly SortedDictionary<int, Queue<string>> _levels = [];
    private int _orders;
    private int _best;

    public void Add(int price, string id)
    {
        lock (_gate)
        {
            LevelOf(price).Enqueue(id);
            Recount(+1);
        }
    }

    public string? Take()
    {
        lock (_gate)
        {
            if (_orders == 0)
            {
                return null;
            }

            var id = LevelOf(_best).Dequeue();
            Recount(-1);
            DropEmpty(_best);
            return id;
        }
    }

    private Queue<string> LevelOf(int price)
    {
        if (!_levels.TryGetValue(price, out var level))
        {
            _levels[price] = level = new Queue<string>();
        }

        return level;
    }

    private void Recount(int by)
    {
        _orders += by;
        foreach (var price in _levels.Keys)
        {
            SetBest(price);
        }
    }

    private void SetBest(int price) => _best = price;

    private void DropEmpty(int price)
    {
        if (_levels.TryGetValue(price, out var level) && level.Count == 0)
        {
            _levels.Remove(price);
            DropEmpty(price - 1);
        }
    }
}

public class Function
{
    private static readonly OrderBook Book = new();

    public SQSBatchResponse Handle(SQSEvent batch, ILambdaContext context)
    {
        var response = new SQSBatchResponse();
        foreach (var record in batch.Records)
        {
            Book.Add(record.Body.Length, record.MessageId);
            if (Book.Take() is not { } taken)
            {
                response.BatchItemFailures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = record.MessageId });
            }
        }

        return response;
    }
}
