using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Hazards.NullCoalescing;

/// <summary>`??=` on shared state, as statement, expression body and argument; the same on locals and under a lock is fine.</summary>
public class Function
{
    private static readonly Lazy<Dictionary<string, string>> s_safeLabels = new(Labels);
    private static Dictionary<string, string>? s_labels;
    private readonly object _gate = new();
    private string? _host;
    private string? _guardedHost;
    private int? _size;

    public string Handle(SNSEvent evt, ILambdaContext context)
    {
        string? subject = null;
        subject ??= "none";
        s_labels ??= Labels(); //! LMI1003
        return s_labels.GetValueOrDefault(subject) + s_safeLabels.Value.Count + Host() + GuardedHost() + Size;
    }

    private int Size => _size ??= Environment.ProcessorCount; //! LMI1003

    private string Host() => string.Concat(_host ??= Environment.MachineName, "/"); //! LMI1003

    private string GuardedHost()
    {
        lock (_gate)
        {
            return _guardedHost ??= Environment.MachineName;
        }
    }

    private static Dictionary<string, string> Labels()
    {
        var labels = new Dictionary<string, string>();
        labels["none"] = "-";
        return labels;
    }
}
