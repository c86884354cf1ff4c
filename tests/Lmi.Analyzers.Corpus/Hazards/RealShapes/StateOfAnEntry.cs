using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;


namespace Corpus.Hazards.StateOfAnEntry;

public record DeskRequest(string Desk, string Visitor, string Verb);

public class Desk
{
    public bool Busy { get; set; }
    public string Ticket { get; set; }
}

public class Reception
{
    private static readonly ConcurrentDictionary<string, Desk> Desks = new();

    public string Handle(DeskRequest request, ILambdaContext context) => request.Verb == "take" ? Take(request) : request.Verb == "drop" ? Drop(request) : Leave(request);

    private static string Take(DeskRequest request)
    {
        var desk = Desks.GetOrAdd(request.Desk, static _ => new Desk());
        if (desk.Busy)
        {
            return "busy";
        }

        desk.Busy = true; //! LMI1002
        desk.Ticket = Guid.NewGuid().ToString(); //! LMI1002
        return desk.Ticket;
    }

    private static string Leave(DeskRequest request)
    {
        if (!Desks.TryGetValue(request.Desk, out var desk) || !desk.Busy || string.IsNullOrEmpty(desk.Ticket))
        {
            return "free";
        }

        desk.Busy = false; //! LMI1002
        desk.Ticket = null; //! LMI1002
        return "left";
    }

    private static string Drop(DeskRequest request)
    {
        var desk = Desks[request.Desk];
        if (desk.Busy && !string.IsNullOrEmpty(desk.Ticket))
        {
            return "busy";
        }
        else if (request.Visitor.Length > 0)
        {
            desk.Ticket = null; //! LMI1002
        }

        return "dropped";
    }
}
