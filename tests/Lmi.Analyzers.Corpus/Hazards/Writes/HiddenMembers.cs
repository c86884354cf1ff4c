using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Hazards.HiddenMembers;

public interface IOdometer
{
    int Value { get; }
}

/// <summary>Writes inside getters, indexers, operators, event accessors, Dispose, explicit implementations and LINQ lambdas.</summary>
public sealed class Odometer : IOdometer, IDisposable
{
    private int _reads;
    private int _indexed;
    private int _turns;
    private int _subscribers;
    private int _disposals;
    private int _safeReads;

    int IOdometer.Value => ++_reads; //! LMI1002

    public int SafeValue => Interlocked.Increment(ref _safeReads);

    public int this[int digit]
    {
        get
        {
            _indexed = digit + _reads; //! LMI1002|LMI1006
            return _indexed;
        }
    }

    public event Action Turned
    {
        add => _subscribers++; //! LMI1002
        remove => _subscribers--; //? LMI1002
    }

    public static Odometer operator +(Odometer odometer, int by)
    {
        odometer._turns += by; //! LMI1002
        return odometer;
    }

    public void Dispose() => _disposals++; //! LMI1002
}

public sealed class OwnOdometer : IOdometer
{
    private int _reads;

    int IOdometer.Value => ++_reads;
}

public class Function
{
    private static readonly Odometer s_odometer = new();
    private int _longest;

    public int Handle(SQSEvent batch, ILambdaContext context)
    {
        var own = 0;
        IOdometer mine = new OwnOdometer();
        IOdometer shared = s_odometer;
        using var guard = s_odometer;
        guard.Turned += static () => { }; //? LMI1010
        _ = guard + 1;
        own += mine.Value + shared.Value + guard[1] + guard.SafeValue;
        var lengths = batch.Records.Select(r =>
        {
            own++;
            _longest += 1; //! LMI1002
            return r.Body.Length;
        });
        return own + Enumerable.Max(lengths);
    }
}
