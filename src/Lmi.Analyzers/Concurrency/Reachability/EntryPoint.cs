using System.Collections.Immutable;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>A body that the runtime or a framework starts once per invocation.</summary>
internal sealed class EntryPoint
{
    public EntryPoint(string body, string role, bool sharesReceiver, ImmutableArray<string?> services)
    {
        Body = body;
        Role = role;
        SharesReceiver = sharesReceiver;
        Services = services;
    }

    public string Body { get; }

    /// <summary>For messages: handler, endpoint, controller action, …</summary>
    public string Role { get; }

    /// <summary>Do all invocations get the same receiver?</summary>
    public bool SharesReceiver { get; }

    /// <summary>By parameter ordinal: the id of the service type that is injected, or null where the parameter is data of the invocation.</summary>
    public ImmutableArray<string?> Services { get; }

    public string? ServiceAt(int ordinal) => ordinal < Services.Length ? Services[ordinal] : null;
}
