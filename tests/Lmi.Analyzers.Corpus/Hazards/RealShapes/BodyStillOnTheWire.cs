using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;


namespace Corpus.Hazards.BodyStillOnTheWire;

public class TariffLookup
{
    private static readonly HttpClient Http = new();

    public async Task<int> Handle(string code, ILambdaContext context)
    {
        using var answer = await Http.GetAsync("https://tariffs.example/" + code, HttpCompletionOption.ResponseHeadersRead);
        return answer.Content.ReadAsStringAsync().Result.Length; //! LMI4005
    }
}
