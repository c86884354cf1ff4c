using System.Collections.Generic;
using System.IO;
using System.Threading;
using Amazon.Lambda.Core;

namespace Corpus.Clean.MutexAndSpinLock;

/// <summary>A Mutex around a list, a SpinLock (never read-only, never copied) around two numbers.</summary>
public static class Function
{
    private static readonly Mutex s_mutex = new();
    private static readonly List<long> s_sizes = [];
    private static SpinLock s_spin = new(enableThreadOwnerTracking: false);
    private static long s_count;
    private static double s_mean;

    public static double Handle(Stream input, ILambdaContext context)
    {
        var size = 0L;
        var buffer = new byte[4096];
        int read;
        while ((read = input.Read(buffer, 0, buffer.Length)) > 0)
        {
            size += read;
        }

        s_mutex.WaitOne();
        try
        {
            s_sizes.Add(size);
            if (s_sizes.Count > 64)
            {
                s_sizes.RemoveAt(0);
            }
        }
        finally
        {
            s_mutex.ReleaseMutex();
        }

        return Average(size);
    }

    private static double Average(long size)
    {
        var taken = false;
        try
        {
            s_spin.Enter(ref taken);
            s_count++;
            s_mean += (size - s_mean) / s_count;
            return s_mean;
        }
        finally
        {
            if (taken)
            {
                s_spin.Exit(useMemoryBarrier: true);
            }
        }
    }
}
