using System.Net.Http;
using Amazon.Lambda.Core;


namespace Corpus.Hazards.WholeCallBlocked;

/// <summary>Sync over async from end to end: each step of the call is to be awaited.</summary>
public class TariffLookup
{
    private static readonly HttpClient Http = new();

    public int Handle(string code, ILambdaContext context)
    {
        var answer = Http.GetAsync("https://tariffs.example/" + code).Result; //! LMI4005
        return answer.Content.ReadAsStringAsync().Result.Length; //! LMI4005
    }
}
