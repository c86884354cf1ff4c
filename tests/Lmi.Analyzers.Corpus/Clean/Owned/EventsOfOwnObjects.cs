using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Clean.EventsOfOwnObjects;

public sealed class Progress
{
    private readonly List<int> _steps = [];

    public event EventHandler<int>? Advanced;

    public Action<string>? Log { get; set; }

    public void Advance(int by)
    {
        _steps.Add(by);
        Advanced?.Invoke(this, _steps.Count);
        Log?.Invoke("step " + by);
    }
}

/// <summary>Subscribes to the events of objects that the invocation made, with handlers that write its locals.</summary>
public class Function
{
    public async Task<int> Handle(S3Event evt, ILambdaContext context)
    {
        var last = 0;
        var lines = new List<string>();
        var progress = Start(lines);
        progress.Advanced += (_, n) => last = n;
        progress.Advanced += OnAdvanced;

        foreach (var record in evt.Records)
        {
            progress.Advance((int)record.S3.Object.Size);
            await Task.Yield();
        }

        progress.Advanced -= OnAdvanced;
        return last + lines.Count;

        void OnAdvanced(object? sender, int n) => lines.Add("advanced " + n);
    }

    private static Progress Start(List<string> lines)
    {
        var progress = new Progress();
        progress.Log = lines.Add;
        return progress;
    }
}
