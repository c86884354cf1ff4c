using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Clean.CapturedReadOnly;

public record Currency(string From, string To);

/// <summary>An executable: the delegate captures locals of Main that are complete before the run and only read.</summary>
public static class Program
{
    public static async Task Main()
    {
        var client = new HttpClient { BaseAddress = new Uri("https://rates.example"), Timeout = TimeSpan.FromSeconds(3) };
        var table = new Dictionary<string, decimal>();
        table["EUR"] = 1m;
        table.Add("USD", 1.1m);
        var retries = 1;
        retries++;

        var handler = async (Currency currency, ILambdaContext context) =>
        {
            var attempt = 0;
            while (attempt < retries)
            {
                attempt++;
                if (table.TryGetValue(currency.From, out var rate))
                {
                    return rate;
                }

                using var request = new HttpRequestMessage(HttpMethod.Get, "/" + currency.From);
                request.Headers.Add("X-Request", context.AwsRequestId);
                using var response = await client.SendAsync(request);
                if (response.IsSuccessStatusCode)
                {
                    return decimal.Parse(await response.Content.ReadAsStringAsync());
                }
            }

            return 0m;
        };

        await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }
}
