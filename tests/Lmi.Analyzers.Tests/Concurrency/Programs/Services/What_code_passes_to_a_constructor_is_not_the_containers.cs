using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

// One tracker is registered for everybody, but the job is built by code, which passes a tracker of its own.
public interface ITracker
{
    Task TrackAsync(string step);
}

public interface ITrackers
{
    ITracker Make(string job);
}

public class Tracker(string job) : ITracker
{
    private readonly List<string> _steps = new();

    private int _known;

    public Task TrackAsync(string step)
    {
        _steps.Add(job + step);
        _known++;
        return Task.CompletedTask;
    }
}

public class Trackers : ITrackers
{
    public ITracker Make(string job) => new Tracker(job);
}

public class Job(ITracker tracker)
{
    public Task RunAsync() => tracker.TrackAsync("run");
}

public class Function
{
    private readonly ITrackers _trackers;

    public Function()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ITrackers, Trackers>();
        services.AddSingleton(provider => provider.GetRequiredService<ITrackers>().Make("all"));
        _trackers = services.BuildServiceProvider().GetRequiredService<ITrackers>();
    }

    public Task HandleAsync(string job, ILambdaContext context) => new Job(_trackers.Make(job)).RunAsync();
}
