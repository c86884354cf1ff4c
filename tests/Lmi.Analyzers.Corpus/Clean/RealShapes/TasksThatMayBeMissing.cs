using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.TasksThatMayBeMissing;

public record Visit(string Patient, string? Ward);

/// <summary>Some questions are asked of some patients only; all that were asked have been answered when the answers are read.</summary>
public class WardRound
{
    public async Task<string> Handle(Visit visit, ILambdaContext context)
    {
        var asked = new List<Task>();
        Task<string>? ward = null;
        Task<int>? beds = null;
        if (visit.Ward is { } name)
        {
            ward = NameOfAsync(name);
            beds = BedsAsync(name);
            asked.AddRange(new List<Task> { ward, beds });
        }

        var patient = NameOfAsync(visit.Patient);
        asked.Add(patient);
        await Task.WhenAll(asked).ConfigureAwait(false);
        var where = ward?.Result ?? "at home";
        return $"{patient.Result} {where} {beds?.Result}";
    }

    private static async Task<string> NameOfAsync(string id)
    {
        await Task.Delay(5);
        return id.ToUpperInvariant();
    }

    private static async Task<int> BedsAsync(string ward)
    {
        await Task.Delay(5);
        return ward.Length;
    }
}
