using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Hazards.AliasesAndWrappers;

public sealed record Shelf(string Name, List<string> Books)
{
    public Dictionary<string, int> Copies { get; } = [];
}

/// <summary>Reached through locals, properties, return values, interfaces, `?.`, members of elements; the twins copy first.</summary>
public class Function
{
    private static readonly IDictionary<string, Shelf> s_shelves = new Dictionary<string, Shelf> { ["a"] = new("a", []) };
    private static readonly SortedList<int, string> s_sorted = [];
    private readonly PriorityQueue<string, int> _queue = new();
    private readonly BitArray _bits = new(64);
    private readonly List<string>? _optional = [];
    private readonly (List<int> Odd, List<int> Even) _split = ([], []);

    public int Handle(SNSEvent evt, ILambdaContext context)
    {
        var message = evt.Records[0].Sns.Message;
        var alias = s_sorted;
        alias.TryAdd(message.Length, message); //! LMI1001
        Queue().Enqueue(message, message.Length); //! LMI1001
        _bits.Set(message.Length % 64, true); //! LMI1001
        _optional?.Add(message); //! LMI1001
        _split.Odd.Add(message.Length); //! LMI1001
        return Shelves(message) + Copies(message);
    }

    private static int Shelves(string message)
    {
        foreach (var shelf in s_shelves.Values)
        {
            shelf.Books.Add(message); //! LMI1001
        }

        s_shelves["a"].Copies.Remove(message); //! LMI1001
        return s_shelves.Count;
    }

    private int Copies(string message)
    {
        var copy = s_shelves["a"].Books.ToList();
        copy.Add(message);
        var sorted = new SortedList<int, string>(s_sorted);
        sorted.TryAdd(1, message);
        var even = _split.Even.ToHashSet();
        even.Add(2);
        List<string> spread = [.. s_shelves.Keys];
        spread.Reverse();
        return copy.Count + sorted.Count + even.Count;
    }

    private PriorityQueue<string, int> Queue() => _queue;
}
