using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Hazards.StoredByHelpers;

public static class Ambient
{
    private static readonly AsyncLocal<ILambdaContext?> s_safe = new();
    private static ILambdaContext? s_context;

    public static ILambdaContext? Context
    {
        get => s_context;
        set => s_context = value; //! LMI1006
    }

    public static ILambdaContext? Safe
    {
        get => s_safe.Value;
        set => s_safe.Value = value;
    }
}

/// <summary>Stored through a static setter, a fluent configuration, a tuple and an out parameter.</summary>
public sealed class Upload
{
    private string _bucket = "";
    private (string Key, long Size) _object;

    public Upload From(string bucket)
    {
        _bucket = bucket; //! LMI1006
        return this;
    }

    public Upload Of(string key, long size)
    {
        _object = (key, size); //! LMI1006
        return this;
    }

    public string Describe() => $"{_bucket}/{_object.Key} {_object.Size}";
}

public sealed class OwnUpload
{
    private string _bucket = "";

    public OwnUpload From(string bucket)
    {
        _bucket = bucket;
        return this;
    }

    public string Describe() => _bucket;
}

public class Function
{
    private readonly Upload _upload = new();
    private string _key = "";

    public async Task<string> Handle(S3Event evt, ILambdaContext context)
    {
        var record = evt.Records[0];
        Ambient.Context = context; //? LMI1006
        Ambient.Safe = context;
        Split(record.S3.Object.Key, out _key); //! LMI1006
        Split(record.S3.Object.Key, out var own);
        await Task.Delay(1);
        var mine = new OwnUpload().From(record.S3.Bucket.Name);
        return _upload.From(record.S3.Bucket.Name).Of(own, record.S3.Object.Size).Describe() + mine.Describe() + _key;
    }

    private static void Split(string path, out string name) => name = path[(path.LastIndexOf('/') + 1)..];
}
