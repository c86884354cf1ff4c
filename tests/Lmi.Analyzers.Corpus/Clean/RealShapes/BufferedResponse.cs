using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Amazon.Lambda.Core;


namespace Corpus.Clean.BufferedResponse;

public record Tariff(string Code, decimal Price);

/// <summary>Without a completion option the client returns a response whose body is in memory: reading it completes at once, and nobody waits.</summary>
public class TariffLookup
{
    private static readonly HttpClient Http = new();

    public async Task<Tariff> Handle(string code, ILambdaContext context)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, "https://tariffs.example/" + code);
        var answer = await Http.SendAsync(question).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return new Tariff(code, 0);
        }

        var text = answer.Content.ReadAsStringAsync().Result;
        var other = await Http.GetAsync("https://tariffs.example/base");
        if (!other.IsSuccessStatusCode)
        {
            var bytes = other.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            return new Tariff(code, bytes.Length);
        }

        await Http.GetAsync("https://tariffs.example/log").ContinueWith(static sent =>
        {
            var reply = sent.Result;
            return reply.Content.ReadAsStringAsync().Result;
        });
        return new Tariff(code, text.Length);
    }
}
