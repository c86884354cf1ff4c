using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.FilledBeforeShared;

public sealed class Quote
{
    public List<string> Lines { get; set; } = new();

    public string Carrier { get; set; } = "";
}

/// <summary>A local that once held what others see, or may have, holds an object of this invocation when it is filled.</summary>
public sealed class Quotes
{
    private static readonly ConcurrentDictionary<string, Quote> Known = new();
    private static readonly Dictionary<string, List<string>> Guarded = new();
    private static readonly List<Quote> All = new();
    private static readonly object Gate = new();
    private static readonly List<string> None = new() { "none" };
    private static volatile Quote s_latest;

    public Quote Missing(string route, ILambdaContext context)
    {
        if (!Known.TryGetValue(route, out var quote))
        {
            quote = new Quote();
            quote.Lines.Add(route);
            quote.Carrier = route;
            foreach (var letter in route)
            {
                quote.Lines.Add(letter.ToString());
            }

            Known.TryAdd(route, quote);
        }

        return quote;
    }

    public Quote Early(string route, ILambdaContext context)
    {
        Quote quote;
        if (Known.TryGetValue(route, out var hit))
        {
            quote = hit;
            return quote;
        }

        quote = new Quote();
        quote.Carrier = route;
        Known.TryAdd(route, quote);
        return quote;
    }

    public List<string> Locked(string route, ILambdaContext context)
    {
        List<string> lines;
        lock (Gate)
        {
            if (Guarded.TryGetValue(route, out lines))
            {
                return lines;
            }
        }

        lines = new List<string>();
        lines.Add(route);
        lock (Gate)
        {
            Guarded[route] = lines;
        }

        return lines;
    }

    public string Found(string route, ILambdaContext context)
    {
        Quote quote;
        lock (Gate)
        {
            quote = All.FirstOrDefault(q => q.Carrier == route);
        }

        if (quote == null)
        {
            quote = new Quote();
            quote.Lines.Add(route);
            lock (Gate)
            {
                All.Add(quote);
            }
        }

        return quote.Carrier;
    }

    public List<string> Copied(string route, ILambdaContext context)
    {
        var lines = None;
        lines = new List<string>(lines);
        lines.Add(route);
        return lines;
    }

    public List<string> EitherWay(string route, ILambdaContext context)
    {
        var lines = new List<string>();
        if (route == "")
        {
            lines = None;
        }
        else
        {
            lines.Add(route);
        }

        return lines;
    }

    public Quote HandedOut(string route, ILambdaContext context)
    {
        var quote = new Quote();
        if (route == "")
        {
            quote.Lines = None;
            return quote;
        }

        quote.Lines.Add(route);
        return quote;
    }
}

/// <summary>One response has the headers that all share, another one has its own.</summary>
public sealed class Gateway
{
    private static readonly Dictionary<string, string> Cors = new() { ["Access-Control-Allow-Origin"] = "*" };

    public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        if (request.Body == null)
        {
            return new APIGatewayProxyResponse { StatusCode = 400, Headers = Cors };
        }

        var response = Ok(request.Body);
        response.Headers.Add("Location", request.Path);
        Mark(response, request.Path);
        return response;
    }

    private static void Mark(APIGatewayProxyResponse response, string path) => response.Headers["X-Path"] = path;

    private static APIGatewayProxyResponse Ok(string body) => new() { StatusCode = 200, Body = body, Headers = new Dictionary<string, string>(Cors) };
}
