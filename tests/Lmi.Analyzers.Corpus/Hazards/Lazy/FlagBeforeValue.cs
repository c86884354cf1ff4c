using System;
using System.Collections.Generic;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Hazards.FlagBeforeValue;

/// <summary>Double-checked locking with a separate flag that is set before the value; the twin sets it last and is volatile.</summary>
public class Function
{
    private static readonly object s_gate = new();
    private static volatile bool s_loaded;
    private static volatile bool s_safelyLoaded;
    private static Dictionary<string, int>? s_ranks;
    private static Dictionary<string, int>? s_safeRanks;

    public int Handle(S3Event evt, ILambdaContext context)
        => Ranks().GetValueOrDefault(evt.Records[0].S3.Bucket.Name) + SafeRanks().Count;

    private static Dictionary<string, int> Ranks()
    {
        if (!s_loaded) //! LMI1003 #flag
        {
            lock (s_gate)
            {
                if (!s_loaded)
                {
                    s_loaded = true; //! LMI1003 #flag
                    s_ranks = Read(); //! LMI1003 #flag
                }
            }
        }

        return s_ranks!;
    }

    private static Dictionary<string, int> SafeRanks()
    {
        if (!s_safelyLoaded)
        {
            lock (s_gate)
            {
                if (!s_safelyLoaded)
                {
                    s_safeRanks = Read();
                    s_safelyLoaded = true;
                }
            }
        }

        return s_safeRanks!;
    }

    private static Dictionary<string, int> Read() => new() { ["main"] = Environment.ProcessorCount };
}
