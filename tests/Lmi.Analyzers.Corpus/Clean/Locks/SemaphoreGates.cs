using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Clean.SemaphoreGates;

/// <summary>A semaphore of one, waited for synchronously, asynchronously and with a timeout; awaits inside are fine.</summary>
public class Function
{
    private static readonly SemaphoreSlim s_one = new(1, 1);
    private static readonly List<string> s_outbox = [];
    private static long s_flushed;

    public async Task<long> Handle(SNSEvent evt, ILambdaContext context)
    {
        foreach (var record in evt.Records)
        {
            Append(record.Sns.Message);
        }

        await FlushAsync();
        await TrimAsync();
        return Interlocked.Read(ref s_flushed);
    }

    private static void Append(string message)
    {
        s_one.Wait();
        try
        {
            s_outbox.Add(message);
        }
        finally
        {
            s_one.Release();
        }
    }

    private static async Task FlushAsync()
    {
        await s_one.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var message in s_outbox)
            {
                await Task.Delay(message.Length > 100 ? 1 : 0).ConfigureAwait(false);
                s_flushed++;
            }

            s_outbox.Clear();
        }
        finally
        {
            s_one.Release();
        }
    }

    private static async Task TrimAsync()
    {
        if (!await s_one.WaitAsync(TimeSpan.FromMilliseconds(10)))
        {
            return;
        }

        try
        {
            if (s_outbox.Count > 1000)
            {
                s_outbox.RemoveRange(0, 500);
            }
        }
        finally
        {
            s_one.Release();
        }
    }
}
