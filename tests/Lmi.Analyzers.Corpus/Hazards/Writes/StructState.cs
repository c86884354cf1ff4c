using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;

namespace Corpus.Hazards.StructState;

public struct Statistics
{
    public int Count;
    public double Mean { get; private set; }

    public void Observe(double value)
    {
        Count++;
        Mean += (value - Mean) / Count;
    }
}

/// <summary>Fields of a struct that lies in shared state, and of copies that lie in locals.</summary>
public class Function
{
    private static Statistics s_all;
    private readonly object _gate = new();
    private Statistics _guarded;
    private (int Hits, int Misses) _ratio;

    public double Handle(DynamoDBEvent evt, ILambdaContext context)
    {
        var copy = s_all;
        copy.Count = 0;
        copy.Observe(1);
        foreach (var record in evt.Records)
        {
            s_all.Count++; //! LMI1002
            Guarded(record.Dynamodb.SizeBytes);
        }

        Hit();
        return copy.Mean;
    }

    private void Hit()
    {
        _ratio.Hits++; //! LMI1002
        var mine = _ratio;
        mine.Misses++;
    }

    private void Guarded(double size)
    {
        lock (_gate)
        {
            _guarded.Count += 1;
            _guarded.Observe(size);
        }
    }
}
