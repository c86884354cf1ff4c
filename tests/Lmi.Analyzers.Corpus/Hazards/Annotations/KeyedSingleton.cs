using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.KeyedSingleton;

public interface ISequence
{
    long Next();
}

public sealed class PlainSequence : ISequence
{
    private long _value;

    long ISequence.Next()
    {
        return ++_value; //! LMI1002
    }
}

public sealed class GuardedSequence : ISequence
{
    private readonly object _gate = new();
    private long _value;

    long ISequence.Next()
    {
        lock (_gate)
        {
            return ++_value;
        }
    }
}

/// <summary>A decorator made by a factory: its own history is as shared as what it wraps.</summary>
public sealed class RememberingSequence(ISequence inner) : ISequence
{
    private readonly Stack<long> _given = new();

    public long Next()
    {
        var value = inner.Next();
        _given.Push(value); //! LMI1001
        return value;
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddKeyedSingleton<ISequence, PlainSequence>("orders");
        services.AddKeyedSingleton<ISequence, GuardedSequence>("returns");
        services.AddSingleton(p => new RememberingSequence(p.GetRequiredKeyedService<ISequence>("orders")));
    }
}

public class NumberFunctions([FromKeyedServices("orders")] ISequence orders, [FromKeyedServices("returns")] ISequence returns, RememberingSequence remembering)
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Get, "/numbers")]
    public async Task<long> Get()
    {
        await Task.Yield();
        return orders.Next() + returns.Next() + remembering.Next();
    }
}
