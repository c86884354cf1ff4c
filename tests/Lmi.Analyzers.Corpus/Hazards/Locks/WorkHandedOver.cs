using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.WorkHandedOver;

/// <summary>Helpers that look as if they ran the work inside of a lock.</summary>
public class Function
{
    private readonly object _gate = new();
    private readonly List<string> _sometimes = new();
    private readonly List<string> _kept = new();
    private readonly List<string> _later = new();
    private readonly List<string> _own = new();
    private volatile Action? _work;
    private volatile bool _hurries;

    public int Handle(string key, ILambdaContext context)
    {
        Sometimes(() => _sometimes.Add(key)); //! LMI1001
        Keep(() => _kept.Add(key)); //! LMI1001
        Later(() => _later.Add(key)); //! LMI1001
        Own(() => _own.Add(key)); //! LMI1001
        using var blocks = new FileStream($"/tmp/{Guid.NewGuid()}.blocks", FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose);
        File.WriteAllText("/tmp/state.json", key); //! LMI2001
        _work?.Invoke();
        return key.Length;
    }

    private void Sometimes(Action work)
    {
        if (_hurries)
        {
            work();
            return;
        }

        lock (_gate)
        {
            work();
        }
    }

    private void Keep(Action work)
    {
        lock (_gate)
        {
            _work = work;
        }
    }

    private void Later(Action work)
    {
        lock (_gate)
        {
            Task.Run(work);
        }
    }

    private static void Own(Action work)
    {
        var gate = new object();
        lock (gate)
        {
            work();
        }
    }
}
