using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.SignalR;

namespace Corpus.Clean.PresenceHub;

/// <summary>A hub is made for each call; who is present is kept in a concurrent dictionary, by connection.</summary>
public class PresenceHub : Hub
{
    private static readonly ConcurrentDictionary<string, string> Present = new();
    private readonly List<string> _sent = [];
    private int _calls;

    public override Task OnConnectedAsync()
    {
        Present[Context.ConnectionId] = Context.UserIdentifier ?? "guest";
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Present.TryRemove(Context.ConnectionId, out _);
        return base.OnDisconnectedAsync(exception);
    }

    public async Task Say(string room, string text)
    {
        _calls++;
        _sent.Add(text);
        Context.Items["last"] = text;
        var name = Present.TryGetValue(Context.ConnectionId, out var known) ? known : "guest";
        await Clients.Group(room).SendAsync("said", name, string.Join(' ', _sent), _calls);
    }
}
