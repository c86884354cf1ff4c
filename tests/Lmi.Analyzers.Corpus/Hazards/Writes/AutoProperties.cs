using System;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Hazards.AutoProperties;

public sealed class Health
{
    public int Failures { get; private set; }
    public DateTime CheckedAt { get; private set; }

    public void Failed() => Failures++; //! LMI1002

    public void Checked() => CheckedAt = DateTime.UtcNow; //! LMI1002
}

public sealed class OwnHealth
{
    public int Failures { get; private set; }
    public DateTime CheckedAt { get; private set; }

    public void Failed() => Failures++;

    public void Checked() => CheckedAt = DateTime.UtcNow;
}

/// <summary>Auto-properties are fields. One object is shared, the other belongs to the invocation; the static one is shared by all.</summary>
public class Function
{
    private static readonly Health s_health = new();
    private int _processed;

    public static int Batches { get; private set; }

    public int Processed => _processed;

    public int Handle(SQSEvent batch, ILambdaContext context)
    {
        var mine = new OwnHealth();
        Batches += 1; //! LMI1002
        foreach (var record in batch.Records)
        {
            if (record.Body.Length == 0)
            {
                s_health.Failed();
                mine.Failed();
            }

            Interlocked.Increment(ref _processed);
        }

        s_health.Checked();
        mine.Checked();
        return mine.Failures + Processed;
    }
}
