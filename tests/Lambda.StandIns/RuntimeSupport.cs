// Stand-in for Amazon.Lambda.RuntimeSupport and Amazon.Lambda.DurableExecution: names and signatures, no behaviour.
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport
{
    public class InvocationRequest : IDisposable
    {
        public Stream InputStream { get; } = Stream.Null;
        public ILambdaContext LambdaContext { get; } = null!;

        public void Dispose()
        {
        }
    }

    public class InvocationResponse(Stream outputStream, bool disposeOutputStream = true)
    {
        public Stream OutputStream { get; set; } = outputStream;
        public bool DisposeOutputStream { get; } = disposeOutputStream;
    }

    public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

    public delegate Task<bool> LambdaBootstrapInitializer();

    public class HandlerWrapper : IDisposable
    {
        public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) => new();
        public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) => new();
        public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) => new();
        public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) => new();
        public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) => new();

        public void Dispose()
        {
        }
    }

    public class LambdaBootstrap : IDisposable
    {
        public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer? initializer = null)
        {
        }

        public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        {
        }

        public Task RunAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    public class LambdaBootstrapBuilder
    {
        public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) => new();
        public static LambdaBootstrapBuilder Create(LambdaBootstrapHandler handler) => new();
        public static LambdaBootstrapBuilder Create<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) => new();
        public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) => new();
        public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) => new();
        public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) => new();
        public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) => new();

        public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer initializer) => this;

        public LambdaBootstrap Build() => new(new HandlerWrapper());
    }
}

namespace Amazon.Lambda.DurableExecution
{
    public interface IDurableContext
    {
    }

    public class DurableExecutionInvocationInput
    {
    }

    public class DurableExecutionInvocationOutput
    {
    }

    public static class DurableFunction
    {
        public static Task<DurableExecutionInvocationOutput> WrapAsync<TInput, TOutput>(
            Func<TInput, IDurableContext, Task<TOutput>> workflow, DurableExecutionInvocationInput invocationInput, ILambdaContext lambdaContext) => Task.FromResult(new DurableExecutionInvocationOutput());
    }
}
