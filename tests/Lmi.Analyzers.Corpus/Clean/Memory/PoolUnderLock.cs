using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.Clean.Memory.PoolUnderLock;

public class Function
{
    private static readonly Pool Sessions = new(8);

    public async Task<int> Handle(string input, ILambdaContext context)
    {
        using var lease = await Sessions.Rent();
        return lease.Session.InputMetadata.Count + input.Length;
    }

    public int Second(string input, ILambdaContext context)
    {
        using var lease = Sessions.Take();
        return lease.Session.InputMetadata.Count + input.Length;
    }
}

public sealed class Lease(InferenceSession session, Action<InferenceSession> giveBack) : IDisposable
{
    public InferenceSession Session => session;

    public void Dispose() => giveBack(session);
}

/// <summary>What the pool cannot lend is built, and goes back into it.</summary>
public sealed class Pool(int size)
{
    private readonly object _gate = new();
    private readonly Queue<InferenceSession> _free = new();

    public async Task<Lease> Rent()
    {
        lock (_gate)
        {
            if (_free.Count > 0)
            {
                return new Lease(_free.Dequeue(), Return);
            }
        }

        await Task.Yield();
        return new Lease(new InferenceSession("/opt/ml/labels.onnx"), Return);
    }

    public Lease Take()
    {
        lock (_gate)
        {
            if (_free.TryDequeue(out var session))
            {
                return new Lease(session, Return);
            }
        }

        return new Lease(new InferenceSession("/opt/ml/labels.onnx"), Return);
    }

    private void Return(InferenceSession session)
    {
        lock (_gate)
        {
            if (_free.Count < size)
            {
                _free.Enqueue(session);
                return;
            }
        }

        session.Dispose();
    }
}
