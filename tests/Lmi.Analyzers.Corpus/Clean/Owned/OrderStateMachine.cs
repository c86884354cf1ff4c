using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.OrderStateMachine;

public enum Stage
{
    New,
    Paid,
    Packed,
    Sent,
}

/// <summary>A state machine object for each message; its transition table is shared and read-only.</summary>
public sealed class OrderMachine
{
    private static readonly IReadOnlyDictionary<(Stage From, string Signal), Stage> Transitions = new Dictionary<(Stage, string), Stage>
    {
        [(Stage.New, "pay")] = Stage.Paid,
        [(Stage.Paid, "pack")] = Stage.Packed,
        [(Stage.Packed, "send")] = Stage.Sent,
    };

    private readonly Stack<Stage> _history = new();
    private Stage _stage = Stage.New;

    public Stage Stage
    {
        get => _stage;
        private set
        {
            _history.Push(_stage);
            _stage = value;
        }
    }

    public bool Fire(string signal)
    {
        if (!Transitions.TryGetValue((Stage, signal), out var next))
        {
            return false;
        }

        Stage = next;
        return true;
    }

    public void Undo() => _stage = _history.Count > 0 ? _history.Pop() : _stage;
}

public class Function
{
    public async Task<SQSBatchResponse> Handle(SQSEvent batch, ILambdaContext context)
    {
        var failures = new List<SQSBatchResponse.BatchItemFailure>();
        foreach (var record in batch.Records)
        {
            var machine = new OrderMachine();
            foreach (var signal in record.Body.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!machine.Fire(signal))
                {
                    machine.Undo();
                    failures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = record.MessageId });
                    break;
                }
            }

            await Task.Yield();
        }

        return new SQSBatchResponse(failures);
    }
}
