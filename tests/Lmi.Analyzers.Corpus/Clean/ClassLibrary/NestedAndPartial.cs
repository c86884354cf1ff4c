using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.NestedAndPartial;

public record Ticket(int Number, string Holder);

/// <summary>A handler in a nested type, one in a struct, one in two parts: their state is read-only.</summary>
public static class Gate
{
    public class Function
    {
        private readonly Turnstile _turnstile = new("north", 3);

        public string Open(Ticket ticket, ILambdaContext context) => _turnstile.Describe(ticket);
    }

    public sealed class Turnstile
    {
        public Turnstile(string name, int lanes)
        {
            Name = name;
            Lanes = lanes;
            for (var i = 0; i < lanes; i++)
            {
                Doors.Add(name + i);
            }
        }

        public string Name { get; }
        public int Lanes { get; private set; }
        private List<string> Doors { get; } = [];

        public string Describe(Ticket ticket)
        {
            var door = Doors[ticket.Number % Lanes];
            return $"{ticket.Holder} through {door}";
        }
    }
}

public struct ValueFunction
{
    public ValueFunction()
    {
    }

    public int Limit { get; set; } = 10;

    public readonly bool Check(Ticket ticket, ILambdaContext context) => ticket.Number < Limit;
}

public partial class SplitFunction
{
    private readonly string _prefix;

    public SplitFunction() => _prefix = "T-";

    public partial Task<string> Handle(Ticket ticket, ILambdaContext context);
}

public partial class SplitFunction
{
    public partial async Task<string> Handle(Ticket ticket, ILambdaContext context)
    {
        var label = _prefix;
        await Task.Yield();
        label += ticket.Number;
        return label;
    }
}
