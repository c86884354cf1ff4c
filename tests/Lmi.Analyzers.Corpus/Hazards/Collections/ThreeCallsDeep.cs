using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Hazards.ThreeCallsDeep;

public static class Journal
{
    private static readonly List<string> Entries = [];
    private static readonly List<string> Guarded = [];
    private static readonly object Gate = new();

    public static void Open(string id) => Line("open", id);

    public static void OpenGuarded(string id)
    {
        lock (Gate)
        {
            GuardedLine("open " + id);
        }
    }

    private static void Line(string verb, string id) => Write(verb + " " + id);

    private static void Write(string line) => Entries.Add(line); //! LMI1001

    private static void GuardedLine(string line) => Guarded.Add(line);
}

/// <summary>The handler reaches the list through three static calls; its twin takes the lock two calls above.</summary>
public class Function
{
    public int Handle(SQSEvent batch, ILambdaContext context)
    {
        foreach (var record in batch.Records)
        {
            Journal.Open(record.MessageId);
            Journal.OpenGuarded(record.MessageId);
        }

        return batch.Records.Select(r => r.Body.Length).Sum();
    }
}
