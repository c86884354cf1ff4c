using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Hazards.BoolFlags;

/// <summary>A flag says whether the rest is ready, and two first invocations both find that it is not.</summary>
public class Function
{
    private static bool s_configured;
    private static int s_safelyConfigured;
    private static bool s_guarded;
    private static readonly SemaphoreSlim s_one = new(1, 1);
    private bool _connected;

    public async Task<int> Handle(SQSEvent batch, ILambdaContext context)
    {
        if (!s_configured) //! LMI1003 #configured
        {
            Configure();
            s_configured = true; //! LMI1003 #configured
        }

        if (Interlocked.Exchange(ref s_safelyConfigured, 1) == 0)
        {
            Configure();
        }

        await ConnectAsync();
        await GuardedAsync();
        var done = false;
        if (!done)
        {
            done = true;
        }

        return batch.Records.Count;
    }

    private async Task ConnectAsync()
    {
        if (_connected) //! LMI1003 #connected
            return;
        await Task.Delay(1);
        _connected = true; //! LMI1003 #connected
    }

    private static async Task GuardedAsync()
    {
        await s_one.WaitAsync();
        try
        {
            if (!s_guarded)
            {
                await Task.Delay(1);
                s_guarded = true;
            }
        }
        finally
        {
            s_one.Release();
        }
    }

    private static void Configure() => GC.Collect();
}
