using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.TempFiles.WorkerStartedOften;

/// <summary>A lock around the start is not enough: nothing says that a loop runs, or somebody else works on what is the loop's.</summary>
public class Function
{
    private readonly Worker _worker = new();

    public string Handle(string input, ILambdaContext context)
    {
        _worker.Start();
        _worker.StartOnce();
        _worker.Reset();
        return input + _worker.Count + _worker.Latest();
    }
}

public sealed class Worker
{
    private readonly object _gate = new();
    private readonly List<int> _sizes = new();
    private bool _wanted;
    private bool _running;
    private int _rounds;

    public int Count => _rounds;

    public int Latest()
    {
        lock (_gate)
        {
            return _sizes.Count;
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            if (!_wanted)
            {
                Task.Run(() => Work());
            }
        }
    }

    public void StartOnce()
    {
        lock (_gate)
        {
            if (!_running)
            {
                _running = true;
                Task.Run(() => Measure());
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _wanted = false;
        }

        File.WriteAllText("/tmp/measured", "0"); //! LMI2001
    }

    private void Work()
    {
        _rounds++; //! LMI1002
        File.WriteAllText("/tmp/rounds", "x"); //! LMI2001
    }

    private void Measure()
    {
        File.WriteAllText("/tmp/measured", "1");
        _sizes.Add(1); //! LMI1001|LMI1008
    }
}
