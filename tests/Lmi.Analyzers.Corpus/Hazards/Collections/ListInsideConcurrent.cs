using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;

namespace Corpus.Hazards.ListInsideConcurrent;

/// <summary>A safe map does not make the lists and sets inside it safe.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, List<string>> s_history = new();
    private static readonly ConcurrentDictionary<string, ImmutableList<string>> s_safeHistory = new();
    private static readonly ConcurrentDictionary<string, List<string>> s_lockedHistory = new();
    private readonly ConcurrentDictionary<int, HashSet<string>> _byDay = new();

    public int Handle(DynamoDBEvent evt, ILambdaContext context)
    {
        foreach (var record in evt.Records)
        {
            var table = record.EventSourceArn;
            var events = s_history.GetOrAdd(table, static _ => []);
            events.Add(record.EventID); //! LMI1001

            s_safeHistory.AddOrUpdate(table, static (_, id) => [id], static (_, list, id) => list.Add(id), record.EventID);

            var locked = s_lockedHistory.GetOrAdd(table, static _ => []);
            lock (locked)
            {
                locked.Add(record.EventID);
            }

            ByDay(record.Dynamodb.ApproximateCreationDateTime.Day, table);
        }

        return s_history.Count;
    }

    private void ByDay(int day, string table)
    {
        if (_byDay.TryGetValue(day, out var tables))
        {
            tables.Remove(table); //! LMI1001
        }
    }
}
