using System.Collections.Generic;
using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Hazards.ClearedAndRefilled;

/// <summary>A list of the type, emptied and refilled by each invocation, under a lock or not; the twin makes a new one.</summary>
public class Function
{
    private static readonly object s_gate = new();
    private static readonly List<string> s_errors = [];
    private static readonly List<string> s_lockedErrors = [];

    public string Handle(KinesisEvent evt, ILambdaContext context)
    {
        var errors = new List<string>();
        errors.Clear();
        s_errors.Clear(); //! LMI1006|LMI1001 #plain
        foreach (var record in evt.Records)
        {
            if (record.Kinesis.Data.Length == 0)
            {
                s_errors.Add(record.EventId); //! LMI1006|LMI1001 #plain
                errors.Add(record.EventId);
                Locked(record.EventId);
            }
        }

        return string.Join(',', errors) + string.Join(',', s_errors) + Report();
    }

    private static void Locked(string id)
    {
        lock (s_gate)
        {
            s_lockedErrors.Add(id);
        }
    }

    private static string Report()
    {
        lock (s_gate)
        {
            var report = new StringBuilder();
            foreach (var error in s_lockedErrors)
            {
                report.AppendLine(error);
            }

            return report.ToString();
        }
    }
}
