using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.KinesisEvents;

namespace Corpus.Clean.Counters;

/// <summary>Counters, sums, a maximum and a gauge, each changed by one atomic operation.</summary>
public sealed class Meter
{
    private long _records;
    private long _bytes;
    private long _largest;
    private int _active;
    private uint _flags;
    private double _load;

    public long Records => Interlocked.Read(ref _records);

    public long Bytes => Volatile.Read(ref _bytes);

    public int Active => _active;

    public void Enter() => Interlocked.Increment(ref _active);

    public void Leave() => Interlocked.Decrement(ref _active);

    public void Add(long size)
    {
        Interlocked.Increment(ref _records);
        Interlocked.Add(ref _bytes, size);
        Interlocked.Or(ref _flags, size > 1024 ? 2u : 1u);
        Interlocked.Exchange(ref _load, size / 2.0);

        var seen = Volatile.Read(ref _largest);
        while (size > seen)
        {
            var before = Interlocked.CompareExchange(ref _largest, size, seen);
            if (before == seen)
            {
                break;
            }

            seen = before;
        }
    }
}

public class Function
{
    private readonly Meter _meter = new();

    public async Task<long> Handle(KinesisEvent evt, ILambdaContext context)
    {
        _meter.Enter();
        try
        {
            foreach (var record in evt.Records)
            {
                _meter.Add(record.Kinesis.Data.Length);
                await Task.Yield();
            }
        }
        finally
        {
            _meter.Leave();
        }

        return _meter.Records + _meter.Bytes + _meter.Active;
    }
}
