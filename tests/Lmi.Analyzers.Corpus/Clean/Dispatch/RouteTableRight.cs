using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Amazon.Lambda.Core;

namespace Corpus.Clean.RouteTableRight;

public sealed record Command(string Name, string Argument);

public interface IFilter
{
    bool Lets(Command command);
}

/// <summary>A table of actions and a list of filters, made with the function and run by its invocations, on state that is safe or theirs.</summary>
public sealed class Function
{
    private static readonly Func<string> NextTicket = Tickets("T");
    private readonly Dictionary<string, Func<Command, List<string>, string>> _actions;
    private readonly Dictionary<string, string> _help = new();
    private readonly Action[] _startUp;
    private readonly IFilter[] _filters = [new SeenFilter()];
    private readonly ConcurrentQueue<string> _log = new();

    public Function()
    {
        _actions = new()
        {
            ["add"] = Add,
            ["ticket"] = static (c, lines) => string.Concat(lines) + c.Argument + NextTicket(),
        };
        _startUp = [() => _help["add"] = "adds", DescribeTickets];
        foreach (var step in _startUp)
        {
            step();
        }
    }

    public string Handle(Command command, ILambdaContext context)
    {
        var lines = new List<string>();
        return _filters.All(f => f.Lets(command)) && _actions.TryGetValue(command.Name, out var action) ? action(command, lines) : _help[command.Name];
    }

    private string Add(Command command, List<string> lines)
    {
        lines.Add(command.Argument);
        _log.Enqueue(command.Argument);
        return command.Argument;
    }

    private void DescribeTickets() => _help["ticket"] = "numbers";

    private static Func<string> Tickets(string prefix)
    {
        var last = 0;
        return () => prefix + Interlocked.Increment(ref last);
    }

    private sealed class SeenFilter : IFilter
    {
        private readonly ConcurrentDictionary<string, bool> _seen = new();

        public bool Lets(Command command) => _seen.TryAdd(command.Argument, true);
    }
}
