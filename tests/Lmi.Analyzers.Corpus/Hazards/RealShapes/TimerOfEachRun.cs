using System;
using System.Timers;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.TimerOfEachRun;

public class Clock
{
    public event EventHandler? Struck;

    public void Strike() => Struck?.Invoke(this, EventArgs.Empty);
}

/// <summary>The timer that the handler is added to is a new one each time, so nothing piles up on it; it is the field that two runs fight over. The clock is one for all.</summary>
public class Watch
{
    private static readonly Clock s_clock = new();
    private Timer? _deadline;

    public void Handle(int milliseconds, ILambdaContext context)
    {
        _deadline = new Timer(milliseconds); //! LMI1002|LMI1006
        _deadline.Elapsed += Expired;
        s_clock.Struck += Struck; //! LMI1010
    }

    private static void Expired(object? sender, ElapsedEventArgs e) => Console.WriteLine("too late");

    private static void Struck(object? sender, EventArgs e) => Console.WriteLine("an hour");
}
