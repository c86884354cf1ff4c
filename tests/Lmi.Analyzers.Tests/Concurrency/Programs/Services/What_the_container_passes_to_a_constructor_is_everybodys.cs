using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

// The same, but the container builds the job: it passes the one tracker of everybody.
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
        {|LMI1001:_steps.Add|}(job + step);
        {|LMI1002:_known++|};
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
    private readonly Job _job;

    public Function()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ITrackers, Trackers>();
        services.AddSingleton(provider => provider.GetRequiredService<ITrackers>().Make("all"));
        services.AddSingleton<Job>();
        _job = services.BuildServiceProvider().GetRequiredService<Job>();
    }

    public Task HandleAsync(string job, ILambdaContext context) => _job.RunAsync();
}
