using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;
using Microsoft.Extensions.Caching.Memory;

namespace Corpus.Clean.ThreadSafeShared;

/// <summary>Types made for sharing: clients, caches, concurrent collections, channels, a bag of reusable buffers.</summary>
public class Function
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private static readonly MemoryCache Cache = new(new MemoryCacheOptions { SizeLimit = 1000 });
    private static readonly ConcurrentBag<byte[]> Buffers = [];
    private readonly ConcurrentQueue<DateTimeOffset> _arrivals = new();
    private readonly ConcurrentDictionary<string, byte> _shards = new();
    private readonly Channel<string> _audit = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stopping = new();

    public Function() => _ = Task.Run(DrainAsync);

    public async Task<int> Handle(KinesisEvent evt, ILambdaContext context)
    {
        foreach (var record in evt.Records)
        {
            _arrivals.Enqueue(record.Kinesis.ApproximateArrivalTimestamp);
            _shards.TryAdd(record.Kinesis.PartitionKey, 0);
            Cache.Set(record.EventId, record.EventName, new MemoryCacheEntryOptions { Size = 1 });
            var buffer = Buffers.TryTake(out var free) ? free : new byte[1024];
            buffer[0] = (byte)record.EventName.Length;
            Buffers.Add(buffer);
            await _audit.Writer.WriteAsync(record.EventId, _stopping.Token);
        }

        using var response = await Http.GetAsync("https://example.org/ping");
        return (int)response.StatusCode + Random.Shared.Next(2);
    }

    private async Task DrainAsync()
    {
        var drained = 0;
        await foreach (var id in _audit.Reader.ReadAllAsync(_stopping.Token))
        {
            drained += id.Length;
        }
    }
}
