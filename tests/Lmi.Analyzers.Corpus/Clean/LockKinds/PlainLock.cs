using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.PlainLock;

public record Reading(string Sensor, double Value);

/// <summary>Every access to the window is under the same lock, and what leaves it is a copy.</summary>
public sealed class Window(int size)
{
    private readonly object _sync = new();
    private readonly LinkedList<double> _values = new();
    private double _sum;
    private Reading? _last;

    public double Add(Reading reading)
    {
        lock (_sync)
        {
            _last = reading;
            _values.AddLast(reading.Value);
            _sum += reading.Value;
            if (_values.Count > size)
            {
                _sum -= _values.First!.Value;
                _values.RemoveFirst();
            }

            return _sum / _values.Count;
        }
    }

    public double[] Snapshot()
    {
        lock (_sync)
        {
            var copy = new double[_values.Count];
            _values.CopyTo(copy, 0);
            return copy;
        }
    }

    public bool Lasted(string sensor)
    {
        lock (_sync)
        {
            return _last?.Sensor == sensor;
        }
    }
}

public class Function
{
    private static readonly object Gate = new();
    private static int s_alarms;
    private readonly Window _window = new(100);

    public async Task<bool> Handle(Reading reading, ILambdaContext context)
    {
        var average = _window.Add(reading);
        await Task.Yield();
        if (reading.Value < average * 2 || !_window.Lasted(reading.Sensor))
        {
            return false;
        }

        int alarms;
        lock (Gate)
        {
            alarms = ++s_alarms;
        }

        context.Logger.LogInformation($"alarm {alarms} of {_window.Snapshot().Length}");
        return true;
    }
}
