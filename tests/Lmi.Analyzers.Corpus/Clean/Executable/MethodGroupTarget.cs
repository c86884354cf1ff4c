using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Clean.MethodGroupTarget;

/// <summary>The target of the method group is shared by all invocations, and is written for it.</summary>
public sealed class Indexer(string prefix)
{
    private readonly ConcurrentDictionary<string, long> _largest = new();
    private long _objects;

    public async Task<string> IndexAsync(S3Event evt, ILambdaContext context)
    {
        foreach (var record in evt.Records)
        {
            Interlocked.Increment(ref _objects);
            var size = record.S3.Object.Size;
            _largest.AddOrUpdate(record.S3.Bucket.Name, size, (_, old) => size > old ? size : old);
            await Task.Yield();
        }

        return prefix + Interlocked.Read(ref _objects);
    }
}

public class Program
{
    private readonly Indexer _indexer = new("index/");

    public static Task Main() => new Program().RunAsync();

    private async Task RunAsync()
    {
        var serializer = new DefaultLambdaJsonSerializer();
        using var wrapper = HandlerWrapper.GetHandlerWrapper<S3Event, string>(_indexer.IndexAsync, serializer);
        using var bootstrap = new LambdaBootstrap(wrapper);
        await bootstrap.RunAsync();
    }
}
