using System.Collections.Concurrent;
using System.Collections.Generic;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.InterfaceByRegistration;

public interface IVisits
{
    void Record(string visitor);
}

/// <summary>Registered as a singleton, called through its interface.</summary>
public sealed class VisitSet : IVisits
{
    private readonly HashSet<string> _visitors = [];

    public void Record(string visitor)
    {
        _visitors.Add(visitor); //! LMI1001
    }
}

/// <summary>The same shape, over a concurrent dictionary; also a singleton.</summary>
public sealed class SafeVisitSet : IVisits
{
    private readonly ConcurrentDictionary<string, byte> _visitors = new();

    public void Record(string visitor) => _visitors.TryAdd(visitor, 0);
}

/// <summary>The hazard's own shape, registered for each scope.</summary>
public sealed class Trail
{
    private readonly HashSet<string> _pages = [];

    public void Record(string page) => _pages.Add(page);
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IVisits, VisitSet>();
        services.AddSingleton<SafeVisitSet>();
        services.AddScoped<Trail>();
    }
}

public class VisitFunction(IVisits visits, SafeVisitSet safe)
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Get, "/visit/{visitor}")]
    public string Visit([FromRoute] string visitor, [FromServices] Trail trail)
    {
        visits.Record(visitor);
        safe.Record(visitor);
        trail.Record(visitor);
        return "welcome";
    }
}
