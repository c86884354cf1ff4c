using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.InvocationData.EntriesOfKeys;

/// <summary>A conversation is kept under its id. Who writes it meets only who has the same id: no mix-up of customers. The last value stands whoever locks, but a sum loses what another adds, and what is asked for may change before the answer is used.</summary>
public class Function
{
    private readonly ConcurrentDictionary<string, Conversation> _conversations = new();
    private readonly List<Conversation> _all = new() { new Conversation("first") };
    private Conversation _last = new("");

    public string Handle(Turn turn, ILambdaContext context)
    {
        Find(turn.ConversationId).Service = turn.Service;
        Find(turn.ConversationId).Turns++; //! LMI1002
        var found = FindOrAdd(turn.ConversationId);
        if (found.Street.Length == 0)
        {
            found.Street = turn.City; //! LMI1002
        }

        _all.Find(c => c.Id == turn.ConversationId)!.Country = turn.City;
        Last().City = turn.City; //! LMI1006
        Continue(found, turn);
        _ = Task.Run(() => Note(found, turn));
        Rename(found, turn);
        Rename(Last(), turn);
        return found.Service + found.Street;
    }

    private static void Continue(Conversation found, Turn turn) => found.Move(turn.City);

    private static void Note(Conversation conversation, Turn turn) => conversation.Topic = turn.Service;

    private static void Rename(Conversation conversation, Turn turn) => conversation.Name = turn.City; //! LMI1006

    private Conversation Find(string id) => _conversations.GetOrAdd(id, static i => new Conversation(i));

    private Conversation FindOrAdd(string id)
    {
        var found = Find(id);
        return found;
    }

    private Conversation Last() => _last;

    public sealed class Conversation(string id)
    {
        public string Id { get; } = id;

        public string Service { get; set; } = "";

        public string City { get; set; } = "";

        public string Country { get; set; } = "";

        public string Street { get; set; } = "";

        public string District { get; set; } = "";

        public string Topic { get; set; } = "";

        public string Name { get; set; } = "";

        public int Turns { get; set; }

        public void Move(string district) => District = district;
    }

    public sealed record Turn(string ConversationId, string Service, string City);
}
