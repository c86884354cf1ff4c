using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.TempFiles.WorkerStartedOnce;

/// <summary>The first invocation starts a loop that works beside all of them: one thread, whose file and counts nobody else touches.</summary>
public class Function
{
    private readonly Worker _worker = new();
    private readonly Refresher _refresher = new();

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        _worker.StartIfNotRunning();
        _worker.Enqueue(input);
        await _refresher.StartAsync();
        return input;
    }
}

public sealed class Worker
{
    private readonly ConcurrentQueue<string> _jobs = new();
    private readonly object _gate = new();
    private bool _running;
    private Task? _loop;
    private DateTime _lastCheck;
    private int _done;

    public void Enqueue(string job) => _jobs.Enqueue(job);

    public void StartIfNotRunning()
    {
        lock (_gate)
        {
            if (_running)
            {
                return;
            }

            _running = true;
            _loop = Task.Run(() => WorkAsync());
        }
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            if (_jobs.TryDequeue(out _))
            {
                _done++;
            }

            _lastCheck = DateTime.UtcNow;
            File.WriteAllText("/tmp/worker.lastcheck", _lastCheck.ToString("O") + _done);
            await Task.Delay(1000);
        }
    }
}

public sealed class Refresher
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Task? _task;
    private int _rounds;

    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_task == null || _task.IsCompleted)
            {
                _task = Task.Run(async () =>
                {
                    _rounds++;
                    await File.WriteAllTextAsync("/tmp/rounds.txt", _rounds.ToString());
                });
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
