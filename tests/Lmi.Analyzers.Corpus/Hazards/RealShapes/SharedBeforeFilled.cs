using System.Collections.Concurrent;
using System.Collections.Generic;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.SharedBeforeFilled;

public sealed class Quote
{
    public List<string> Lines { get; set; } = new();

    public string Carrier { get; set; } = "";
}

/// <summary>What others see already is filled: by this way, by the turn of a loop before, or because only one of two ways made it anew.</summary>
public sealed class Quotes
{
    private static readonly ConcurrentDictionary<string, Quote> Known = new();
    private static readonly List<string> None = new() { "none" };

    public Quote MaybeShared(string route, ILambdaContext context)
    {
        var quote = new Quote();
        if (Known.TryGetValue(route, out var hit))
        {
            quote.Lines = hit.Lines;
        }

        quote.Lines.Add(route); //! LMI1001
        return quote;
    }

    public Quote OnlySometimesNew(string route, ILambdaContext context)
    {
        Known.TryGetValue(route, out var quote);
        if (route.Length > 3)
        {
            quote = new Quote();
        }

        quote!.Lines.Add(route); //! LMI1001
        return quote;
    }

    public List<string> OtherwiseShared(string route, ILambdaContext context)
    {
        List<string> lines;
        lines = new List<string>();
        if (route.Length > 3)
        {
            context.Logger.LogInformation(route);
        }
        else
        {
            lines = None;
        }

        lines.Add(route); //! LMI1001
        return lines;
    }

    public List<string> NextTurn(string route, ILambdaContext context)
    {
        var lines = new List<string>();
        foreach (var letter in route)
        {
            if (letter == '-')
            {
                lines = None;
            }
            else
            {
                lines.Add(route); //! LMI1001
            }
        }

        return lines;
    }

    public List<string> AfterTheTry(string route, ILambdaContext context)
    {
        var lines = None;
        try
        {
            lines = new List<string>(int.Parse(route));
        }
        catch (System.FormatException)
        {
            context.Logger.LogInformation(route);
        }

        lines.Add(route); //! LMI1001
        return lines;
    }
}

public sealed class Gateway
{
    private static readonly Dictionary<string, string> Cors = new() { ["Access-Control-Allow-Origin"] = "*" };

    public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var response = Ok(request.Body);
        response.Headers.Add("Location", request.Path); //! LMI1001
        return response;
    }

    private static APIGatewayProxyResponse Ok(string body) => new() { StatusCode = 200, Body = body, Headers = Cors };
}
