using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.SignalR;

namespace Corpus.Hazards.RoomHub;

/// <summary>A hub is made for each call, what it keeps between calls is static; the fields of the hub itself are not shared.</summary>
public class RoomHub : Hub
{
    private static readonly Dictionary<string, string> Connections = [];
    private static readonly ConcurrentDictionary<string, string> SafeConnections = new();
    private static int s_online;
    private static int s_safeOnline;
    private static string? s_lastSpeaker;
    private readonly List<string> _sent = [];
    private string? _speaker;

    public override Task OnConnectedAsync()
    {
        Connections[Context.ConnectionId] = Context.UserIdentifier ?? ""; //! LMI1001
        SafeConnections[Context.ConnectionId] = Context.UserIdentifier ?? "";
        s_online++; //! LMI1002
        Interlocked.Increment(ref s_safeOnline);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Connections.Remove(Context.ConnectionId); //! LMI1001
        SafeConnections.TryRemove(Context.ConnectionId, out _);
        s_online--; //! LMI1002
        Interlocked.Decrement(ref s_safeOnline);
        return base.OnDisconnectedAsync(exception);
    }

    public async Task Say(string text)
    {
        s_lastSpeaker = Context.UserIdentifier; //! LMI1006
        _speaker = Context.UserIdentifier;
        _sent.Add(text);
        await Clients.All.SendAsync("said", _speaker, text, s_lastSpeaker);
    }
}
