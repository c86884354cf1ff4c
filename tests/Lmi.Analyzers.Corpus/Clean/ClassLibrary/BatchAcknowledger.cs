using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.BatchAcknowledger;

public class Parcel
{
    public string Id { get; set; } = "";
    public int Weight { get; set; }
    public List<string> Stops { get; set; } = [];
}

/// <summary>Collects what failed. Would be a hazard in a field; here each invocation has its own.</summary>
public sealed class FailureLog
{
    private readonly List<SQSBatchResponse.BatchItemFailure> _items = [];
    private int _count;

    public string? Last { get; private set; }

    public void Add(string id)
    {
        _count++;
        Last = id;
        _items.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id });
    }

    public SQSBatchResponse ToResponse() => new(_items);

    public override string ToString() => $"{_count} failed, last {Last}";
}

public class Function
{
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        var failures = new FailureLog();
        foreach (var message in batch.Records)
        {
            try
            {
                await ShipAsync(message, failures);
            }
            catch (JsonException e)
            {
                context.Logger.LogError(e, "unreadable");
                failures.Add(message.MessageId);
            }
        }

        context.Logger.LogLine(failures.ToString());
        return failures.ToResponse();
    }

    private static async Task ShipAsync(SQSEvent.SQSMessage message, FailureLog failures)
    {
        var parcel = JsonSerializer.Deserialize<Parcel>(message.Body) ?? new Parcel();
        parcel.Stops.Add("depot");
        parcel.Weight += 1;
        await Task.Delay(TimeSpan.FromMilliseconds(1));
        if (parcel.Weight > 30)
        {
            failures.Add(parcel.Id);
        }
    }
}
