using System;
using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.RouteTable;

public sealed record Command(string Name, string Argument);

public interface IFilter
{
    bool Lets(Command command);
}

/// <summary>A table of actions and a list of filters, made with the function and run by its invocations.</summary>
public sealed class Function
{
    private static readonly Func<string> NextTicket = Tickets("T");
    private readonly Dictionary<string, Func<Command, string>> _actions;
    private readonly IFilter[] _filters = [new SeenFilter()];
    private readonly List<string> _log = new();

    public Function() => _actions = new()
    {
        ["add"] = Add,
        ["ticket"] = static c => c.Argument + NextTicket(),
    };

    public string Handle(Command command, ILambdaContext context) =>
        _filters.All(f => f.Lets(command)) && _actions.TryGetValue(command.Name, out var action) ? action(command) : "";

    private string Add(Command command)
    {
        _log.Add(command.Argument); //! LMI1001
        return command.Argument;
    }

    private static Func<string> Tickets(string prefix)
    {
        var last = 0;
        return () => prefix + ++last; //! LMI1002
    }

    private sealed class SeenFilter : IFilter
    {
        private readonly HashSet<string> _seen = new();

        public bool Lets(Command command) => _seen.Add(command.Argument); //! LMI1001
    }
}
