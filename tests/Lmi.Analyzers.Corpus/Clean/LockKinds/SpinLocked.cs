using System.Threading;
using Amazon.Lambda.Core;

namespace Corpus.Clean.SpinLocked;

public record Sample(double Value);

/// <summary>A spin lock around three numbers that must change together.</summary>
public sealed class Statistics
{
    private SpinLock _lock = new(enableThreadOwnerTracking: false);
    private long _count;
    private double _mean;
    private double _squares;

    public (long Count, double Mean, double Variance) Add(double value)
    {
        var taken = false;
        try
        {
            _lock.Enter(ref taken);
            _count++;
            var delta = value - _mean;
            _mean += delta / _count;
            _squares += delta * (value - _mean);
            return (_count, _mean, _count > 1 ? _squares / (_count - 1) : 0);
        }
        finally
        {
            if (taken)
            {
                _lock.Exit();
            }
        }
    }
}

public class Function
{
    private static readonly Statistics Statistics = new();

    public double Handle(Sample sample, ILambdaContext context)
    {
        var (count, mean, variance) = Statistics.Add(sample.Value);
        return count == 0 ? 0 : mean + variance;
    }
}
