using System;
using System.Collections.Generic;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;


namespace Corpus.Clean.NeverBuiltImplementation;

public interface IAuditTrail
{
    void Note(string line);
}

public sealed class ConsoleTrail : IAuditTrail
{
    public void Note(string line) => Console.WriteLine(line);
}

/// <summary>Only the tests, in another project, build one: nothing here does, and no container knows it.</summary>
public sealed class RememberingTrail : IAuditTrail
{
    public List<string> Lines { get; } = new();

    public void Note(string line) => Lines.Add(line);
}

public class Receiving
{
    private readonly IAuditTrail _trail;

    public Receiving()
    {
        _trail = new ConsoleTrail();
    }

    public Receiving(IAuditTrail trail)
    {
        _trail = trail;
    }

    public void Handle(SQSEvent batch, ILambdaContext context)
    {
        foreach (var record in batch.Records)
        {
            _trail.Note(record.Body);
        }
    }
}
