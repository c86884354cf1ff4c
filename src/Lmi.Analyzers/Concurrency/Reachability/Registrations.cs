using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

internal enum ServiceLifetime
{
    Singleton,
    Scoped,
    Transient,

    /// <summary>A singleton of a container that each invocation builds for itself.</summary>
    Invocation,
}

/// <summary>What the program registers in its dependency-injection container, as far as it says so with types.</summary>
internal sealed class Registrations
{
    private static readonly string[] s_verbs =
    {
        "AddSingleton", "AddScoped", "AddTransient", "TryAddSingleton", "TryAddScoped", "TryAddTransient", "AddKeyedSingleton", "AddKeyedScoped", "AddKeyedTransient",
        "AddHostedService", "AddDbContext", "AddHttpClient", "UseMiddleware",
    };

    private const string Descriptor = "M:Microsoft.Extensions.DependencyInjection.ServiceDescriptor.";

    private readonly Dictionary<string, List<(string Implementation, ServiceLifetime Lifetime)>> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServiceLifetime> _implementations = new(StringComparer.Ordinal);
    /// <summary>Services that are another service under a second name.</summary>
    private readonly Dictionary<string, string> _forwards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _factoriesPerRequest = new(StringComparer.Ordinal);
    private readonly HashSet<string> _typedClients = new(StringComparer.Ordinal);
    private readonly List<(BodySummary Body, CallSite Call)> _singletons = new();
    private readonly HashSet<string> _inHostBuilder = new(StringComparer.Ordinal);

    /// <param name="ending">Of <see cref="Singletons"/>, those that end with the invocation.</param>
    /// <param name="isLibrary">Scopes are made by the program that the registrations are for, which is another.</param>
    public Registrations(ProgramSummaries summaries, ICollection<CallSite> ending, bool isLibrary, CancellationToken cancellationToken)
    {
        bool IsNamed(string name) => !summaries.Naming(name, cancellationToken).IsEmpty;

        // Where nobody makes a scope, scoped services are the root container's: one for all.
        HasNoScopes = !isLibrary && ContainerWords.Roots.Any(IsNamed) && !ContainerWords.Scopes.Any(IsNamed);
        var scoped = HasNoScopes ? ServiceLifetime.Singleton : ServiceLifetime.Scoped;
        foreach (var verb in s_verbs)
        {
            var lifetime = verb.EndsWith("Singleton", StringComparison.Ordinal) || verb is "AddHostedService" or "UseMiddleware" ? ServiceLifetime.Singleton
                : verb.EndsWith("Scoped", StringComparison.Ordinal) || verb == "AddDbContext" ? scoped
                : ServiceLifetime.Transient;
            foreach (var member in summaries.Naming(verb, cancellationToken))
            {
                foreach (var body in member.Bodies)
                {
                    foreach (var call in body.Calls)
                    {
                        if (call.Types.Length > 0 && IsCallTo(call.Callee, verb) && !(verb.StartsWith("Try", StringComparison.Ordinal) && _services.ContainsKey(call.Types[0])))
                        {
                            Add(call, verb, ending.Contains(call) ? ServiceLifetime.Invocation : lifetime, summaries, cancellationToken);
                            if (body.Member.Id.IndexOf(".ConfigureHostBuilder", StringComparison.Ordinal) > 0)
                            {
                                _inHostBuilder.UnionWith(call.Types);
                            }

                            if (lifetime == ServiceLifetime.Singleton && call.Arguments.Length > 0)
                            {
                                _singletons.Add((body, call));
                            }
                        }
                    }
                }
            }
        }

        foreach (var call in summaries.Naming("ServiceDescriptor", cancellationToken).SelectMany(static m => m.Bodies).SelectMany(static b => b.Calls))
        {
            if (call.Types.Length > 0 && call.Callee.StartsWith(Descriptor, StringComparison.Ordinal) && DescribedBy(call) is { } lifetime)
            {
                Add(call, "Describe", lifetime == ServiceLifetime.Scoped ? scoped : lifetime, summaries, cancellationToken);
            }
        }
    }

    /// <summary>The lifetime that <c>ServiceDescriptor.Scoped</c> has in its name, and <c>new ServiceDescriptor(…, lifetime)</c> as its last argument; null when it is computed.</summary>
    private static ServiceLifetime? DescribedBy(CallSite call) =>
        IsCallTo(call.Callee, "Singleton") ? ServiceLifetime.Singleton
        : IsCallTo(call.Callee, "Scoped") ? ServiceLifetime.Scoped
        : IsCallTo(call.Callee, "Transient") ? ServiceLifetime.Transient
        : call.Callee.EndsWith("ServiceLifetime)", StringComparison.Ordinal) && call.Arguments.Length > 0 && call.Arguments[call.Arguments.Length - 1] is { Kind: ValueKind.Constant, Id: var number } ? number switch
        {
            "0" => ServiceLifetime.Singleton,
            "1" => ServiceLifetime.Scoped,
            "2" => ServiceLifetime.Transient,
            _ => null,
        }
        : null;

    /// <summary>Does nobody make a scope, so that scoped services count as singletons?</summary>
    public bool HasNoScopes { get; }

    /// <summary>The calls that register a singleton. The first argument is what they register it with.</summary>
    public IReadOnlyList<(BodySummary Body, CallSite Call)> Singletons => _singletons;

    /// <summary>Implementations registered for a service type; empty when nobody registers it by type.</summary>
    public IReadOnlyList<(string Implementation, ServiceLifetime Lifetime)> Of(string service) =>
        _services.TryGetValue(service, out var found) ? found : Array.Empty<(string, ServiceLifetime)>();

    /// <summary>The lifetime that the last registration gives an implementation type, or null.</summary>
    public ServiceLifetime? LifetimeOf(string implementation) => _implementations.TryGetValue(implementation, out var lifetime) ? lifetime : null;

    /// <summary>Is a function class of Lambda Annotations with this registration one object for everybody? After <c>ConfigureHostBuilder</c> the generated code registers it again, as a singleton.</summary>
    public bool IsSharedFunction(string type) => LifetimeOf(type) is null or ServiceLifetime.Singleton || _inHostBuilder.Contains(type);

    /// <summary>Is this body the factory of a scoped or transient service?</summary>
    public bool IsFactoryPerRequest(string body) => _factoriesPerRequest.ContainsKey(body);

    /// <summary>The service types for which the container builds that implementation, or runs that factory; empty when none is known.</summary>
    public IEnumerable<string> ServicesBuiltBy(string implementationOrFactory)
    {
        if (_factoriesPerRequest.TryGetValue(implementationOrFactory, out var made))
        {
            yield return made;
        }

        foreach (var service in _services)
        {
            foreach (var (implementation, _) in service.Value)
            {
                if (implementation == implementationOrFactory)
                {
                    yield return service.Key;
                    break;
                }
            }
        }
    }

    /// <summary>Is a service of this type one object for everybody?</summary>
    public bool IsSingleton(string service) => IsRegisteredSingleton(service) || _forwards.TryGetValue(service, out var target) && IsRegisteredSingleton(target);

    private bool IsRegisteredSingleton(string service)
    {
        var found = Of(service);
        return found.Count > 0 && found[found.Count - 1].Lifetime == ServiceLifetime.Singleton;
    }

    /// <summary>Is what the container hands to a parameter of this constructor one object for everybody? A typed client gets an HttpClient of its own.</summary>
    public bool IsSingleton(string service, string into) => IsSingleton(service) && !(service == "T:System.Net.Http.HttpClient" && _typedClients.Contains(into));

    /// <summary>May the container call this constructor? It takes a public one, and the one of most parameters of those that it can fill.</summary>
    public bool MayCall(IMethodSymbol constructor, ProgramSymbols symbols)
    {
        var count = constructor.Parameters.Length;
        return constructor.DeclaredAccessibility == Accessibility.Public
            && !constructor.ContainingType.InstanceConstructors.Any(c => c.DeclaredAccessibility == Accessibility.Public && c.Parameters.Length > count && c.Parameters.All(p => Of(symbols.Id(p.Type)).Count > 0));
    }

    private static bool IsCallTo(string callee, string verb)
    {
        var at = callee.IndexOf('.' + verb, StringComparison.Ordinal);
        return at >= 0 && at + verb.Length + 1 < callee.Length && callee[at + verb.Length + 1] is '`' or '(';
    }

    private void Add(CallSite call, string verb, ServiceLifetime lifetime, ProgramSummaries summaries, CancellationToken cancellationToken)
    {
        var service = call.Types[0];
        if (verb == "AddHttpClient")
        {
            _typedClients.Add(call.Types[call.Types.Length - 1]);
        }

        if (lifetime is ServiceLifetime.Scoped or ServiceLifetime.Transient && verb is not ("AddDbContext" or "AddHttpClient"))
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Kind == ValueKind.Delegate)
                {
                    _factoriesPerRequest[argument.Id] = service;
                }
            }
        }

        if (call.Types.Length > 1 && verb is not "UseMiddleware")
        {
            Add(service, call.Types[call.Types.Length - 1], lifetime);
            return;
        }

        var made = false;
        foreach (var argument in call.Arguments)
        {
            foreach (var (type, isForwarded) in CreatedTypes(argument, summaries, cancellationToken))
            {
                Add(service, type, lifetime, isForwarded && type != service);
                made = true;
            }
        }

        if (!made)
        {
            Add(service, service, lifetime);
        }
    }

    /// <summary>What is registered: the types of new objects, and of services that were there already.</summary>
    private static ImmutableArray<(string Type, bool IsForwarded)> CreatedTypes(Value value, ProgramSummaries summaries, CancellationToken cancellationToken)
    {
        switch (value.Kind)
        {
            case ValueKind.New when value.Id.StartsWith("T:", StringComparison.Ordinal):
                return ImmutableArray.Create((value.Id, false));
            case ValueKind.Service:
                return ImmutableArray.Create((value.Id, true));
            case ValueKind.Delegate:
                var types = ImmutableArray<(string, bool)>.Empty;
                foreach (var returned in summaries.Body(value.Id, cancellationToken)?.Returns ?? new List<Value>())
                {
                    types = types.AddRange(CreatedTypes(returned, summaries, cancellationToken));
                }

                return types;
            default:
                return ImmutableArray<(string, bool)>.Empty;
        }
    }

    private void Add(string service, string implementation, ServiceLifetime lifetime, bool isForwarded = false)
    {
        if (!_services.TryGetValue(service, out var list))
        {
            _services[service] = list = new();
        }

        // What others register counts, whatever an invocation does for itself.
        list.Insert(lifetime == ServiceLifetime.Invocation ? 0 : list.Count, (implementation, lifetime));
        if (isForwarded)
        {
            _forwards[service] = implementation;
        }
        else if (lifetime != ServiceLifetime.Invocation || !_implementations.ContainsKey(implementation))
        {
            _implementations[implementation] = lifetime;
        }
    }
}
