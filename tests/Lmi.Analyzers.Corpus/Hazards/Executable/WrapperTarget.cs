using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace Corpus.Hazards.WrapperTarget;

/// <summary>A method group given to the wrapper: its target is one object for all invocations, and the initializer's work is not theirs.</summary>
public sealed class Worker
{
    private readonly MemoryStream _reused = new();
    private readonly Queue<string> _log = new();
    private readonly ConcurrentQueue<string> _safeLog = new();
    private int _state;

    public Task<bool> WarmUpAsync()
    {
        _state = 1;
        _log.Enqueue("warm");
        return Task.FromResult(true);
    }

    public async Task<Stream> RunAsync(Stream input, ILambdaContext context)
    {
        var output = new MemoryStream();
        await input.CopyToAsync(output);
        output.Position = 0;
        _log.Enqueue(context.AwsRequestId); //! LMI1001
        _safeLog.Enqueue(context.AwsRequestId);
        _state = _state == 1 ? 2 : 1; //! LMI1002
        return output;
    }
}

public static class Program
{
    public static async Task Main()
    {
        var worker = new Worker();
        using var wrapper = HandlerWrapper.GetHandlerWrapper(worker.RunAsync);
        using var bootstrap = new LambdaBootstrap(wrapper, worker.WarmUpAsync);
        await bootstrap.RunAsync();
    }
}
