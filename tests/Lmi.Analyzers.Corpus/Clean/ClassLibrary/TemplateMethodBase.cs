using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Clean.TemplateMethodBase;

/// <summary>An inherited handler: what the base class shares is read-only or counted atomically.</summary>
public abstract class NotificationFunction
{
    private readonly string _stage = Environment.GetEnvironmentVariable("STAGE") ?? "dev";
    private long _handled;

    protected NotificationFunction(IReadOnlyList<string> subjects) => Subjects = subjects;

    protected IReadOnlyList<string> Subjects { get; }

    protected long Handled => Interlocked.Read(ref _handled);

    public async Task<int> HandleAsync(SNSEvent evt, ILambdaContext context)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        foreach (var record in evt.Records)
        {
            if (!Accepts(record.Sns.Subject))
            {
                continue;
            }

            await OnMessageAsync(record.Sns.Message, _stage);
            done++;
        }

        Interlocked.Add(ref _handled, done);
        context.Logger.LogInformation($"{done} in {watch.ElapsedMilliseconds} ms, {Handled} so far");
        return done;
    }

    protected virtual bool Accepts(string subject)
    {
        foreach (var known in Subjects)
        {
            if (known == subject)
            {
                return true;
            }
        }

        return false;
    }

    protected abstract Task OnMessageAsync(string message, string stage);
}

public sealed class AlarmFunction : NotificationFunction
{
    public AlarmFunction()
        : base(["alarm", "recovery"])
    {
    }

    protected override async Task OnMessageAsync(string message, string stage)
    {
        var parts = message.Split(';');
        parts[0] = stage + ":" + parts[0];
        await Task.Delay(parts.Length);
    }
}
