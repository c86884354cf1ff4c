using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.ChecksThenActs;

public record Order(string Id, int Number, decimal Total);

public sealed class Session
{
    public int Hits { get; set; }
}

public sealed class Claims
{
    private readonly ConcurrentDictionary<string, bool> _taken = new();
    public bool IsTaken(string id) => _taken.ContainsKey(id);
    public void Take(string id) => _taken[id] = true; //! LMI1005
}

/// <summary>Each call is safe; the two of each member together are not.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, int> Counts = new();
    private static readonly ConcurrentDictionary<string, Session> Sessions = new();
    private static readonly ConcurrentDictionary<string, List<string>> Lists = new();
    private static readonly ConcurrentDictionary<string, DateTime> Seen = new();
    private static readonly ConcurrentDictionary<string, Action> Jobs = new();
    private static readonly ConcurrentQueue<string> Queue = new();
    private static readonly ConcurrentStack<string> Stack = new();
    private static readonly BlockingCollection<string> Blocking = new();
    private readonly Claims _claims = new();
    private int _work;

    public int Handle(Order order, ILambdaContext context)
    {
        Increment(order.Id);
        AddTwo(order.Id);
        SetFromItself(order.Id);
        ReadThenSet(order.Id);
        GetOrAddThenSet(order.Id);
        NewSession(order.Id);
        NewList(order.Id);
        Claim(order.Id);
        Bounded(order.Id);
        BoundedByGuard(order.Id);
        PeekThenTake(order.Id);
        LookThenPop(order.Id);
        ClaimByHelpers(order.Id);
        AnswerInALocal(order.Id);
        TakeJob(order.Id);
        BoundedMap(order.Id);
        return 1;
    }

    private static void Increment(string id) => Counts[id]++; //! LMI1005
    private static void AddTwo(string id) => Counts[id] += 2; //! LMI1005
    private static void SetFromItself(string id) => Counts[id] = Counts[id] + 1; //! LMI1005
    private static void ReadThenSet(string id)
    {
        Counts.TryGetValue(id, out var n);
        Counts[id] = n + 1; //! LMI1005
    }

    private static void GetOrAddThenSet(string id)
    {
        var n = Counts.GetOrAdd(id, 0);
        var next = n + 1;
        Counts[id] = next; //! LMI1005
    }

    private static void NewSession(string id)
    {
        if (!Sessions.TryGetValue(id, out var s))
        {
            s = new Session();
            Sessions[id] = s; //! LMI1005
        }

        lock (s)
        {
            s.Hits++;
        }
    }

    private static void NewList(string id)
    {
        if (!Lists.ContainsKey(id))
            Lists[id] = new List<string>(); //! LMI1005
    }

    private static bool Claim(string id)
    {
        if (Seen.ContainsKey(id)) return false;
        Seen[id] = DateTime.MinValue; //! LMI1005
        Process(id);
        return true;
    }

    private static void Process(string id) => Console.WriteLine(id);

    private static void Bounded(string id)
    {
        if (Queue.Count < 10)
            Queue.Enqueue(id); //! LMI1005
    }

    private static void BoundedByGuard(string id)
    {
        if (Blocking.Count >= 10) return;
        Blocking.Add(id); //! LMI1005
    }

    private static void PeekThenTake(string id)
    {
        if (Queue.TryPeek(out var first))
        {
            Queue.TryDequeue(out _); //! LMI1005
            Process(first);
        }
    }

    private static void LookThenPop(string id)
    {
        if (!Stack.IsEmpty)
        {
            Stack.TryPop(out var top); //! LMI1005
            Process(top!);
        }
    }

    private void ClaimByHelpers(string id)
    {
        if (!_claims.IsTaken(id))
        {
            _claims.Take(id);
            _work++; //? LMI1002
        }
    }

    private static void AnswerInALocal(string id)
    {
        var known = Seen.ContainsKey(id);
        if (!known)
        {
            Seen[id] = DateTime.UtcNow; //! LMI1005
        }
    }

    private static void TakeJob(string id)
    {
        if (Jobs.TryGetValue(id, out var job))
        {
            Jobs.TryRemove(id, out _); //! LMI1005
            job();
        }
    }

    private static void BoundedMap(string id)
    {
        if (Counts.Count < 100)
            Counts.TryAdd(id, 0); //! LMI1005
    }
}
