using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.AnswerWithAReason;

public sealed record Parcel(string Postcode, int Grams);

/// <summary>What is asked before is asked of the parcel: whatever the answer is, the next invocation asks again, and comes as far.</summary>
public sealed class LabelPrinter
{
    private static readonly HttpClient Carrier = new();

    public async Task<string> Handle(Parcel parcel, ILambdaContext context)
    {
        var (isComplete, reason) = Check(parcel);
        if (!isComplete)
        {
            return reason ?? "incomplete";
        }

        var isServed = await IsServedAsync(parcel.Postcode);
        if (!isServed)
        {
            return "not served";
        }

        Carrier.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Environment.GetEnvironmentVariable("CARRIER_KEY")); //! LMI4004
        using var services = new ServiceCollection().BuildServiceProvider(); //! LMI3001
        return await Carrier.GetStringAsync("https://carrier.example/label/" + parcel.Postcode);
    }

    private static (bool IsComplete, string? Reason) Check(Parcel parcel) => parcel.Grams > 0 ? (true, null) : (false, "no weight");

    private static async Task<bool> IsServedAsync(string postcode)
    {
        await Task.Delay(1);
        return postcode.Length == 5;
    }
}
