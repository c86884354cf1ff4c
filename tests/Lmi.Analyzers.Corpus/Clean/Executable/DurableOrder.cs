using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;

namespace Corpus.Clean.DurableOrder;

public record Order(string Id, List<string> Items);

public record Receipt(string Id, int Parcels);

/// <summary>A durable workflow: its steps fill objects that the workflow made.</summary>
public class Function
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public Task<DurableExecutionInvocationOutput> Handle(DurableExecutionInvocationInput input, ILambdaContext context)
        => DurableFunction.WrapAsync<Order, Receipt>(WorkflowAsync, input, context);

    private static async Task<Receipt> WorkflowAsync(Order order, IDurableContext durable)
    {
        var parcels = new List<string>();
        foreach (var item in order.Items)
        {
            var parcel = await durable.StepAsync((step, token) => PackAsync(item, step.AttemptNumber, token), "pack " + item);
            parcels.Add(parcel);
        }

        await durable.WaitAsync(Pause);
        var shipped = await durable.StepAsync(async (_, token) =>
        {
            await Task.Delay(1, token);
            return parcels.Count;
        });
        return new Receipt(order.Id, shipped);
    }

    private static async Task<string> PackAsync(string item, int attempt, CancellationToken token)
    {
        await Task.Delay(1, token);
        return item + "#" + attempt;
    }
}
