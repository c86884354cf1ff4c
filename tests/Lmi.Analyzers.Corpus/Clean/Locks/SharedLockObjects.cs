using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Mvc;

namespace Corpus.Clean.SharedLockObjects;

public record Order(string Id, int Number, decimal Total);

/// <summary>Built per invocation, but given the one lock object of all.</summary>
public sealed class Recorder(object gate)
{
    private readonly object _gate = gate;
    private static long s_count;

    public long Record()
    {
        lock (_gate)
        {
            return ++s_count;
        }
    }
}

/// <summary>A lock object for each key, found in a shared map, also when it is handed on.</summary>
public static class PerKey
{
    private static readonly ConcurrentDictionary<string, object> s_gates = new();
    private static readonly ConcurrentDictionary<string, List<int>> s_lists = new();

    public static void Add(string key, int number)
    {
        var gate = s_gates.GetOrAdd(key, static _ => new object());
        lock (gate)
        {
            s_lists.GetOrAdd(key, static _ => []).Add(number);
        }

        Guarded(s_gates.GetOrAdd(key, static _ => new object()), key, number);
    }

    private static void Guarded(object gate, string key, int number)
    {
        lock (gate)
        {
            s_lists.GetOrAdd(key, static _ => []).Add(number);
        }
    }
}

public static class Created
{
    private static object? s_gate;
    private static int s_calls;

    private static object Gate => LazyInitializer.EnsureInitialized(ref s_gate, static () => new object());

    public static void Count()
    {
        lock (Gate)
        {
            s_calls++;
        }
    }
}

public class Function
{
    private static readonly object s_gate = new();
    private static int s_orders;
    private int _calls;

    public int Handle(Order order, ILambdaContext context)
    {
        new Recorder(s_gate).Record();
        PerKey.Add(order.Id, order.Number);
        Created.Count();
        lock (this)
        {
            _calls++;
        }

        var gate = s_gate;
        lock (gate)
        {
            s_orders++;
        }

        // What only this invocation sees needs no more than its own lock.
        var sum = 0;
        var own = new object();
        Parallel.For(0, 10, i =>
        {
            lock (own)
            {
                sum += i;
            }
        });
        return sum;
    }
}

public class CountersController : ControllerBase
{
    private static readonly object s_sync = new();
    private static int s_requests;

    [HttpGet("/count")]
    public int Get()
    {
        lock (s_sync)
        {
            return ++s_requests;
        }
    }
}
