using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.AmbientRequest;

/// <summary>Each invocation puts an object of its own into the AsyncLocal and may change it as it likes.</summary>
public sealed class RequestScope : IDisposable
{
    private static readonly AsyncLocal<RequestScope?> s_current = new();
    private readonly Dictionary<string, object> _items = [];
    private readonly RequestScope? _outer;

    private RequestScope(string user)
    {
        User = user;
        _outer = s_current.Value;
        s_current.Value = this;
    }

    public static RequestScope Current => s_current.Value ?? throw new InvalidOperationException("no request");

    public string User { get; private set; }

    public int Steps { get; set; }

    public static RequestScope Begin(string user) => new(user);

    public void Set(string key, object value) => _items[key] = value;

    public void Impersonate(string user) => User = user;

    public void Dispose() => s_current.Value = _outer;
}

public class Function
{
    private static readonly AsyncLocal<int> s_depth = new();

    public async Task<string> Handle(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        using var scope = RequestScope.Begin(request.RawPath);
        scope.Steps++;
        scope.Set("body", request.Body);
        await WorkAsync(3);
        return $"{scope.User} {scope.Steps}";
    }

    private static async Task WorkAsync(int left)
    {
        s_depth.Value++;
        if (left > 0)
        {
            await WorkAsync(left - 1);
        }
    }
}
