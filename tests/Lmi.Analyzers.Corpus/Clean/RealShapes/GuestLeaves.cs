using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.GuestLeaves;

public static class Lobby
{
    public static readonly ConcurrentDictionary<string, string> Guests = new();
}

/// <summary>The entry of one's own connection: a hub runs the methods of one connection one after the other.</summary>
public class LobbyHub : Hub
{
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        var own = Context.ConnectionId;
        if (!Lobby.Guests.TryGetValue(own, out var name))
        {
            return;
        }

        await Clients.Others.SendAsync("left", name);
        Lobby.Guests.TryRemove(own, out _);
        await base.OnDisconnectedAsync(exception);
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<LobbyHub>("/lobby");
        app.Run();
    }
}
