using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Clean.TryEnterTaken;

/// <summary>TryEnter with the taken flag, and TryEnter as the condition that encloses the work.</summary>
public class Function
{
    private readonly object _sync = new();
    private readonly Queue<string> _recent = new();
    private readonly SortedSet<string> _shards = [];
    private int _skipped;

    public int Handle(KinesisEvent evt, ILambdaContext context)
    {
        foreach (var record in evt.Records)
        {
            Remember(record.EventId);
            if (Monitor.TryEnter(_sync, TimeSpan.FromMilliseconds(5)))
            {
                try
                {
                    _shards.Add(record.Kinesis.PartitionKey);
                }
                finally
                {
                    Monitor.Exit(_sync);
                }
            }
            else
            {
                Interlocked.Increment(ref _skipped);
            }
        }

        return Volatile.Read(ref _skipped);
    }

    private void Remember(string id)
    {
        var taken = false;
        try
        {
            Monitor.TryEnter(_sync, TimeSpan.FromMilliseconds(50), ref taken);
            if (taken)
            {
                _recent.Enqueue(id);
                while (_recent.Count > 100)
                {
                    _recent.Dequeue();
                }
            }
        }
        finally
        {
            if (taken)
            {
                Monitor.Exit(_sync);
            }
        }
    }
}
