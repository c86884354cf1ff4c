using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;

namespace Corpus.Clean.StreamProjection;

public sealed class Document
{
    public string Id { get; set; } = "";
    public Dictionary<string, object> Values { get; } = [];
    public int Version { get; set; }
}

/// <summary>A builder per record: each `With` mutates and returns the same object, which nobody else has.</summary>
public sealed class DocumentBuilder
{
    private readonly Document _document = new();
    private bool _sealed;

    public DocumentBuilder WithId(string id)
    {
        _document.Id = id;
        return this;
    }

    public DocumentBuilder With(string name, object? value)
    {
        if (_sealed)
        {
            throw new InvalidOperationException("sealed");
        }

        if (value != null)
        {
            _document.Values[name] = value;
        }

        return this;
    }

    public Document Build()
    {
        _sealed = true;
        _document.Version++;
        return _document;
    }
}

public class Function
{
    public async Task<IList<Document>> Handle(DynamoDBEvent evt, ILambdaContext context)
    {
        var result = new List<Document>(evt.Records.Count);
        foreach (var record in evt.Records)
        {
            var builder = new DocumentBuilder().WithId(record.EventID);
            foreach (var (name, value) in record.Dynamodb.NewImage)
            {
                builder.With(name, Plain(value));
            }

            result.Add(builder.Build());
            await Task.Yield();
        }

        return result;
    }

    private static object? Plain(DynamoDBEvent.AttributeValue value) => value switch
    {
        { BOOL: { } flag } => flag,
        { N: { Length: > 0 } number } => decimal.Parse(number),
        { S: { Length: > 0 } text } => text,
        { L: { Count: > 0 } list } => list.ConvertAll(Plain),
        _ => null,
    };
}
