using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.BuildersAndRecords;

public sealed record Settings(string Region, int Retries)
{
    public ImmutableList<string> Tags { get; init; } = [];
    public string? Note { get; set; }
}

/// <summary>Fluent builders, with-expressions from a shared record, operators and tuples: each makes something new.</summary>
public sealed class ResponseBuilder
{
    private readonly Dictionary<string, string> _headers = [];
    private readonly StringBuilder _body = new();
    private int _status = 200;

    public ResponseBuilder Status(int status)
    {
        _status = status;
        return this;
    }

    public ResponseBuilder Header(string name, string value)
    {
        _headers[name] = value;
        return this;
    }

    public static ResponseBuilder operator +(ResponseBuilder builder, string text)
    {
        builder._body.Append(text);
        return builder;
    }

    public APIGatewayProxyResponse Build() => new() { StatusCode = _status, Headers = _headers, Body = _body.ToString() };
}

public class Function
{
    private static readonly Settings Defaults = new("eu-west-1", 3) { Tags = ["prod"], Note = "shared" };

    public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var mine = Defaults with { Retries = 5, Tags = Defaults.Tags.Add(request.Path) };
        mine.Note = request.Body;
        var (region, retries) = mine;
        (region, retries) = (retries > 4 ? "us-east-1" : region, retries + 1);
        var builder = new ResponseBuilder().Status(201).Header("X-Region", region);
        builder += mine.Note;
        builder += retries.ToString();
        return Rename(builder.Build(), mine);
    }

    private static APIGatewayProxyResponse Rename(APIGatewayProxyResponse response, Settings settings)
    {
        response.Headers["X-Tags"] = string.Join(',', settings.Tags);
        response.StatusCode += response.Body is { Length: 0 } ? 3 : 0;
        return response;
    }
}
