using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.Process.ClientPerCustomer;

public record Query(string Token, string Host, bool Indented);

public class Catalog
{
    private readonly HttpClient _http;

    public Catalog()
    {
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("catalog/1.0");
    }

    public async Task<string> FindAsync(Query query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(query.Host), "/items"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", query.Token);
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

public class Function
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Catalog _catalog = new();

    public async Task<string> Handle(Query query, ILambdaContext context) =>
        JsonSerializer.Serialize(await _catalog.FindAsync(query), query.Indented ? Indented : Compact);
}
