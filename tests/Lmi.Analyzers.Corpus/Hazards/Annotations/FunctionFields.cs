using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.Annotations.SQS;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Hazards.FunctionFields;

/// <summary>No startup: the generated class holds one function object, whatever method is called.</summary>
public class Functions
{
    private readonly Dictionary<string, DateTime> _lastSeen = [];
    private int _greeted;
    private int _safelyGreeted;
    private SQSEvent? _batch;

    public Functions()
    {
        _greeted = 0;
        _lastSeen["nobody"] = DateTime.MinValue;
    }

    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Get, "/hello/{name}")]
    public string Hello([FromRoute] string name)
    {
        _lastSeen[name] = DateTime.UtcNow; //! LMI1001
        var number = ++_greeted; //! LMI1002
        var safe = Interlocked.Increment(ref _safelyGreeted);
        return $"hello {name}, {number} of {safe}";
    }

    [LambdaFunction]
    [SQSEvent("arn:aws:sqs:eu-west-1:1:names")]
    public int Import(SQSEvent batch, ILambdaContext context)
    {
        _batch = batch; //! LMI1006
        var lengths = new Dictionary<string, int>();
        foreach (var record in _batch.Records)
        {
            lengths[record.MessageId] = record.Body.Length;
        }

        return lengths.Count;
    }
}
