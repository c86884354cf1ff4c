using System;
using System.Collections.Generic;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.S3;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.FactoryFilled;

public sealed class ContentTypes
{
    private readonly Dictionary<string, string> _byExtension = new(StringComparer.OrdinalIgnoreCase);

    public bool Complete { get; set; }

    public void Register(string extension, string type) => _byExtension[extension] = type;

    public string Of(string key)
    {
        var dot = key.LastIndexOf('.');
        return dot >= 0 && _byExtension.TryGetValue(key[dot..], out var type) ? type : "application/octet-stream";
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        // The factory of a singleton runs once; it may fill what it builds.
        services.AddSingleton(static provider =>
        {
            var types = new ContentTypes();
            types.Register(".png", "image/png");
            types.Register(".pdf", "application/pdf");
            types.Complete = true;
            return types;
        });
    }
}

public class TaggingFunction
{
    private readonly ContentTypes _types;

    public TaggingFunction(ContentTypes types)
    {
        types.Register(".txt", "text/plain");
        _types = types;
    }

    [LambdaFunction]
    [S3Event("arn:aws:s3:::uploads")]
    public Dictionary<string, string> Tag(S3Event evt, ILambdaContext context)
    {
        var tags = new Dictionary<string, string>();
        foreach (var record in evt.Records)
        {
            tags[record.S3.Object.Key] = _types.Of(record.S3.Object.Key);
        }

        return tags;
    }
}
