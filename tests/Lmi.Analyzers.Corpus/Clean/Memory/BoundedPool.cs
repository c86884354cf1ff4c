using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.BoundedPool;

/// <summary>Sessions that take turns: a few are built, when there is none to lend, and each goes back.</summary>
public class Function
{
    private static readonly ConcurrentBag<InferenceSession> Free = new();
    private static readonly SemaphoreSlim Slots = new(Environment.ProcessorCount);
    private static readonly Channel<InferenceSession> Waiting = Channel.CreateUnbounded<InferenceSession>();

    public async Task<int> Handle(string input, ILambdaContext context)
    {
        await Slots.WaitAsync();
        InferenceSession? session = null;
        try
        {
            if (!Free.TryTake(out session))
            {
                session = new InferenceSession("/opt/ml/labels.onnx");
            }

            await Task.Yield();
            return session.InputMetadata.Count + input.Length;
        }
        finally
        {
            if (session != null)
            {
                Free.Add(session);
            }

            Slots.Release();
        }
    }

    public int Second(string input, ILambdaContext context)
    {
        var session = Rent();
        try
        {
            return session.InputMetadata.Count + input.Length;
        }
        finally
        {
            Waiting.Writer.TryWrite(session);
        }
    }

    private static InferenceSession Rent()
    {
        if (Waiting.Reader.TryRead(out var session))
        {
            return session;
        }

        return new InferenceSession("/opt/ml/labels.onnx");
    }
}
