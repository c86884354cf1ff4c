using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.Process.LockOfOneConnection;

/// <summary>One message at a time on each connection; invocations for others do not wait.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, Connection> Connections = new();
    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    public async Task Handle(string id, ILambdaContext context)
    {
        var connection = Connections.GetOrAdd(id, static key => new Connection(key));
        await connection.Send(id);
    }

    public async Task Greet(string id, ILambdaContext context)
    {
        if (_sessions.TryGetValue(id, out var session))
        {
            await session.Greet(id);
        }
        else
        {
            _sessions[id] = new Session(new Connection(id));
        }
    }
}

public sealed class Session(Connection connection)
{
    private readonly Connection _connection = connection;

    public Task Greet(string name) => _connection.Send("hello " + name);
}

public sealed class Connection
{
    private readonly string _id;
    private readonly SemaphoreSlim _one = new(1, 1);

    public Connection(string id) => _id = id;

    public async Task Send(string message)
    {
        await _one.WaitAsync();
        try
        {
            await Task.Delay(message.Length + _id.Length);
        }
        finally
        {
            _one.Release();
        }
    }
}
