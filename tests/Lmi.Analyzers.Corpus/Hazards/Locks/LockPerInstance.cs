using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Mvc;

namespace Corpus.Hazards.LockPerInstance;

/// <summary>The function builds one for each invocation, and so does the framework with the controller; what they count is one for all.</summary>
public sealed class Recorder
{
    private static long s_count;
    private readonly object _gate = new();

    public void Record()
    {
        lock (_gate) //! LMI1009
        {
            s_count++;
        }
    }

    public long Count()
    {
        lock (_gate) //! LMI1009
        {
            return s_count;
        }
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    public void Reset() //! LMI1009
    {
        s_count = 0;
    }
}

public class Function
{
    public long Handle(string input, ILambdaContext context)
    {
        var recorder = new Recorder();
        if (input.Length == 0)
        {
            recorder.Reset();
        }

        recorder.Record();
        return recorder.Count();
    }
}

public class CountersController : ControllerBase
{
    private static int s_requests;
    private readonly object _sync = new();

    [HttpGet("/count")]
    public int Get()
    {
        lock (_sync) //! LMI1009
        {
            return ++s_requests;
        }
    }
}
