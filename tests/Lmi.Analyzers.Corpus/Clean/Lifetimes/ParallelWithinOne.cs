using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Clean.ParallelWithinOne;

public sealed class Job
{
    public string Key { get; set; } = "";
    public int Attempts { get; set; }
    public List<string> Errors { get; } = [];
}

/// <summary>Parallel work of one invocation: each task has its own job, shared locals are counted atomically or gathered from results.</summary>
public class Function
{
    [ThreadStatic]
    private static char[]? t_scratch;

    public async Task<int> Handle(S3Event evt, ILambdaContext context)
    {
        var done = 0;
        var failed = new ConcurrentBag<Job>();
        var jobs = evt.Records.Select(r => new Job { Key = r.S3.Object.Key }).ToArray();
        Job? slowest = null;
        var tasks = jobs.Select(async job =>
        {
            while (job.Attempts < 3)
            {
                job.Attempts++;
                await Task.Delay(1);
            }

            Interlocked.Increment(ref done);
            if (job.Key.Length == 0)
            {
                job.Errors.Add("empty");
                failed.Add(job);
            }

            return job;
        });

        foreach (var job in await Task.WhenAll(tasks))
        {
            slowest = slowest is null || job.Attempts > slowest.Attempts ? job : slowest;
            job.Key = Shout(job.Key);
        }

        jobs[0] = slowest ?? new Job();
        return done - failed.Count;
    }

    private static string Shout(string text)
    {
        var scratch = t_scratch ??= new char[256];
        var length = Math.Min(text.Length, scratch.Length);
        for (var i = 0; i < length; i++)
        {
            scratch[i] = char.ToUpperInvariant(text[i]);
        }

        return new string(scratch, 0, length);
    }
}
