using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

// A job is kept under a key that was made for it: one writes, others look.
public class Job
{
    public int Done { get; set; }

    public string Step { get; set; } = "";
}

public class Function
{
    private static readonly ConcurrentDictionary<string, Job> s_jobs = new();
    private static readonly ConcurrentDictionary<string, Job> s_byName = new();

    public string Start(string input, ILambdaContext context)
    {
        var id = Guid.NewGuid().ToString("N");
        s_jobs[id] = new Job();
        _ = Task.Run(() => Work(id, input));
        Name("all", input);
        return id;
    }

    public int Poll(string id, ILambdaContext context) => s_jobs.TryGetValue(id, out var job) ? job.Done + job.Step.Length : s_byName["all"].Step.Length;

    private static void Work(string id, string input)
    {
        var job = s_jobs[id];
        job.Step = input;
        for (var i = 0; i < 10; i++)
        {
            job.Done = i;
        }
    }

    private static void Name(string id, string input)
    {
        var job = s_byName[id];
        {|LMI1006:job.Step|} = input;
    }
}
