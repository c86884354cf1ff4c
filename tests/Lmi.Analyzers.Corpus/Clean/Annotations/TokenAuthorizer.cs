using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.TokenAuthorizer;

public sealed record Principal(string Name, ImmutableHashSet<string> Scopes);

/// <summary>Keys are immutable, hashing is static, and the principal is built for the call.</summary>
public class AuthorizerFunction
{
    private static readonly ImmutableDictionary<string, byte[]> Keys = ImmutableDictionary.CreateRange(new Dictionary<string, byte[]>
    {
        ["k1"] = Encoding.UTF8.GetBytes("first"),
        ["k2"] = Encoding.UTF8.GetBytes("second"),
    });

    [LambdaFunction]
    [HttpApiAuthorizer(EnableSimpleResponses = true)]
    public IAuthorizerResult Authorize(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var principal = Read(request.Headers.TryGetValue("authorization", out var token) ? token : "");
        if (principal == null)
        {
            return AuthorizerResults.Deny();
        }

        var result = AuthorizerResults.Allow().WithPrincipalId(principal.Name);
        foreach (var scope in principal.Scopes)
        {
            result = result.WithContext(scope, true);
        }

        return result;
    }

    private static Principal? Read(string token)
    {
        var parts = token.Split('.');
        if (parts is not [var key, var name, var signature] || !Keys.TryGetValue(key, out var secret))
        {
            return null;
        }

        var expected = Convert.ToHexString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(name)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            return null;
        }

        var scopes = ImmutableHashSet.CreateBuilder<string>();
        scopes.Add("read");
        if (name.StartsWith("admin", StringComparison.Ordinal))
        {
            scopes.Add("write");
        }

        return new Principal(name, scopes.ToImmutable());
    }
}
