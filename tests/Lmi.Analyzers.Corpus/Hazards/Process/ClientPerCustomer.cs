using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.Process.ClientPerCustomer;

public record Query(string Token, string Host, bool Indented);

public class Catalog
{
    private readonly HttpClient _http = new();

    public async Task<string> FindAsync(Query query)
    {
        _http.BaseAddress = new Uri(query.Host); //! LMI4004 #http
        Authorize(_http, query.Token);
        return await _http.GetStringAsync("/items");
    }

    private static void Authorize(HttpClient client, string token)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token); //! LMI4004
    }
}

public class Function
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private readonly Catalog _catalog = new();

    public async Task<string> Handle(Query query, ILambdaContext context)
    {
        Options.WriteIndented = query.Indented; //! LMI4004
        return JsonSerializer.Serialize(await _catalog.FindAsync(query), Options);
    }
}
