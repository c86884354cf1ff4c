using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.AmbientValues;

public sealed record Caller(string Name, string RequestId);

/// <summary>AsyncLocal gives each invocation its own value, and flows across await.</summary>
public static class Ambient
{
    private static readonly AsyncLocal<Caller?> Current = new();
    private static readonly AsyncLocal<ILambdaContext?> Lambda = new();

    public static Caller Caller => Current.Value ?? throw new InvalidOperationException("nobody called");

    public static TimeSpan Left => Lambda.Value?.RemainingTime ?? TimeSpan.Zero;

    public static IDisposable Enter(Caller caller, ILambdaContext context)
    {
        var scope = new Scope(Current.Value);
        Current.Value = caller;
        Lambda.Value = context;
        return scope;
    }

    private sealed class Scope(Caller? before) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                Current.Value = before;
                Lambda.Value = null;
            }
        }
    }
}

public class Function
{
    public async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        using var scope = Ambient.Enter(new Caller(request.RequestContext.Identity.User, context.AwsRequestId), context);
        var audit = new List<string>();
        await WorkAsync(audit);
        return new APIGatewayProxyResponse { StatusCode = 200, Body = string.Join(',', audit) };
    }

    private static async Task WorkAsync(List<string> audit)
    {
        await Task.Delay(1);
        audit.Add(Ambient.Caller.Name);
        audit.Add(Ambient.Left.ToString());
    }
}
