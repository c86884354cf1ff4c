using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.MonitorForms;

/// <summary>Monitor in its older forms: Enter with and without the taken flag, TryEnter with a timeout.</summary>
public class Function
{
    private static readonly object s_gate = new();
    private static readonly Dictionary<string, int> s_perQueue = [];
    private static int s_batches;
    private static DateTime s_last;

    public string Handle(SQSEvent batch, ILambdaContext context)
    {
        foreach (var record in batch.Records)
        {
            Count(record.EventSourceArn);
        }

        MarkBatch();
        return TryNote() ? "noted" : "busy";
    }

    private static void Count(string queue)
    {
        Monitor.Enter(s_gate);
        try
        {
            s_perQueue.TryGetValue(queue, out var n);
            s_perQueue[queue] = n + 1;
        }
        finally
        {
            Monitor.Exit(s_gate);
        }
    }

    private static void MarkBatch()
    {
        var taken = false;
        try
        {
            Monitor.Enter(s_gate, ref taken);
            s_batches++;
        }
        finally
        {
            if (taken)
            {
                Monitor.Exit(s_gate);
            }
        }
    }

    private static bool TryNote()
    {
        if (!Monitor.TryEnter(s_gate, 20))
        {
            return false;
        }

        try
        {
            s_last = DateTime.UtcNow;
            return s_batches > 0;
        }
        finally
        {
            Monitor.Exit(s_gate);
        }
    }
}
