// stand-in for the package Amazon.Lambda.DurableExecution: its names and signatures, no behaviour.
using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.DurableExecution;

public class StepConfig
{
}

public class InvokeConfig
{
}

public class ChildContextConfig
{
}

public interface IStepContext
{
    ILogger Logger { get; }
    int AttemptNumber { get; }
    string OperationId { get; }
}

public interface IExecutionContext
{
    string DurableExecutionArn { get; }
}

public interface IDurableContext
{
    ILogger Logger { get; }
    IExecutionContext ExecutionContext { get; }
    ILambdaContext LambdaContext { get; }

    Task<T> StepAsync<T>(Func<IStepContext, CancellationToken, Task<T>> func, string? name = null, StepConfig? config = null, CancellationToken cancellationToken = default);
    Task StepAsync(Func<IStepContext, CancellationToken, Task> func, string? name = null, StepConfig? config = null, CancellationToken cancellationToken = default);
    Task WaitAsync(TimeSpan duration, string? name = null, CancellationToken cancellationToken = default);
    Task<T> RunInChildContextAsync<T>(Func<IDurableContext, CancellationToken, Task<T>> func, string? name = null, ChildContextConfig? config = null, CancellationToken cancellationToken = default);
    Task<TResult> InvokeAsync<TPayload, TResult>(string functionName, TPayload payload, string? name = null, InvokeConfig? config = null, CancellationToken cancellationToken = default);
}

public class DurableExecutionInvocationInput
{
    public string DurableExecutionArn { get; set; } = "";
    public string CheckpointToken { get; set; } = "";
}

public class DurableExecutionInvocationOutput
{
}

public static class DurableFunction
{
    public static Task<DurableExecutionInvocationOutput> WrapAsync<TInput, TOutput>(Func<TInput, IDurableContext, Task<TOutput>> workflow, DurableExecutionInvocationInput invocationInput, ILambdaContext lambdaContext)
        => Task.FromResult(new DurableExecutionInvocationOutput());

    public static Task<DurableExecutionInvocationOutput> WrapAsync<TInput>(Func<TInput, IDurableContext, Task> workflow, DurableExecutionInvocationInput invocationInput, ILambdaContext lambdaContext)
        => Task.FromResult(new DurableExecutionInvocationOutput());
}
