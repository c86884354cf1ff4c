using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.SemaphoreSync;

/// <summary>A semaphore of one as a lock, waited for without a task; a wider one only limits and guards nothing.</summary>
public sealed class Numbers
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Stack<int> _free = new();
    private int _next;

    public int Take()
    {
        _gate.Wait();
        try
        {
            if (_free.TryPop(out var reused))
            {
                return reused;
            }

            return _next++;
        }
        finally
        {
            _gate.Release();
        }
    }

    public bool TryReturn(int number)
    {
        if (!_gate.Wait(TimeSpan.FromMilliseconds(50)))
        {
            return false;
        }

        try
        {
            _free.Push(number);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }
}

public class Function
{
    private static readonly Numbers Numbers = new();

    public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var number = Numbers.Take();
        try
        {
            return new APIGatewayProxyResponse { StatusCode = 200, Body = request.Body + number };
        }
        finally
        {
            Numbers.TryReturn(number);
        }
    }
}
