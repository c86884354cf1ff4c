using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;

namespace Corpus.Hazards.DurableSteps;

public record Trip(string Id, string[] Legs);

/// <summary>A durable workflow and its steps are invocation code like any other.</summary>
public class Function
{
    private static readonly Dictionary<string, int> Attempts = [];
    private static string s_trip = "";
    private int _booked;

    public Task<DurableExecutionInvocationOutput> Handle(DurableExecutionInvocationInput input, ILambdaContext context)
        => DurableFunction.WrapAsync<Trip, int>(BookAsync, input, context);

    private async Task<int> BookAsync(Trip trip, IDurableContext durable)
    {
        s_trip = trip.Id; //! LMI1006
        var legs = new List<string>();
        foreach (var leg in trip.Legs)
        {
            legs.Add(await durable.StepAsync((step, _) =>
            {
                Attempts[leg] = step.AttemptNumber; //! LMI1001
                return Task.FromResult(leg);
            }));
        }

        _booked++; //! LMI1002
        await durable.WaitAsync(TimeSpan.FromSeconds(1));
        return legs.Count + s_trip.Length;
    }
}
