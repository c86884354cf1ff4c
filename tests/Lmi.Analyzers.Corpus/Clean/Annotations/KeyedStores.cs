using System.Collections.Concurrent;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.KeyedStores;

public interface IStore
{
    Task<string?> FindAsync(string key);
    Task PutAsync(string key, string value);
}

/// <summary>Keyed by what it belongs to, bounded, and thread-safe.</summary>
public sealed class MemoryStore : IStore
{
    private readonly ConcurrentDictionary<string, string> _values = new();

    public Task<string?> FindAsync(string key) => Task.FromResult(_values.TryGetValue(key, out var value) ? value : null);

    public Task PutAsync(string key, string value)
    {
        _values[key] = value;
        if (key.Length == 0)
        {
            _values.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }
}

public sealed class RemoteStore(string table) : IStore
{
    public async Task<string?> FindAsync(string key)
    {
        await Task.Delay(1);
        var id = table;
        id += "/" + key;
        return id;
    }

    public Task PutAsync(string key, string value) => Task.Delay(value.Length);
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddKeyedSingleton<IStore, MemoryStore>("near");
        services.AddKeyedSingleton<IStore>("far", static (_, _) => new RemoteStore("profiles"));
    }
}

public class ProfileFunctions([FromKeyedServices("near")] IStore near, [FromKeyedServices("far")] IStore far)
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Get, "/profiles/{id}")]
    public async Task<string> Get([FromRoute] string id)
    {
        if (await near.FindAsync(id) is { } known)
        {
            return known;
        }

        var loaded = await far.FindAsync(id) ?? "";
        await near.PutAsync(id, loaded);
        return loaded;
    }
}
