using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.WorkHandedToTheLock;

/// <summary>The lock is in a helper, which is handed the work to do inside of it.</summary>
public class Function
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private readonly Dictionary<string, int> _counts = new();
    private readonly List<string> _seen = new();
    private readonly object _gate = new();
    private readonly INamedLocks _locks = new NamedLocks();
    private int _total;

    public async Task<int> Handle(string key, ILambdaContext context)
    {
        Locked(() => _counts[key] = 1);
        Locked(Count);
        var size = Locked(() => _counts.Count);
        await Turn.RunAsync(async () =>
        {
            _seen.Add(key);
            await Task.Yield();
        });
        await Turn.RunAsync(() => File.WriteAllTextAsync("/tmp/last.txt", key));
        await _locks.RunAsync("ledger", async () => await File.AppendAllTextAsync("/tmp/ledger.txt", key));
        return size;
    }

    public int Replace(string text, ILambdaContext context)
    {
        using var lockFile = new FileStream("/tmp/state.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        File.WriteAllText("/tmp/state.json", text);
        return text.Length;
    }

    private void Count() => _total++;

    private void Locked(Action work) => Twice(work);

    private void Twice(Action work)
    {
        lock (_gate)
        {
            work();
            work.Invoke();
        }
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }
}

public static class SemaphoreExtensions
{
    public static async Task RunAsync(this SemaphoreSlim turn, Func<Task> work)
    {
        await turn.WaitAsync();
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }
}

public interface INamedLocks
{
    Task RunAsync(string name, Func<Task> work);

    Task<T> RunAsync<T>(string name, Func<Task<T>> work);
}

public sealed class NamedLocks : INamedLocks
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    public Task RunAsync(string name, Func<Task> work) => RunAsync(name, async () =>
    {
        await work();
        return true;
    });

    public async Task<T> RunAsync<T>(string name, Func<Task<T>> work)
    {
        var turn = _turns.GetOrAdd(name, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
