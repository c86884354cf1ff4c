using System.Collections;
using System.Threading;
using Amazon.Lambda.Core;

namespace Corpus.Clean.NamedMutex;

public record Slot(int Number, bool Taken);

/// <summary>A mutex around a bit array and a counter.</summary>
public class Function
{
    private static readonly Mutex Mutex = new();
    private static readonly BitArray Slots = new(64);
    private static int s_changes;

    public int Handle(Slot slot, ILambdaContext context)
    {
        Mutex.WaitOne();
        try
        {
            if (Slots[slot.Number] != slot.Taken)
            {
                Slots[slot.Number] = slot.Taken;
                s_changes++;
            }

            return s_changes;
        }
        finally
        {
            Mutex.ReleaseMutex();
        }
    }
}
