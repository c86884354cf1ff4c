using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Clean.SynchronizedJournal;

/// <summary>Methods that the runtime locks: instance ones on the object, static ones on the type.</summary>
public sealed class Journal
{
    private static int s_journals;
    private readonly Queue<string> _lines = new();
    private string _last = "";

    public Journal() => Number = Next();

    public int Number { get; }

    [MethodImpl(MethodImplOptions.Synchronized)]
    public int Append(string line)
    {
        _last = line;
        _lines.Enqueue(line);
        while (_lines.Count > 50)
        {
            _lines.Dequeue();
        }

        return _lines.Count;
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    public bool IsLast(string line) => _last == line && _lines.Contains(line);

    [MethodImpl(MethodImplOptions.Synchronized)]
    private static int Next() => ++s_journals;
}

public class Function
{
    private readonly Journal _journal = new();

    public async Task<int> Handle(SNSEvent evt, ILambdaContext context)
    {
        var own = new Journal();
        var count = 0;
        foreach (var record in evt.Records)
        {
            own.Append(record.Sns.Message);
            count = _journal.Append(record.Sns.Message);
            await Task.Yield();
        }

        return _journal.IsLast("end") ? -count : own.Number;
    }
}
