using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Core;

namespace Corpus.Clean.FlagSetLast;

/// <summary>A separate volatile flag, set inside the lock after everything it announces.</summary>
public sealed class Thresholds
{
    private readonly object _sync = new();
    private readonly Dictionary<string, double> _values = [];
    private double _default;
    private volatile bool _ready;

    public double Of(string metric)
    {
        EnsureLoaded();
        return _values.TryGetValue(metric, out var value) ? value : _default;
    }

    private void EnsureLoaded()
    {
        if (_ready)
        {
            return;
        }

        lock (_sync)
        {
            if (!_ready)
            {
                _values["cpu"] = 0.8;
                _values["memory"] = 0.9;
                _default = 0.5;
                _ready = true;
            }
        }
    }
}

public class Function
{
    private readonly Thresholds _thresholds = new();

    public bool Handle(Dictionary<string, double> metrics, ILambdaContext context)
    {
        foreach (var (name, value) in metrics)
        {
            if (value > _thresholds.Of(name))
            {
                return true;
            }
        }

        return false;
    }
}
