using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.OnceGuards;

/// <summary>What a once-flag lets through happens once, whatever it writes.</summary>
public class Function
{
    private static int s_announced;
    private static int s_sampled;
    private static DateTime s_firstCall;
    private static readonly List<string> Log = [];
    private int _hooked;
    private bool _verbose;

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        if (Interlocked.Exchange(ref s_announced, 1) == 0)
        {
            s_firstCall = DateTime.UtcNow;
            Log.Add("first call");
        }

        if (Interlocked.CompareExchange(ref s_sampled, 1, 0) != 0)
        {
            return input;
        }

        Hook();
        await Task.Yield();
        return input + "!";
    }

    private void Hook()
    {
        if (Interlocked.Exchange(ref _hooked, 1) == 1)
        {
            return;
        }

        _verbose = Environment.GetEnvironmentVariable("VERBOSE") != null;
    }
}
