using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.TaskForgottenInTheList;

public record Visit(string Patient, string? Ward);

/// <summary>One of the questions never got into the list that is waited for.</summary>
public class WardRound
{
    public async Task<string> Handle(Visit visit, ILambdaContext context)
    {
        var asked = new List<Task>();
        var ward = visit.Ward is { } name ? NameOfAsync(name) : null;
        var patient = NameOfAsync(visit.Patient);
        asked.AddRange(new List<Task> { patient });
        await Task.WhenAll(asked).ConfigureAwait(false);
        return patient?.Result + ward?.Result; //! LMI4005
    }

    private static async Task<string> NameOfAsync(string id)
    {
        await Task.Delay(5);
        return id.ToUpperInvariant();
    }
}
